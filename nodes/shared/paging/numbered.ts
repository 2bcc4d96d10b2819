import { ApiFailure } from '../errors/apiFailure';
import type { JsonObject } from '../http';
import { listUnstable, PagingError } from './errors';
import { Reading } from './reading';
import { Dedupe } from './dedupe';
import { isSameStart } from './echo';
import { findNumbering, type NumberedPage, type Numbering } from './firstPage';
import { closable } from './closable';
import type { IdOf, ListOptions, Pages, PageTurn } from './types';

/** Walks through the whole list at most, before it counts as unstable. */
const MOST_WALKS = 4;

/** Asks for a page by its number, `pageSize` records to a page. */
export type FetchNumbered = (
	page: number,
	pageSize: number,
	turn: PageTurn,
) => Promise<NumberedPage>;

type Fetch = (page: number, pageSize: number) => Promise<NumberedPage>;

/**
 * A list that is read by page number and page size, whether its first page is 0 or 1: each record once,
 * in the server's order. Pages are always asked for in full size, so that lists of less than two pages
 * cost no request to find the numbering; longer ones cost one more where a limit ends before their last
 * page.
 *
 * Such pages cannot overlap. A walk along which the total did not shrink and no page but the last was
 * short counts as whole; else the list is read again, for what is new in it. So it is where a page comes
 * twice in the place of another.
 *
 * @throws PagingError `DOCUSIGN_LIST_UNSTABLE`; `DOCUSIGN_LIST_ENDLESS` where every page is the first one and
 * nothing tells how many there are
 */
export function numberedPages(fetchPage: FetchNumbered, options: ListOptions): Pages {
	const reading = new Reading(options.whole);
	return closable(reading, untilSteady(fetchPage, reading, options));
}

async function* untilSteady(
	fetchPage: FetchNumbered,
	reading: Reading,
	options: ListOptions,
): Pages {
	const dedupe = new Dedupe(options, options.idOf);
	if (dedupe.left === 0) return;
	const fetch: Fetch = async (page, size) =>
		await reading.ask(async (turn) => await fetchPage(page, size, turn));
	const { idOf, pageSize } = options;
	const fetchZero = async (size: number) =>
		await reading.ask(
			async (turn) => await fetchPage(0, size, unlessRefused(turn)).catch(emptyIfRefused),
		);
	const numbering = await findNumbering(fetch, fetchZero, pageSize, idOf);
	for (let walks = 1; ; walks++) {
		// What has no id cannot be told from what an earlier walk gave.
		const from = walks > 1 ? Infinity : 0;
		const { steady, total } = yield* walk(fetch, numbering, { dedupe, idOf, from });
		if (steady || dedupe.left === 0) return;
		if (walks === MOST_WALKS) throw listUnstable(dedupe.size, total);
	}
}

const REFUSED = new Set([400, 404, 416, 422]);

/** Whether the server says that there is no such page. */
const isRefusal = (error: unknown): boolean =>
	error instanceof ApiFailure && REFUSED.has(error.status ?? 0) && error.scheduler === undefined;

const emptyIfRefused = async (error: unknown): Promise<NumberedPage> =>
	isRefusal(error) ? { records: [] } : await Promise.reject(error);

/** The turn of a request whose refusal is an answer. */
const unlessRefused = (turn: PageTurn): PageTurn => ({
	...turn,
	onFailure(reason) {
		if (!isRefusal(reason)) turn.onFailure(reason);
	},
});

/**
 * One walk from the first page to the last, page after page: such lists are short.
 *
 * @returns `steady`: whether nobody can have slipped from one page into another that was read before;
 * `total`: the length of the list, in the last answer that told it
 */
async function* walk(
	fetch: Fetch,
	{ first, size, held }: Numbering,
	{ dedupe, idOf, from }: { dedupe: Dedupe; idOf: IdOf; from: number },
): AsyncGenerator<JsonObject[], { steady: boolean; total?: number }, undefined> {
	let steady = true;
	let known: number | undefined;
	let short = false;
	let isRepeated = false;
	let before: JsonObject[] = [];
	for (let number = first, read = 0, more = true; more && dedupe.left > 0; number++) {
		const { records, total } = held.get(number) ?? (await fetch(number, size));
		held.delete(number);
		// Along the pages the total may grow, which shows some records twice, but not shrink.
		if ((total ?? 0) < (known ?? 0) || (short && records.length > 0)) steady = false;
		short ||= records.length < Math.min(size, (total ?? 0) - read);
		known = total ?? known;
		read += size;
		const isSame = isSameStart(before, records, idOf);
		// Behind the last page some servers give that once more; behind the first, nobody can tell.
		if (isSame && total === undefined && number === first + 1 && records.length === size) {
			throw new PagingError('DOCUSIGN_LIST_ENDLESS');
		}
		isRepeated ||= isSame;
		before = records;
		const fresh = isSame && total === undefined ? [] : dedupe.take(records, from);
		if (fresh.length > 0) yield fresh;
		more = total === undefined ? fresh.length > 0 : read < total;
	}
	if (isRepeated && dedupe.left > 0 && dedupe.size < (known ?? 0)) steady = false;
	return { steady, total: known };
}
