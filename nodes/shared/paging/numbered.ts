import { listUnstable } from './error';
import { Gate, type Lane } from './gate';
import { Intake } from './intake';
import { Lookahead } from './lookahead';
import { findNumbering, type NumberedPage, type Numbering } from './numbering';
import { stoppable } from './stoppable';
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
 * Such pages cannot overlap. A walk in which the total stayed the same and no page was short counts as
 * whole; else the list is read again, for what is new in it.
 *
 * @throws PagingError `DOCUSIGN_LIST_UNSTABLE`
 */
export function numberedPages(fetchPage: FetchNumbered, options: ConcurrentListOptions): Pages {
	const lane = (options.gate ?? new Gate(options.concurrency)).lane();
	return stoppable(lane, untilSteady(fetchPage, lane, options));
}

async function* untilSteady(
	fetchPage: FetchNumbered,
	lane: Lane,
	options: ConcurrentListOptions,
): Pages {
	const intake = new Intake(options, options.idOf);
	if (intake.left === 0) return;
	const fetch: FetchNumbered = async (page, size) =>
		await lane.run(async () => await fetchPage(page, size));
	const numbering = await findNumbering(fetch, options.pageSize, options.idOf);
	for (let walks = 1; walks <= MOST_WALKS; walks++) {
		const before = intake.size;
		const walk = new NumberedWalk(fetch, numbering, intake);
		// What has no id cannot be told from what an earlier walk gave.
		yield* walk.pages(options.concurrency, walks > 1 ? Infinity : 0);
		const complete = walks > 1 && intake.size === before && intake.size >= (walk.total ?? 0);
		if (walk.steady || complete || intake.left === 0) return;
		if (walks === MOST_WALKS) throw listUnstable(intake.size, walk.total);
	}
}

/** One walk from the first page to the last. */
class NumberedWalk {
	/** Whether no page was short and all spoke of the same total. */
	steady = true;
	/** The length of the list in the latest answer. */
	total?: number;
	private first?: NumberedPage;

	constructor(
		private readonly fetchPage: FetchNumbered,
		private readonly numbering: Numbering,
		private readonly intake: Intake,
	) {}

	async *pages(concurrency: number, anonymousFrom: number): Pages {
		const { first, size } = this.numbering;
		let read = 0;
		let planned = 0;
		const plan = () => {
			const enough = Math.min(this.total ?? 0, read + this.intake.left);
			return planned * size < enough ? first + planned++ : undefined;
		};
		const fetch = async (page: number) => await this.fetch(page);
		const ahead = new Lookahead(plan, fetch, 2 * concurrency);
		while (this.intake.left > 0 && read < (this.total ?? Infinity)) {
			const page = (await ahead.take()) ?? (await fetch(first + planned++));
			this.check(page, read);
			read += size;
			const fresh = this.intake.take(page.records, anonymousFrom);
			if (fresh.length > 0) yield fresh;
			else if (page.total === undefined) return;
		}
	}

	private async fetch(number: number): Promise<NumberedPage> {
		const { held, size } = this.numbering;
		const page = held.get(number) ?? (await this.fetchPage(number, size));
		held.delete(number);
		this.total = page.total ?? this.total;
		return page;
	}

	private check(page: NumberedPage, offset: number): void {
		this.first ??= page;
		const { size } = this.numbering;
		const due = Math.min(size, (page.total ?? 0) - offset);
		if (page.total !== this.first.total || page.records.length < due) this.steady = false;
	}
}
