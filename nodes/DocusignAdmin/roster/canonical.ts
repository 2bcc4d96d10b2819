import { createHash } from 'node:crypto';

import type { JsonValue } from '../../shared/http';

const byName = ([one]: [string, unknown], [other]: [string, unknown]) =>
	one < other ? -1 : one > other ? 1 : 0;

/**
 * JSON that is the same for the same content: keys in order, those without a value left out, no blanks
 * (after RFC 8785; numbers and texts as JSON.stringify writes them). It survives n8n, which keeps items as
 * JSON and knows no order of keys.
 */
export function canonicalJson(value: JsonValue): string {
	if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each)).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
	const entries = Object.entries(value).filter(([, each]) => each !== undefined);
	const written = entries.sort(byName).map(([name, each]) => {
		return `${JSON.stringify(name)}:${canonicalJson(each)}`;
	});
	return `{${written.join(',')}}`;
}

/** SHA-256 of the canonical JSON, in hex. */
export const digestOf = (value: JsonValue): string =>
	createHash('sha256').update(canonicalJson(value)).digest('hex');
