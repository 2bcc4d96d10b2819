import { invalidInput } from '../shared/errors/input';
import type { JsonObject, JsonValue } from '../shared/http';
import { isObject } from '../shared/json';
import { readList, readText } from '../shared/n8n/readers';
import type { UserReference } from './api/find';
import type { ItemRun } from './operation';

/** Reading an item's parameters, with a clear message where one cannot be meant. */

/** A text that must be there. */
export function required(run: ItemRun, name: string, label: string): string {
	const text = readText(run.parameter(name));
	if (text !== '') return text;
	throw invalidInput(`'${label}' is empty`, `Fill in '${label}'.`);
}

/** An id from a list or typed in. What a missing field turned into is none, nor is a step in a path. */
function idOf(run: ItemRun, name: string, label: string): string {
	const id = readText(run.parameter(name));
	if (['', 'undefined', 'null', '.', '..'].includes(id)) {
		throw invalidInput(
			id === '' ? `'${label}' is empty` : `'${label}' is not an ID: ${id}`,
			'Choose one from the list or give its ID.',
		);
	}
	return id;
}

export const groupIdOf = (run: ItemRun) => idOf(run, 'groupId', 'Group');

/** Who the 'User' field means. */
export function userReference(run: ItemRun): UserReference {
	const by = run.locatorMode('userId') === 'userName' ? 'userName' : 'id';
	return { by, value: idOf(run, 'userId', 'User') };
}

/** The members that the item names, each once. */
export const memberList = (run: ItemRun): string[] => [
	...new Set(readList(run.parameter('memberIds'), 'Members')),
];

/** The same, at least one. */
export function memberIdsOf(run: ItemRun): string[] {
	const ids = memberList(run);
	if (ids.length > 0) return ids;
	throw invalidInput("'Members' names nobody", 'Choose users from the list or give their IDs.');
}

/** A JSON object, given as text or by an expression. */
export function jsonOf(value: JsonValue, label: string): JsonObject | undefined {
	if (readText(value) === '') return undefined;
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (isObject(parsed)) return parsed;
	throw invalidInput(
		`'${label}' is not a JSON object`,
		'Give attributes as the schema defines them, such as {"nickName": "Jane"}.',
	);
}

function parse(text: string): JsonValue {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		// What it is not is said by the caller; the parser's own words could quote the text.
		return undefined;
	}
}
