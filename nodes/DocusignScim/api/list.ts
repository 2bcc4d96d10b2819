import type { JsonObject } from '../../shared/http';

/** One page of a list. `total`: how many records the whole list has, where the server says so. */
export interface ListPage {
	records: JsonObject[];
	total?: number;
}

/**
 * Reads a ListResponse (RFC 7644 section 3.4.2). The records may be left out where there are none:
 * when the whole list is empty, and on a page at its end. A bare array counts as a whole list.
 *
 * @param startIndex the place that was asked for, counted from 1
 * @returns undefined where the answer is no list, which must not pass for an empty one
 */
export function readList(body: unknown, startIndex: number): ListPage | undefined {
	if (Array.isArray(body)) return { records: body as JsonObject[], total: body.length };
	if (body === null || typeof body !== 'object') return undefined;
	const { Resources: records, totalResults, itemsPerPage } = body as JsonObject;
	const counted = typeof totalResults === 'number' || /^\d+$/.test(String(totalResults));
	const total = counted ? Number(totalResults) : undefined;
	if (Array.isArray(records)) return { records: records as JsonObject[], total };
	if (records !== undefined && records !== null) return undefined;
	const isBehind = total !== undefined && startIndex > total;
	// Some servers count records that they do not show.
	const isSaidToBeEmpty = startIndex > 1 && itemsPerPage === 0;
	return isBehind || isSaidToBeEmpty ? { records: [], total } : undefined;
}
