import { createFailure } from '../api/errors/catalogue';
import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject, JsonValue } from '../../shared/http';

/** What is picked by its name, as messages say it. */
export type Kind = 'organization' | 'account' | 'permission profile' | 'group';

/** So many names are listed at most where one is not found. */
const MOST_LISTED = 10;

/** A name in the form by which it is compared: case and surrounding blanks do not count. */
const key = (name: JsonValue) => String(name).trim().normalize('NFC').toLowerCase();

/** What there is, for somebody who looks for a name. */
function listed(records: readonly JsonObject[]): string {
	const names = records
		.map(({ name, id }) => String(name ?? id))
		.sort((a, b) => a.localeCompare(b));
	const shown = names.slice(0, MOST_LISTED).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A failure with what there is behind its remedy. */
function failure(
	code: 'DOCUSIGN_NAME_NOT_FOUND' | 'DOCUSIGN_NAME_AMBIGUOUS',
	kind: Kind,
	name: string,
	list: string,
) {
	const found = createFailure(code, { record: kind, said: name });
	const { message, description } = found;
	return new ApiFailure({ ...found, message, description: `${description} ${list}` });
}

/**
 * The ID of the record with a name: the whole name, without regard to case. Never the nearest one.
 *
 * @param records `{id, name}`
 * @throws ApiFailure `DOCUSIGN_NAME_NOT_FOUND` lists at most ten names that there are;
 * `DOCUSIGN_NAME_AMBIGUOUS` lists the IDs behind the name
 */
export function idByName(records: readonly JsonObject[], name: string, kind: Kind): string {
	const found = records.filter((record) => record.name != null && key(record.name) === key(name));
	if (found.length === 1) return String(found[0].id);
	if (found.length > 1) {
		const ids = found.map(({ id }) => String(id)).join(', ');
		throw failure('DOCUSIGN_NAME_AMBIGUOUS', kind, name, `Their IDs are: ${ids}.`);
	}
	const list = records.length > 0 ? `There are: ${listed(records)}.` : 'There is none at all.';
	throw failure('DOCUSIGN_NAME_NOT_FOUND', kind, name, list);
}

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
