import type { JsonObject, JsonValue } from './http';

/** Whether a value from outside is an object with keys: no array, not null. */
export const isObject = (value: unknown): value is JsonObject =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * Whether an object is a set of fields and nothing with methods, such as a date that an expression gave. Objects
 * of an expression may come from a realm of their own, with an `Object` of its own.
 */
export function isPlainObject(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The object that stands there, or an empty one. */
export const objectIn = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** An id as a text, however it is written; undefined where there is none. */
export const idText = (id: JsonValue): string | undefined => {
	if (typeof id === 'number') return String(id);
	return typeof id === 'string' && id !== '' ? id : undefined;
};

/** A list of objects as it is; undefined where there is none, or something else in it. */
export const recordsIn = (value: JsonValue): JsonObject[] | undefined =>
	Array.isArray(value) && value.every(isObject) ? value : undefined;

/** The objects of a list; none where there is no list. */
export const objectsIn = (value: JsonValue): JsonObject[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

/** What a text of JSON holds; undefined where it is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The fields of an object that have a value: those that are neither left out nor null. */
export const known = (object: JsonObject): JsonObject =>
	Object.fromEntries(
		Object.entries(object).filter(([, value]) => value !== undefined && value !== null),
	);

/** A copy of an object without the keys that have no value. */
export const defined = (object: JsonObject): JsonObject =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** The object without some of its entries. */
export const without = (object: JsonObject, names: readonly string[]): JsonObject =>
	Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
