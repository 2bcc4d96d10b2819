import type { JsonObject } from '../http';
import { Reading } from './reading';
import { Dedupe } from './dedupe';
import { Prefetch } from './prefetch';
import { closable } from './closable';
import type { IdOf, ListAsk, Pages } from './types';

/** One of several lists, begun when it is called. */
export type Source = (ask: ListAsk) => AsyncIterable<JsonObject[]>;

export interface MergeOptions {
	/** Requests that may be under way at a time: so many lists are begun at most. */
	concurrency: number;
	limit?: number;
	idOf: IdOf;
}

/**
 * Several lists as one, the first one's records first; a record whose id an earlier list gave is left
 * out. Where all is wanted, the lists to come are begun ahead, each as far as its first page. With a
 * limit, a list is begun only when records are still wanted.
 *
 * A source passes on what it is asked (`limit`, `except`, `whole`) to its paging, so that no page beyond
 * need is asked for, and none of any list once one has failed. One that does not pass it on gives the
 * same records, by more requests.
 */
export function mergeLists(sources: Source[], options: MergeOptions): Pages {
	const whole = new Reading();
	const lists = new Set<AsyncIterator<JsonObject[]>>();
	const leave = () => {
		whole.leave();
		// Those that still wait for a page end when it comes; how they end concerns nobody any more.
		for (const list of lists) list.return?.().catch(() => undefined);
	};
	return closable({ leave }, oneByOne(sources, options, whole, lists));
}

async function* oneByOne(
	sources: Source[],
	{ limit, concurrency, idOf }: MergeOptions,
	whole: Reading,
	lists: Set<AsyncIterator<JsonObject[]>>,
): Pages {
	const dedupe = new Dedupe({ limit }, idOf);
	const open = async (source: Source) => {
		const ask: ListAsk = { whole };
		if (limit !== undefined) ask.limit = dedupe.left;
		if (dedupe.size > 0) ask.except = (id) => dedupe.has(id);
		const list = source(ask)[Symbol.asyncIterator]();
		lists.add(list);
		return { list, first: await list.next() };
	};
	const queue = sources.values();
	const ahead = new Prefetch(
		() => (limit === undefined ? queue.next().value : undefined),
		open,
		Math.max(1, concurrency - 1),
	);
	for (const source of sources) {
		if (dedupe.left === 0) return;
		const { list, first } = (await ahead.take()) ?? (await open(source));
		for (let step = first; !step.done; step = await ahead.race(list.next())) {
			const fresh = dedupe.take(step.value);
			if (fresh.length > 0) yield fresh;
			if (dedupe.left === 0) return;
		}
		lists.delete(list);
	}
}
