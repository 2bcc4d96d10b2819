import { isObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/http';

/** What a server decides by itself, or compares without regard to case (RFC 7643 section 4.1.1). */
const IGNORED = new Set(['schemas', 'id', 'meta']);
const ANY_CASE = new Set(['userName']);

/**
 * Whether a record is what was asked for, as far as it shows: a server may leave attributes out and
 * add some. Of lists with entries like `{value, type}` the values count.
 *
 * It settles whether a request whose answer got lost was carried out.
 */
export function sameResource(asked: JsonObject, found: JsonObject): boolean {
	return Object.entries(asked).every(([name, value]) => {
		if (IGNORED.has(name)) return true;
		const other = found[name];
		const sameText = ANY_CASE.has(name) && lower(value) === lower(other);
		return sameText || sameValue(value, other);
	});
}

const lower = (value: JsonValue) => String(value).toLowerCase();

function sameValue(asked: JsonValue, found: JsonValue): boolean {
	if (found === undefined || found === null) return true;
	if (Array.isArray(asked)) {
		const values = new Set((Array.isArray(found) ? found : [found]).map(valueOf));
		return asked.every((entry) => values.has(valueOf(entry)));
	}
	if (isObject(asked)) return isObject(found) && sameResource(asked, found);
	return asked === found;
}

const valueOf = (entry: JsonValue): string =>
	isObject(entry) && entry.value !== undefined ? String(entry.value) : JSON.stringify(entry);
