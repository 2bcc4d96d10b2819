import { invalidInput } from '../shared/errors/input';
import type { JsonObject, JsonValue } from '../shared/http';
import { isObject, parseJson } from '../shared/json';
import { isNoId, readList, readText } from '../shared/n8n/fields/readers';
import type { UserReference } from './api/find';
import type { Item } from './operation';

/** Reading an item's parameters, with a clear message where one cannot be meant. */

/** A text that must be there. */
export function required(item: Item, name: string, label: string): string {
	const text = readText(item.parameter(name));
	if (text !== '') return text;
	throw invalidInput(`'${label}' is empty`, `Fill in '${label}'.`);
}

/** An id from a list or typed in. What a missing field turned into is none, nor is a step in a path. */
function idOf(value: JsonValue, label: string): string {
	const id = readText(value);
	if (isNoId(id) || ['.', '..'].includes(id)) {
		throw invalidInput(
			id === '' ? `'${label}' is empty` : `'${label}' is not an ID: ${id}`,
			'Choose one from the list or give its ID.',
		);
	}
	return id;
}

export const groupIdOf = (item: Item) => idOf(item.parameter('groupId'), 'Group');

/** Who the 'User' field means. */
export function userReference(item: Item): UserReference {
	const by = item.locatorMode('userId') === 'userName' ? 'userName' : 'id';
	return { by, value: idOf(item.parameter('userId'), 'User') };
}

const MEMBERS = 'Member Names or IDs';

/** The members that the item names, each once. */
export const memberList = (item: Item): string[] => [
	...new Set(readList(item.parameter('memberIds'), MEMBERS).map((id) => idOf(id, MEMBERS))),
];

/** The same, at least one. */
export function memberIdsOf(item: Item): string[] {
	const ids = memberList(item);
	if (ids.length > 0) return ids;
	throw invalidInput(`'${MEMBERS}' is empty`, 'Choose users from the list or give their IDs.');
}

/** A JSON object, given as text or by an expression. */
export function jsonOf(value: JsonValue, label: string): JsonObject | undefined {
	if (readText(value) === '') return undefined;
	// The parser's own words could quote the text.
	const parsed = typeof value === 'string' ? parseJson(value) : value;
	if (isObject(parsed)) return parsed;
	throw invalidInput(
		`'${label}' is not a JSON object`,
		'Give attributes as the schema defines them, such as {"nickName": "Jane"}.',
	);
}
