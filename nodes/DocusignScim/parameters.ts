import { invalidInput } from '../DocusignAdmin/api/errors/failures';
import type { JsonObject, JsonValue } from '../shared/http';
import type { UserReference } from './api/find';
import type { ItemRun } from './operation';

/** Reading an item's parameters, with a clear message where one cannot be meant. */

export const textOf = (value: JsonValue): string =>
	value === undefined || value === null ? '' : String(value).trim();

/** A text that must be there. */
export function required(run: ItemRun, name: string, label: string): string {
	const text = textOf(run.parameter(name));
	if (text !== '') return text;
	throw invalidInput(`'${label}' is empty`, `Fill in '${label}'.`);
}

/** An id from a list or typed in. What a missing field turned into is none, nor is a step in a path. */
function idOf(run: ItemRun, name: string, label: string): string {
	const id = textOf(run.parameter(name));
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

/** An array, or a text with commas, semicolons or line breaks between the entries; each once. */
export function listOf(value: JsonValue): string[] {
	const entries = Array.isArray(value) ? value : textOf(value).split(/[,;\n]/);
	return [...new Set(entries.map(textOf).filter((entry) => entry !== ''))];
}

/** The members that the item names: at least one. */
export function memberIdsOf(run: ItemRun): string[] {
	const ids = listOf(run.parameter('memberIds'));
	if (ids.length > 0) return ids;
	throw invalidInput("'Members' names nobody", 'Choose users from the list or give their IDs.');
}

/** A collection parameter without the entries that an expression left undefined. */
export function collection(run: ItemRun, name: string): JsonObject {
	const value = run.parameter(name);
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return {};
	return Object.fromEntries(
		Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== null),
	);
}

/** Yes or no, also where an expression gave it as a text. */
export function booleanOf(value: JsonValue, label: string): boolean | undefined {
	const text = textOf(value).toLowerCase();
	if (text === '') return undefined;
	if (text === 'true' || text === 'false') return text === 'true';
	throw invalidInput(`'${label}' is neither true nor false: ${text}`, 'Give true or false.');
}

/** A JSON object, given as text or by an expression. */
export function jsonOf(value: JsonValue, label: string): JsonObject | undefined {
	if (textOf(value) === '') return undefined;
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) return parsed;
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
