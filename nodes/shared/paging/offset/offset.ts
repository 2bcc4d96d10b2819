import { Chain } from './chain';
import { listUnstable } from '../errors';
import { Reading } from '../reading';
import { Dedupe } from '../dedupe';
import { type FetchOffset, Reader } from './reader';
import { closable } from '../closable';
import type { ConcurrentListOptions, IdOf, Pages } from '../types';
import { walk } from './walk';

/** Walks through the whole list at most, before it counts as unstable. */
const MOST_WALKS = 4;

/**
 * A list that is read by `start` and `take`: every record that is in it from the first request to the
 * last exactly once and in the server's order, whatever is added or removed meanwhile, as long as nothing
 * that was taken out comes back at another place: by its answers such a list cannot be told from one
 * that has only grown shorter.
 *
 * A list that fits one page costs one request, and so does a limit that does. Longer ones are fetched
 * concurrently; how their pages overlap is told at `askFrom`. Where a page does not join the one before,
 * the stretch around the seam is read again; where that does not help either, the whole list is, until
 * a walk through it is proven or shows nothing new.
 *
 * Without a total, pages are read one by one until one shows nothing new: a short page is no proof of
 * the end. A caller that knows a page to be the last gives `total`, its end. A server that gives
 * nothing where its total promises more is asked once more and then believed. One that gives the same
 * page whatever place it is asked for is noticed after a few: its page is the list where it holds fewer
 * records than were asked for, or more.
 *
 * @throws PagingError `DOCUSIGN_LIST_UNSTABLE`, `DOCUSIGN_LIST_ENDLESS`
 */
export function offsetPages(fetchPage: FetchOffset, options: ConcurrentListOptions): Pages {
	const reading = new Reading(options.whole);
	const dedupe = new Dedupe(options, options.idOf);
	const reader = new Reader(fetchPage, reading, options);
	const { idOf } = options;
	return closable(reading, untilProven(reader, dedupe, new Chain(dedupe, idOf), idOf));
}

async function* untilProven(reader: Reader, dedupe: Dedupe, chain: Chain, idOf: IdOf): Pages {
	for (let walks = 1; walks <= MOST_WALKS; walks++) {
		const before = dedupe.size;
		yield* walk(reader, dedupe, chain, idOf);
		if (dedupe.left === 0) return;
		const first = walks === 1;
		const nothingNew = !first && dedupe.size === before;
		const complete = dedupe.size >= (reader.total ?? 0);
		if (chain.trust === 'proven' && (nothingNew || (first && chain.addsUp()))) return;
		if (complete && (nothingNew || chain.trust !== 'broken')) return;
		chain.restart();
		reader.restart();
	}
	throw listUnstable(dedupe.size, reader.total);
}
