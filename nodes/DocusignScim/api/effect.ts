import { isObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/http';
import { attributeOf, truthOf } from './records/attributes';
import type { PatchOperation } from './patch';
import { isExtension } from './records/schemas';

/** How far a record is what was asked for: by attribute paths. */
export interface Effect {
	/** Those that have another value. */
	other: string[];
	/** Those that the record does not show. */
	unseen: string[];
}

/** What a server decides by itself (RFC 7643 section 3.1). */
const IGNORED = new Set(['schemas', 'id', 'meta']);
/** What servers make up of other attributes where it is taken away. */
const DERIVED = new Set(['displayname', 'emails', 'formatted']);
const LANGUAGES = new Set(['preferredlanguage', 'locale']);

/** The effect of writing a resource: of lists with entries like `{value, type}` the values count. */
export function effectOf(asked: JsonObject, record: JsonObject, prefix = ''): Effect {
	const effects = Object.entries(asked)
		.filter(([name]) => prefix !== '' || !IGNORED.has(name))
		.map(([name, value]) =>
			compared(prefix + name, value, attributeOf(record, name), prefix === ''),
		);
	return together(effects);
}

/** The effect of a PATCH whose paths name attributes. */
export const patchEffect = (operations: readonly PatchOperation[], record: JsonObject): Effect =>
	together(operations.map(({ path, value }) => compared(path, value, valueAt(record, path))));

/**
 * Whether a record is what was asked for, as far as it shows: a server may leave attributes out and
 * add some. It settles whether a request whose answer got lost was carried out.
 */
export const sameResource = (asked: JsonObject, found: JsonObject): boolean =>
	effectOf(asked, found).other.length === 0;

const together = (effects: Effect[]): Effect => ({
	other: effects.flatMap(({ other }) => other),
	unseen: effects.flatMap(({ unseen }) => unseen),
});

const DONE: Effect = { other: [], unseen: [] };

/** The value at an attribute path (RFC 7644 section 3.10). */
function valueAt(record: JsonObject, path: string): JsonValue {
	if (!isExtension(path)) return valueBelow(record, path);
	const whole = attributeOf(record, path);
	if (whole !== undefined) return whole;
	const end = path.lastIndexOf(':');
	return valueBelow(attributeOf(record, path.slice(0, end)), path.slice(end + 1));
}

const valueBelow = (record: JsonValue, path: string): JsonValue =>
	path
		.split('.')
		.reduce<JsonValue>(
			(value, name) => (isObject(value) ? attributeOf(value, name) : undefined),
			record,
		);

const isNone = (value: JsonValue) =>
	value === undefined ||
	value === null ||
	value === '' ||
	(Array.isArray(value) && value.length === 0);

function compared(path: string, asked: JsonValue, found: JsonValue, isTop = false): Effect {
	const name = (path.split(/[.:]/).pop() ?? path).toLowerCase();
	const verdict = (isSo: boolean): Effect => (isSo ? DONE : { other: [path], unseen: [] });
	if (isNone(asked)) return verdict(isNone(found) || DERIVED.has(name));
	if (found === undefined || found === null) return { other: [], unseen: [path] };
	if (Array.isArray(asked)) return comparedList(path, asked, found);
	if (isObject(asked)) {
		// A resource holds an extension at its top, under its URI.
		const separator = isExtension(path) && isTop ? ':' : '.';
		return isObject(found) ? effectOf(asked, found, `${path}${separator}`) : verdict(false);
	}
	if (typeof asked === 'boolean') return verdict(truthOf(found) === asked);
	const [one, other] = [asked, found].map((value) => folded(value));
	if (one === other) return DONE;
	// "en" may become "en-us".
	const isNarrower = other.startsWith(`${one}-`) || one.startsWith(`${other}-`);
	return verdict(LANGUAGES.has(name) && isNarrower);
}

/** Entries without a value, such as postal addresses, are written in too many ways to be compared. */
function comparedList(path: string, asked: JsonValue[], found: JsonValue): Effect {
	const values = asked.map(valueOf);
	if (values.includes(undefined)) return { other: [], unseen: [path] };
	const shown = new Set((Array.isArray(found) ? found : [found]).map(valueOf).map(bare));
	const hasAll = values.every((value) => shown.has(bare(value)));
	return hasAll ? DONE : { other: [path], unseen: [] };
}

const valueOf = (entry: JsonValue): JsonValue =>
	isObject(entry) ? attributeOf(entry, 'value') : (entry ?? undefined);

/** Servers may write a text in another case, without blanks around it, or `en-US` for `en_US`. */
const folded = (value: JsonValue) => String(value).trim().toLowerCase().replaceAll('_', '-');

/** And telephone numbers in many ways. */
const bare = (value: JsonValue) =>
	folded(value)
		.replace(/^tel:/, '')
		.replace(/[^\p{L}\p{N}@.]/gu, '');
