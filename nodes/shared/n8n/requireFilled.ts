import { invalidInput } from '../errors/input';
import type { JsonObject } from '../http';
import { isBlank } from './readers';

/** The part of a collection's description that says what its fields are called. */
interface Labelled {
	options?: ReadonlyArray<{ name: string; displayName?: string }>;
}

/**
 * Refuses a filter that was added and is empty. One whose expression came out empty was meant to leave
 * somebody out: without it the list would hold everybody, and so would what a workflow does with it.
 *
 * @param collections where the filters are described
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`
 */
export function requireFilled(filters: JsonObject, collections: readonly Labelled[]): void {
	const empty = Object.keys(filters).find((name) => isBlank(filters[name]));
	if (empty === undefined) return;
	const fields = collections.flatMap(({ options = [] }) => options);
	const label = fields.find(({ name }) => name === empty)?.displayName ?? empty;
	throw invalidInput(
		`The filter '${label}' is empty`,
		'Give it a value, or remove it to list all. An expression may have found nothing in this item.',
	);
}
