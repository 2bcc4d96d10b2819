import type { JsonObject, JsonValue } from '../../../shared/http';
import { objectIn, recordsIn } from '../../../shared/json';
import { entryType, schemaOf, type PublishedOperation } from './facts';

/** What an answer says beside its list. */
const ASIDE = new Set([
	'paging',
	'page',
	'page_size',
	'total_count',
	'totalSetSize',
	'account_id',
	'errorDetail',
]);

/**
 * Where the records of an operation's answer stand: keys one below the other, none where the answer is the
 * list itself. Told by its schema: an answer is a list where it is one list of records, and nothing that
 * is about something else.
 *
 * @returns undefined for an operation that lists nothing
 */
export function recordsPath({ method, responseSchema }: PublishedOperation): string[] | undefined {
	return method === 'GET' && responseSchema !== undefined ? listIn(responseSchema) : undefined;
}

function listIn(type: string): string[] | undefined {
	const entry = entryType(type);
	if (entry !== undefined) return schemaOf(entry) ? [] : undefined;
	const properties = schemaOf(type)?.properties ?? {};
	// The members of a group come with the group beside them.
	if (properties.group && properties.group_users) return ['group_users', 'users'];
	const own = Object.keys(properties).filter((name) => !ASIDE.has(name));
	if (own.length !== 1) return undefined;
	const below = listIn(properties[own[0]].type);
	return below && entryType(properties[own[0]].type) !== undefined ? [own[0], ...below] : undefined;
}

/** The records in an answer; undefined where its list is not there, which must not pass for an empty one. */
export function recordsAt(body: unknown, path: readonly string[]): JsonObject[] | undefined {
	const list = path.reduce<unknown>((value, key) => objectIn(value)[key], body) as JsonValue;
	return recordsIn(list);
}
