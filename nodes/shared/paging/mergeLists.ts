import type { JsonObject } from '../http';
import { Gate } from './semaphore';
import { Intake } from './dedupe';
import { Lookahead } from './prefetch';
import { stoppable } from './closable';
import type { IdOf, ListAsk, Pages } from './types';

/** One of several lists, begun when it is called. */
export type Source = (ask: ListAsk) => AsyncIterable<JsonObject[]>;

export interface WalkOptions {
	/** Requests in flight at most, over all lists. */
	concurrency: number;
	limit?: number;
	idOf: IdOf;
}

interface Opened {
	list: AsyncIterator<JsonObject[]>;
	first: IteratorResult<JsonObject[]>;
}

/**
 * Several lists as one, the first one's records first; a record whose id an earlier list gave is left
 * out. Where all is wanted, the lists to come are begun ahead, each as far as its first page. With a
 * limit, a list is begun only when records are still wanted.
 *
 * A source passes on what it is asked (`limit`, `except`, `gate`) to its paging, so that no page beyond
 * need is asked for and the bound on requests holds for all lists together. One that does not pass it on
 * gives the same records, by more requests.
 */
export function walkPages(sources: Source[], options: WalkOptions): Pages {
	const gate = new Gate(options.concurrency);
	const lists = new Set<AsyncIterator<JsonObject[]>>();
	const stopped = new Error('The lists are not read any further');
	const close = () => {
		gate.close(stopped);
		// Those that still wait for a page end when it comes; how they end concerns nobody any more.
		for (const list of lists) list.return?.().catch(() => undefined);
	};
	return stoppable({ close, stopped }, oneByOne(sources, options, gate, lists));
}

async function* oneByOne(
	sources: Source[],
	{ limit, concurrency, idOf }: WalkOptions,
	gate: Gate,
	lists: Set<AsyncIterator<JsonObject[]>>,
): Pages {
	const intake = new Intake({ limit }, idOf);
	const open = async (source: Source): Promise<Opened> => {
		const ask: ListAsk = { gate };
		if (limit !== undefined) ask.limit = intake.left;
		if (intake.size > 0) ask.except = (id) => intake.has(id);
		const list = source(ask)[Symbol.asyncIterator]();
		lists.add(list);
		return { list, first: await list.next() };
	};
	const queue = sources.values();
	const ahead = new Lookahead<Source, Opened>(
		() => (limit === undefined ? queue.next().value : undefined),
		open,
		Math.max(1, concurrency - 1),
	);
	for (const source of sources) {
		if (intake.left === 0) return;
		const { list, first } = (await ahead.take()) ?? (await open(source));
		for (let step = first; !step.done; step = await ahead.race(list.next())) {
			const fresh = intake.take(step.value);
			if (fresh.length > 0) yield fresh;
			if (intake.left === 0) return;
		}
		lists.delete(list);
	}
}
