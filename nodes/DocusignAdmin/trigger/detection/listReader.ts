import { closedPass, currentPass, heldPass, type Pass, type Streams } from './listProgress';
import { type ListRead, ORGANIZATION_STREAM, type Position, type StreamId } from './types';
import type { Watch } from './recheckList';

/** One list as far as this poll has read it. */
export interface Run {
	stream: StreamId;
	pass: Pass;
	/** Where each page of this poll began, and where the next one would. */
	pages: Array<Position | null>;
	ended: boolean;
	/** The first page with a user who could not be told in this poll. */
	untold: number;
}

export interface ReadingRules {
	order: readonly StreamId[];
	/** Lists do not show profiles. */
	opens: boolean;
	overlap: number;
	now: number;
	baselineFrom: number;
	/** The first baseline is being taken: lists that have theirs wait. */
	first: boolean;
}

/**
 * The lists in the order in which a poll reads them: first those that were not read whole for longest,
 * since a poll that runs out of time must not leave out the same ones each time. Of those read at the
 * same time the organization's comes last, so that it meets users whose memberships are known.
 */
export function readingOrder(streams: readonly StreamId[], known: Streams): StreamId[] {
	const readAt = (stream: StreamId) => known[stream]?.cursor ?? 0;
	const isLast = (stream: StreamId) => (stream === ORGANIZATION_STREAM ? 1 : 0);
	return [...streams].sort((a, b) => readAt(a) - readAt(b) || isLast(a) - isLast(b));
}

/** Keeps account of the lists a poll reads: which is next, how far it came, what that means afterwards. */
export class Reading {
	private readonly runs = new Map<StreamId, Run>();

	constructor(
		private readonly streams: Streams,
		private readonly rules: ReadingRules,
	) {}

	/** The list to read next; undefined when all are read. */
	next(): ListRead | undefined {
		for (const stream of this.rules.order) {
			if (this.rules.first && this.streams[stream]?.cursor !== undefined) continue;
			const run = this.run(stream);
			if (run.ended) continue;
			const { since } = run.pass;
			const position = run.pages.at(-1) ?? null;
			return { stream, ...(since === undefined ? {} : { since }), position };
		}
		return undefined;
	}

	run(stream: StreamId): Run {
		let run = this.runs.get(stream);
		if (!run) {
			const pass = currentPass(this.streams[stream], this.rules);
			run = { stream, pass, pages: [pass.position], ended: false, untold: Infinity };
			this.runs.set(stream, run);
		}
		return run;
	}

	/** The list has no more pages. Behind an opening the baseline follows at once. */
	end(stream: StreamId): void {
		const run = this.run(stream);
		run.ended = true;
		if (run.pass.kind !== 'opening') return;
		this.streams[stream] = closedPass(this.streams[stream] ?? {}, run.pass, this.rules.overlap);
		this.runs.delete(stream);
	}

	/** Begins a list anew, for a position that its server no longer takes. */
	restart(stream: StreamId): void {
		const run = this.run(stream);
		run.pages = [null];
		run.ended = false;
	}

	/** Watched users whom no window of this poll returned, and who have not been read since. */
	dueOf(watch: Watch, returned: ReadonlySet<string>): Array<[userId: string, readAt: number]> {
		const { cursor } = this;
		return watch.entries().filter(([userId, readAt]) => readAt < cursor && !returned.has(userId));
	}

	/**
	 * Lets go of watched users whom no window of this poll returned, and who were read since: what
	 * changes after that leads a window of every list to return them. Not while a list is in the midst of
	 * a reading, which may show them again: they would be told from it anew, poll after poll.
	 */
	unwatch(watch: Watch, returned: ReadonlySet<string>): void {
		if (!this.rules.order.every((stream) => this.isBetweenPasses(stream))) return;
		const { cursor } = this;
		for (const [userId, readAt] of watch.entries()) {
			if (readAt >= cursor && !returned.has(userId)) watch.delete(userId);
		}
	}

	/** Whether a list was read whole by this poll alone, or not touched by it. */
	private isBetweenPasses(stream: StreamId): boolean {
		const { cursor, pass } = this.streams[stream] ?? {};
		if (cursor === undefined || pass) return false;
		const run = this.runs.get(stream);
		return !run || (run.ended ? run.untold === Infinity : run.pages.length === 1);
	}

	/** The latest time that a window goes on from, less the overlap. */
	private get cursor(): number {
		const cursors = this.rules.order.map((stream) => this.streams[stream]?.cursor ?? -Infinity);
		return Math.min(Math.max(...cursors), this.rules.now);
	}

	/**
	 * What is known of the lists after the poll, and whether something of them is left to read.
	 *
	 * @param enough whether reading stopped because more was found than may be told
	 */
	close(enough: boolean): { streams: Streams; left: boolean } {
		const streams = { ...this.streams };
		for (const { stream, pass, pages, ended, untold } of this.runs.values()) {
			if (!ended && pages.length === 1) continue;
			const before = streams[stream] ?? {};
			const whole = ended && untold === Infinity;
			const position = untold === Infinity ? pages.at(-1) : pages[untold];
			streams[stream] = whole
				? closedPass(before, pass, this.rules.overlap)
				: heldPass(before, pass, position ?? null, enough || untold < Infinity);
		}
		const left = this.rules.order.some((stream) => {
			const state = streams[stream];
			return state?.cursor === undefined || state.pass !== undefined || !this.runs.has(stream);
		});
		return { streams, left };
	}
}
