import { isObject } from '../../../shared/json';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { isExtension } from './schemas';

/** Attributes as records and people write them: names in any case, truth values also as text. */

/** The name under which a record has an attribute: case does not count (RFC 7643 section 2.1). */
export function keyOf(record: JsonObject, name: string): string | undefined {
	if (Object.hasOwn(record, name)) return name;
	const wanted = name.toLowerCase();
	return Object.keys(record).find((key) => key.toLowerCase() === wanted);
}

/** The value of an attribute, whatever the case of its name. */
export function attributeOf(record: JsonObject, name: string): JsonValue {
	const key = keyOf(record, name);
	return key === undefined ? undefined : record[key];
}

/** A truth value; some servers write it as text (`"True"`). Undefined for anything else. */
export function truthOf(value: JsonValue): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	return word === 'true' ? true : word === 'false' ? false : undefined;
}

/** The names that this node writes itself, so that none stands beside them in another case. */
const NAMES = new Map(
	[
		'active display displayName emails externalId familyName formatted givenName id members meta',
		'name preferredLanguage primary schemas title type userName value',
	].flatMap((names) => names.split(' ').map((name) => [name.toLowerCase(), name] as const)),
);

const TRUTHS = new Set(['active', 'primary']);

/**
 * Attributes that somebody wrote, in the form that a resource has: names of the core in their own
 * case, paths (`name.middleName`) as objects, the core schema's attributes at the top, those of an
 * extension under its URI, truth values as such. `schemas` is left out: it follows from the rest.
 *
 * @param core the URI of the resource's own schema
 */
export function plainAttributes(attributes: JsonObject, core: string): JsonObject {
	const plain: JsonObject = {};
	for (const [key, value] of Object.entries(attributes)) {
		const own = withoutCore(key, core);
		if (own === '') merge(plain, isObject(value) ? plainAttributes(value, core) : {});
		else if (own.toLowerCase() !== 'schemas') merge(plain, placed(own, value));
	}
	return plain;
}

/** A path without the core schema's URI, which only says where an attribute is from. */
function withoutCore(key: string, core: string): string {
	const isCore = key.toLowerCase().startsWith(core.toLowerCase());
	const rest = isCore ? key.slice(core.length) : key;
	return isCore && (rest === '' || rest.startsWith(':')) ? rest.slice(1) : key;
}

/** One attribute where it belongs. */
function placed(path: string, value: JsonValue): JsonObject {
	if (isExtension(path)) {
		const end = path.lastIndexOf(':');
		// A value by the path of an attribute; what is empty may as well be the whole extension.
		const isPath = !isObject(value) && value !== null && value !== '';
		return isPath
			? { [path.slice(0, end)]: nested(path.slice(end + 1).split('.'), value) }
			: { [path]: value };
	}
	return spelled(nested(path.split('.'), value));
}

const nested = ([name, ...rest]: string[], value: JsonValue): JsonObject => ({
	[name]: rest.length > 0 ? nested(rest, value) : value,
});

/** Core attributes under their own names, with truth values as such. */
function spelled(attributes: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(attributes).map(([key, value]) => {
			const name = NAMES.get(key.toLowerCase()) ?? key;
			return [name, spelledValue(name, value)];
		}),
	);
}

function spelledValue(name: string, value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map((entry) => spelledValue('', entry));
	if (isObject(value)) return spelled(value);
	return TRUTHS.has(name) ? (truthOf(value) ?? value) : value;
}

/** An entry of a list as a server shows it, to be sent back. */
export const plainEntry = (entry: JsonObject): JsonObject => spelled(entry);

/** Puts attributes into others, objects into objects; the later ones prevail. */
function merge(into: JsonObject, more: JsonObject): void {
	for (const [name, value] of Object.entries(more)) {
		const key = keyOf(into, name) ?? name;
		const present = into[key];
		if (isObject(present) && isObject(value)) merge(present, value);
		else into[key] = isObject(value) ? { ...value } : value;
	}
}
