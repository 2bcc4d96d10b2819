import type { JsonObject } from '../http';
import { listUnstable } from './errors';
import { Semaphore, type Lane } from './semaphore';
import { Dedupe } from './dedupe';
import { findNumbering, type NumberedPage, type Numbering } from './firstPage';
import { closable } from './closable';
import type { ConcurrentListOptions, Pages } from './types';

/** Walks through the whole list at most, before it counts as unstable. */
const MOST_WALKS = 4;

/** Asks for a page by its number, `pageSize` records to a page. */
export type FetchNumbered = (page: number, pageSize: number) => Promise<NumberedPage>;

/**
 * A list that is read by page number and page size, whether its first page is 0 or 1: each record once,
 * in the server's order. Pages are always asked for in full size, so that lists of less than two pages
 * cost no request to find the numbering; longer ones cost one more where a limit ends before their last
 * page.
 *
 * Such pages cannot overlap. A walk along which the total did not shrink and no page but the last was
 * short counts as whole; else the list is read again, for what is new in it.
 *
 * @throws PagingError `DOCUSIGN_LIST_UNSTABLE`
 */
export function numberedPages(fetchPage: FetchNumbered, options: ConcurrentListOptions): Pages {
	const lane = (options.semaphore ?? new Semaphore(options.concurrency)).lane();
	return closable(lane, untilSteady(fetchPage, lane, options));
}

async function* untilSteady(
	fetchPage: FetchNumbered,
	lane: Lane,
	options: ConcurrentListOptions,
): Pages {
	const dedupe = new Dedupe(options, options.idOf);
	if (dedupe.left === 0) return;
	const fetch: FetchNumbered = async (page, size) =>
		await lane.run(async () => await fetchPage(page, size));
	const numbering = await findNumbering(fetch, options.pageSize, options.idOf);
	for (let walks = 1; ; walks++) {
		// What has no id cannot be told from what an earlier walk gave.
		const { steady, total } = yield* walk(fetch, numbering, dedupe, walks > 1 ? Infinity : 0);
		if (steady || dedupe.left === 0) return;
		if (walks === MOST_WALKS) throw listUnstable(dedupe.size, total);
	}
}

/**
 * One walk from the first page to the last, page after page: such lists are short.
 *
 * @returns `steady`: whether nobody can have slipped from one page into another that was read before;
 * `total`: the length of the list, in the last answer that told it
 */
async function* walk(
	fetch: FetchNumbered,
	{ first, size, held }: Numbering,
	dedupe: Dedupe,
	anonymousFrom: number,
): AsyncGenerator<JsonObject[], { steady: boolean; total?: number }, undefined> {
	let steady = true;
	let known: number | undefined;
	let short = false;
	for (let number = first, read = 0, more = true; more && dedupe.left > 0; number++) {
		const { records, total } = held.get(number) ?? (await fetch(number, size));
		held.delete(number);
		// Along the pages the total may grow, which shows some records twice, but not shrink.
		if ((total ?? 0) < (known ?? 0) || (short && records.length > 0)) steady = false;
		short ||= records.length < Math.min(size, (total ?? 0) - read);
		known = total ?? known;
		read += size;
		const fresh = dedupe.take(records, anonymousFrom);
		if (fresh.length > 0) yield fresh;
		more = total === undefined ? fresh.length > 0 : read < total;
	}
	return { steady, total: known };
}
