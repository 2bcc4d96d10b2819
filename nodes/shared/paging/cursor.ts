import type { JsonObject } from '../http';
import { listUnstable, PagingError } from './errors';
import { Reading } from './reading';
import { Dedupe } from './dedupe';
import { closable } from './closable';
import type { ListOptions, Pages, PageTurn } from './types';

/** Pages in a row without a new record, while a next one is named, before the list counts as endless. */
const MOST_BARREN_PAGES = 100;

/** Walks through the whole list at most, before it counts as unstable. */
const MOST_WALKS = 4;

interface CursorPage {
	records: JsonObject[];
	/** The cursor of the next page; undefined or empty on the last one. */
	next?: string;
}

/** Asks for `count` records from a cursor; without one, for the first. */
export type FetchCursor = (
	ask: { cursor?: string; count: number },
	turn: PageTurn,
) => Promise<CursorPage>;

/**
 * A list in which each page names the next one. The next page is asked for before anything is done with
 * the records in hand, so that reading costs no time beyond the server's own round trips; with a limit,
 * only when records are still wanted.
 *
 * A page that shows nothing but what came before may stand in the place of another that nobody has seen:
 * then the list is read again, for what is new in it, until no page does.
 *
 * @throws PagingError `DOCUSIGN_CURSOR_REPEATED`, `DOCUSIGN_LIST_ENDLESS`, `DOCUSIGN_LIST_UNSTABLE`, after
 * the records before
 */
export function cursorPages(fetchPage: FetchCursor, options: ListOptions): Pages {
	const reading = new Reading(options.whole);
	return closable(reading, untilSure(fetchPage, reading, options));
}

async function* untilSure(fetchPage: FetchCursor, reading: Reading, options: ListOptions): Pages {
	const dedupe = new Dedupe(options, options.idOf);
	for (let walks = 1; dedupe.left > 0; walks++) {
		const isSure = yield* follow(fetchPage, reading, options, dedupe, walks > 1);
		// Who asks for repeated records judges them.
		if (isSure || options.repeats || dedupe.left === 0) return;
		if (walks === MOST_WALKS) throw listUnstable(dedupe.size, undefined);
	}
}

/**
 * One walk from the first page to the last.
 *
 * @param isAgain a walk before this one has given what `dedupe` knows
 * @returns whether each page that held records showed one that none before it in this walk did
 */
async function* follow(
	fetchPage: FetchCursor,
	reading: Reading,
	options: ListOptions,
	dedupe: Dedupe,
	isAgain: boolean,
): AsyncGenerator<JsonObject[], boolean, undefined> {
	const seen = isAgain ? new Dedupe({}, options.idOf) : dedupe;
	const trail = new Trail();
	let isSure = true;
	const ask = async (cursor?: string) => {
		// What is left out on arrival leaves less of a page than was asked for.
		const all = options.except !== undefined || options.keep !== undefined;
		const count = all ? options.pageSize : Math.min(options.pageSize, dedupe.left);
		return await reading.ask(async (turn) => await fetchPage({ cursor, count }, turn));
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
		const known = seen.size;
		// What has no id cannot be told from what an earlier walk gave.
		const fresh = dedupe.take(records, isAgain ? Infinity : 0);
		if (isAgain) seen.take(records);
		const isNews = seen.size > known;
		isSure &&= isNews || records.length === 0;
		trail.saw(isNews);
		if (!wantsAll) goOn(next);
		const passed = options.repeats ? records : fresh;
		if (passed.length > 0) yield passed;
		if (failure) throw failure;
	}
	return isSure;
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
