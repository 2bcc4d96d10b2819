import type { JsonObject } from '../http';
import type { Semaphore } from './semaphore';

/** The id of a record; undefined for a record that has none. */
export type IdOf = (record: JsonObject) => string | undefined;

/** The records of one list, page by page: only what is new, in the server's order, never empty. */
export type Pages = AsyncGenerator<JsonObject[], void, undefined>;

/** What `mergeLists` asks of each of its lists. */
export interface ListAsk {
	/** Records at most; all of them where left out. */
	limit?: number;
	/** Ids that another list has given already: neither handed over nor counted against the limit. */
	except?: (id: string) => boolean;
	/** A filter that the server does not know: what it leaves out does not count against the limit. */
	keep?: (record: JsonObject) => boolean;
	/** Shared by several lists, it bounds the requests of all of them together. */
	semaphore?: Semaphore;
}

export interface ListOptions extends ListAsk {
	/** Records to ask for in one request. */
	pageSize: number;
	idOf: IdOf;
	/** Passes on records that came before, for whoever has to know that they come twice. */
	repeats?: boolean;
}

export interface ConcurrentListOptions extends ListOptions {
	/** Requests in flight at most. */
	concurrency: number;
}
