import { createFailure } from '../api/errors/catalogue';
import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { canonicalId } from '../api/ids';

/** What is picked by its name, as messages say it. */
export type Kind = 'organization' | 'account' | 'permission profile' | 'group';

/** So many names are listed at most where one is not found. */
const MOST_LISTED = 10;

/** A name in the form by which it is compared: case and surrounding blanks do not count. */
export const nameKey = (name: string): string => name.trim().normalize('NFC').toLowerCase();

const idKey = (id: unknown): string => canonicalId(String(id).trim());

/** A record that can be picked; its other fields are as they may be. */
interface Pickable {
	id?: unknown;
	name?: unknown;
}

/** What there is, for somebody who looks for a name. */
export function listed(records: readonly Pickable[]): string {
	if (records.length === 0) return 'There is none at all.';
	const names = records
		.map(({ name, id }) => String(name ?? id))
		.sort((a, b) => a.localeCompare(b));
	const shown = names.slice(0, MOST_LISTED).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return `There are: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** How a name is looked for. */
interface Search {
	kind: Kind;
	/** Whether the text may be an ID as well. */
	orId?: boolean;
	/** Where the text stands, for messages: `Item 3`. */
	where?: string;
}

/** A failure with where the text stands before its message, and what there is behind its remedy. */
function failure(
	code: 'DOCUSIGN_NAME_NOT_FOUND' | 'DOCUSIGN_NAME_AMBIGUOUS',
	name: string,
	{ kind, where }: Search,
	list: string,
) {
	const found = createFailure(code, { record: kind, said: name });
	const { description } = found;
	const message = where === undefined ? found.message : `${where}: ${lowered(found.message)}`;
	return new ApiFailure({ ...found, message, description: `${description} ${list}` });
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * The record that a text means: the whole name, without regard to case, or with `orId` the ID. Never the nearest
 * one.
 *
 * @param records `{id, name}`
 * @throws ApiFailure `DOCUSIGN_NAME_NOT_FOUND` lists at most ten names that there are;
 * `DOCUSIGN_NAME_AMBIGUOUS` lists the IDs behind the name
 */
export function findNamed<T extends Pickable>(
	records: readonly T[],
	text: string,
	search: Search,
): T {
	const found = records.filter(
		({ id, name }) =>
			(name != null && nameKey(String(name)) === nameKey(text)) ||
			(search.orId === true && idKey(id) === idKey(text)),
	);
	if (found.length === 1) return found[0];
	if (found.length > 1) {
		const ids = found.map(({ id }) => String(id)).join(', ');
		throw failure('DOCUSIGN_NAME_AMBIGUOUS', text, search, `Their IDs are: ${ids}.`);
	}
	throw failure('DOCUSIGN_NAME_NOT_FOUND', text, search, listed(records));
}

/**
 * The ID of the record with a name.
 *
 * @throws ApiFailure as `findNamed`
 */
export const idByName = (records: readonly JsonObject[], name: string, kind: Kind): string =>
	String(findNamed(records, name, { kind }).id);

/**
 * The only record, where none is named.
 *
 * @throws ApiFailure `DOCUSIGN_NOT_CHOSEN` lists them where there are several; one with none says so too
 */
export function onlyOne(records: readonly JsonObject[], kind: Kind): JsonObject {
	if (records.length === 1) return records[0];
	const found = createFailure('DOCUSIGN_NOT_CHOSEN', { record: kind, count: records.length });
	const entries = records
		.slice(0, MOST_LISTED)
		.map(({ id, name }) => `"${String(name ?? '')}" (${String(id)})`);
	const list = records.length > 0 ? ` There are: ${entries.join(', ')}.` : '';
	const { message, description } = found;
	throw new ApiFailure({ ...found, message, description: `${description}${list}` });
}
