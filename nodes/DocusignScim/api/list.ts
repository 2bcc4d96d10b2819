import type { JsonObject } from '../../shared/http';
import { isObject } from '../../shared/json';
import { attributeOf } from './records/attributes';

/** One page of a list. `total`: how many records the whole list has, where the server says so. */
export interface ListPage {
	records: JsonObject[];
	total?: number;
}

/** The id of a record; undefined where it has none. */
export function idOf(record: JsonObject): string | undefined {
	const id = attributeOf(record, 'id');
	return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : undefined;
}

/**
 * Reads a ListResponse (RFC 7644 section 3.4.2). The records may be left out where there are none:
 * when the whole list is empty, and on a page at its end. A bare array says nothing about where the
 * list ends, and what has no id cannot be told from other records: neither is a list.
 *
 * @param startIndex the place that was asked for, counted from 1
 * @returns undefined where the answer is no list, which must not pass for an empty one
 */
export function readList(body: unknown, startIndex: number): ListPage | undefined {
	if (!isObject(body)) return undefined;
	const totalResults = attributeOf(body, 'totalResults');
	const counted = typeof totalResults === 'number' || /^\d+$/.test(String(totalResults));
	const total = counted ? Number(totalResults) : undefined;
	const shown = attributeOf(body, 'Resources');
	const records = shown ?? [];
	if (!Array.isArray(records)) return undefined;
	if (records.length > 0) return records.every(isRecord) ? { records, total } : undefined;
	const isBehind = total !== undefined && startIndex > total;
	const isTold = Array.isArray(shown);
	// Some servers count records that they do not show, but a list of such alone is none.
	const isSaidToBeEmpty =
		startIndex > 1 ? isTold || attributeOf(body, 'itemsPerPage') === 0 : isTold && !counted;
	return isBehind || isSaidToBeEmpty ? { records: [], total } : undefined;
}

const isRecord = (value: unknown): value is JsonObject =>
	isObject(value) && idOf(value) !== undefined;
