import type { JsonObject } from '../http';
import type { IdOf } from './types';

export interface NumberedPage {
	records: JsonObject[];
	/** Records to a page as the server has it, where it says so. */
	pageSize?: number;
	/** Records in the list, where the server says so. */
	total?: number;
}

/** What is known of a list's pages, and those that came while it was found out. */
export interface Numbering {
	first: 0 | 1;
	size: number;
	held: Map<number, NumberedPage>;
}

/** Last pages asked for, while the list keeps growing or shrinking under the question. */
const MOST_PROBES = 3;

/**
 * Which number the first page has, told by how many records a page holds.
 *
 * @param page the page asked for
 * @param length how many records came, of `total` in pages of `size`
 * @returns undefined where numbering from 0 and from 1 would give as many, or neither would
 */
export function firstPageNumber(
	page: number,
	length: number,
	total: number,
	size: number,
): 0 | 1 | undefined {
	const expected = (first: number) => Math.min(size, Math.max(0, total - (page - first) * size));
	if (expected(0) === expected(1)) return undefined;
	if (length === expected(1)) return 1;
	return length === expected(0) ? 0 : undefined;
}

/**
 * Finds out whether pages count from 0 or from 1. Page 1 exists either way and mostly tells by its
 * length. Where it is full both ways, the last page decides: counted from 0 there is none by that
 * number, counted from 1 it is needed anyway unless a limit ends before it. Page 0, which may not exist,
 * is asked for only where the server gives no total.
 *
 * @param fetchZero page 0; empty where the server refuses it
 */
export async function findNumbering(
	fetch: (page: number, size: number) => Promise<NumberedPage>,
	fetchZero: (size: number) => Promise<NumberedPage>,
	pageSize: number,
	idOf: IdOf,
): Promise<Numbering> {
	const one = await fetch(1, pageSize);
	const held = new Map([[1, one]]);
	const size = sizeOf(one, pageSize);
	if (one.total === undefined) {
		const zero = await fetchZero(size);
		if (zero.records.length === 0 || sameStart(zero, one, idOf)) return { first: 1, size, held };
		return { first: 0, size, held: held.set(0, zero) };
	}
	let total = one.total;
	let first = firstPageNumber(1, one.records.length, total, size);
	for (let probes = 0; first === undefined && total > 0 && probes < MOST_PROBES; probes++) {
		const number = Math.ceil(total / size);
		const last = await fetch(number, size);
		held.set(number, last);
		total = last.total ?? total;
		first = firstPageNumber(number, last.records.length, total, size);
	}
	return { first: first ?? 1, size, held };
}

/** The server's own page size: where it says so, or where neither numbering explains a short page. */
function sizeOf({ records, pageSize, total }: NumberedPage, asked: number): number {
	if (pageSize !== undefined && pageSize > 0) return Math.min(pageSize, asked);
	const { length } = records;
	const explained = length === 0 || length >= asked || total === undefined;
	return explained || total === length || total === asked + length ? asked : length;
}

function sameStart(a: NumberedPage, b: NumberedPage, idOf: IdOf): boolean {
	const [first, second] = [a.records[0], b.records[0]];
	if (first === undefined || second === undefined) return first === second;
	return idOf(first) === idOf(second);
}
