import type { JsonObject } from '../../http';
import type { Reading } from '../reading';
import { Prefetch } from '../prefetch';
import { askFrom, type Ask, type Goal } from './plan';
import type { Stretch } from './seam';
import type { ConcurrentListOptions, PageTurn } from '../types';

/** Answers with a single record, before the server is taken to give no more than one at a time. */
const ONE_BY_ONE = 5;

/** Asks for `take` records from offset `start`. `total`: the length of the list, where it is known. */
export type FetchOffset = (
	start: number,
	take: number,
	turn: PageTurn,
) => Promise<{ records: JsonObject[]; total?: number }>;

/** Fetches the stretches of a list: concurrently ahead once its length and the page size are known. */
export class Reader {
	/** The length of the list in the latest answer. */
	total?: number;
	private size: number;
	private settled = false;
	private longest = 1;
	private answers = 0;
	private ahead!: Prefetch<Ask, Stretch>;
	/** How far the list has been read, and how far it ever was. */
	private end = 0;
	private reach = 0;
	private left = Infinity;

	constructor(
		private readonly fetchPage: FetchOffset,
		private readonly reading: Reading,
		private readonly options: ConcurrentListOptions,
	) {
		// A page of one record could not overlap with the next.
		this.size = Math.max(2, options.pageSize);
		this.restart();
	}

	/** Begins again at the list's first record. */
	restart(): void {
		let planned = 0;
		// One stretch after the other, as far as list and limit are known to reach.
		const plan = () => {
			if (!this.settled || this.total === undefined) return undefined;
			const goal = this.goal();
			planned = Math.max(planned, this.end);
			if (planned >= Math.min(goal.total, goal.enough)) return undefined;
			const ask = askFrom(planned, goal);
			planned = ask.start + ask.take;
			return ask;
		};
		this.ahead = new Prefetch<Ask, Stretch>(
			plan,
			async (ask) => await this.fetch(ask, false),
			Math.max(1, this.options.concurrency),
		);
	}

	/**
	 * The stretch that goes on from offset `end`: one fetched ahead, or else one that closes the gap to it.
	 *
	 * @param left how many records are still wanted
	 */
	async next(end: number, left: number): Promise<Stretch> {
		this.end = end;
		this.reach = Math.max(this.reach, end);
		this.left = left;
		let head = this.ahead.peek();
		while (head && head.start + head.take <= end) {
			this.ahead.drop();
			head = this.ahead.peek();
		}
		if (head && head.start + head.overlap <= end) {
			const stretch = await this.ahead.take();
			if (stretch) return stretch;
		}
		const ask = askFrom(end, this.goal());
		const gap = head ? head.start + head.overlap - ask.start : Infinity;
		return await this.now({ ...ask, take: Math.min(ask.take, gap) });
	}

	/** A stretch around the seam behind offset `end`, beginning `back` half pages before it. */
	async around(end: number, back: number): Promise<Stretch> {
		const edge = Math.min(end, this.total ?? Infinity);
		const start = Math.max(0, edge - back * Math.ceil(this.size / 2));
		return await this.now({ start, take: this.size, overlap: 1 });
	}

	/** What stands behind offset `end`. It counts as overlapping, so as not to join without proof. */
	async behind(end: number): Promise<Stretch> {
		return await this.now({ start: end, take: this.size, overlap: this.size > 1 ? 1 : 0 });
	}

	/** Keeps a stretch to be the next one, once the list is read up to its beginning. */
	putBack(stretch: Stretch): void {
		this.ahead.putBack(stretch, stretch);
	}

	private goal(): Goal {
		return {
			size: this.size,
			total: this.total ?? Infinity,
			// Offsets that were read before bring nothing new when they are read again.
			enough: this.reach + this.left,
			exact: this.options.except === undefined,
		};
	}

	private async now(ask: Ask): Promise<Stretch> {
		return await this.ahead.race(this.fetch(ask, true));
	}

	private async fetch(ask: Ask, urgent: boolean): Promise<Stretch> {
		const { records, total } = await this.reading.ask(
			async (turn) => await this.fetchPage(ask.start, ask.take, turn),
			urgent,
		);
		this.total = total ?? this.total;
		this.learn(records.length, ask.take);
		return { ...ask, records, total };
	}

	/** When the first pages are short, the longest of them shows the server's own page size. */
	private learn(length: number, take: number): void {
		this.answers++;
		this.longest = Math.max(this.longest, length);
		const told = length >= take || this.answers >= (this.longest > 1 ? 2 : ONE_BY_ONE);
		if (this.settled || !told) return;
		this.settled = true;
		if (length < take) this.size = this.longest;
	}
}
