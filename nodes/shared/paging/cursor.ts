import type { JsonObject } from '../http';
import { PagingError } from './errors';
import { Semaphore, type Lane } from './semaphore';
import { Dedupe } from './dedupe';
import { closable } from './closable';
import type { ListOptions, Pages } from './types';

/** Pages in a row without a new record, while a next one is named, before the list counts as endless. */
const MOST_BARREN_PAGES = 100;

interface CursorPage {
	records: JsonObject[];
	/** The cursor of the next page; undefined or empty on the last one. */
	next?: string;
}

/** Asks for `count` records from a cursor; without one, for the first. */
export type FetchCursor = (ask: { cursor?: string; count: number }) => Promise<CursorPage>;

/**
 * A list in which each page names the next one. The next page is asked for before anything is done with
 * the records in hand, so that reading costs no time beyond the server's own round trips; with a limit,
 * only when records are still wanted.
 *
 * @throws PagingError `DOCUSIGN_CURSOR_REPEATED`, `DOCUSIGN_LIST_ENDLESS`, after the records before
 */
export function cursorPages(fetchPage: FetchCursor, options: ListOptions): Pages {
	const lane = (options.semaphore ?? new Semaphore(1)).lane();
	return closable(lane, follow(fetchPage, lane, options));
}

async function* follow(fetchPage: FetchCursor, lane: Lane, options: ListOptions): Pages {
	const dedupe = new Dedupe(options, options.idOf);
	const trail = new Trail();
	const ask = async (cursor?: string) => {
		// What is left out on arrival leaves less of a page than was asked for.
		const all = options.except !== undefined || options.keep !== undefined;
		const count = all ? options.pageSize : Math.min(options.pageSize, dedupe.left);
		return await lane.run(async () => await fetchPage({ cursor, count }));
	};
	let coming = dedupe.left > 0 ? ask() : undefined;
	let failure: PagingError | undefined;
	const goOn = (next: string | undefined) => {
		coming = undefined;
		if (!next || dedupe.left === 0) return;
		failure = trail.follow(next);
		if (!failure) coming = ask(next);
		// It counts when it is awaited below; a reader that has left by then is not concerned.
		coming?.catch(() => undefined);
	};
	while (coming) {
		const { records, next } = await coming;
		const wantsAll = dedupe.left === Infinity;
		if (wantsAll) goOn(next);
		const known = dedupe.size;
		const fresh = dedupe.take(records);
		trail.saw(fresh.length > 0 || dedupe.size > known);
		if (!wantsAll) goOn(next);
		const passed = options.repeats ? records : fresh;
		if (passed.length > 0) yield passed;
		if (failure) throw failure;
	}
}

/** The cursors followed so far: a guard against a list that leads back into itself. */
class Trail {
	private readonly followed = new Set<string>();
	private barren = 0;

	/** Notes whether a page showed a record that none before it did. */
	saw(news: boolean): void {
		this.barren = news ? 0 : this.barren + 1;
	}

	/** What forbids to follow `next`, if anything. */
	follow(next: string): PagingError | undefined {
		if (this.followed.has(next)) return new PagingError('DOCUSIGN_CURSOR_REPEATED');
		if (this.barren >= MOST_BARREN_PAGES) return new PagingError('DOCUSIGN_LIST_ENDLESS');
		this.followed.add(next);
		return undefined;
	}
}
