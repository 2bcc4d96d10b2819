import type { JsonObject } from '../http';
import type { Reading } from './reading';

/** The id of a record; undefined for a record that has none. */
export type IdOf = (record: JsonObject) => string | undefined;

/** The records of one list, page by page: only what is new, in the server's order, never empty. */
export type Pages = AsyncGenerator<JsonObject[], void, undefined>;

/** How a request of a list waits for its turn: whoever fetches a page hands it to the call. */
export interface PageTurn {
	/** Its reader waits for it: it goes before what was asked for ahead. */
	urgent: boolean;
	/** Aborts when the list needs no request any more: what waits for its turn then never leaves. */
	signal: AbortSignal;
	/** To be told why a request failed, before another one may leave in its place. */
	onFailure(reason: unknown): void;
}

/** What `mergeLists` asks of each of its lists. */
export interface ListAsk {
	/** Records at most; all of them where left out. */
	limit?: number;
	/** Ids that another list has given already: neither handed over nor counted against the limit. */
	except?: (id: string) => boolean;
	/** A filter that the server does not know: what it leaves out does not count against the limit. */
	keep?: (record: JsonObject) => boolean;
	/** Shared by several lists that are read as one: when one of them fails, none goes on. */
	whole?: Reading;
}

export interface ListOptions extends ListAsk {
	/** Records to ask for in one request. */
	pageSize: number;
	idOf: IdOf;
	/** Passes on records that came before, for whoever has to know that they come twice. */
	repeats?: boolean;
}

export interface ConcurrentListOptions extends ListOptions {
	/** Requests that may be under way at a time: so many pages are asked for ahead, or held, at most. */
	concurrency: number;
}
