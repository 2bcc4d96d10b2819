import {
	closedPass,
	currentPass,
	heldPass,
	type Pass,
	SINCE_EVER,
	type StreamState,
	type Streams,
} from './listProgress';
import { type ListRead, ORGANIZATION_STREAM, type Position, type StreamId } from '../types';

/** One list as far as this poll has read it. */
export interface Run {
	stream: StreamId;
	pass: Pass;
	/** Where each page of this poll began, and where the next one would. */
	pages: Array<Position | null>;
	ended: boolean;
	/** The first page with a user who could not be told in this poll. */
	untold: number;
	/** Users returned again who were not read again: when they were read last, epoch ms. */
	deferred: Map<string, number>;
	/** Ids that a whole list has shown: one that comes twice tells that its order changed. */
	seen: Set<string>;
	/** As much as this poll may tell was found in this list. */
	full: boolean;
	/** Reading it failed in this poll. */
	failed: boolean;
}

export interface ReadingRules {
	order: readonly StreamId[];
	/** Lists do not show profiles. */
	opens: boolean;
	overlap: number;
	now: number;
	baselineFrom: number;
	/** The number of this poll. */
	generation: number;
	/** The first baseline is being taken: lists that have theirs wait. */
	first: boolean;
}

/**
 * The lists in the order in which a poll reads them: first those that were not read whole for longest,
 * since a poll that runs out of time must not leave out the same ones each time. Of those read at the
 * same time the organization's comes last, so that it meets users whose memberships are known.
 */
export function readingOrder(streams: readonly StreamId[], known: Streams): StreamId[] {
	const readIn = (stream: StreamId) => known[stream]?.readIn ?? 0;
	const isLast = (stream: StreamId) => (stream === ORGANIZATION_STREAM ? 1 : 0);
	return [...streams].sort((a, b) => readIn(a) - readIn(b) || isLast(a) - isLast(b));
}

/**
 * The lists as a poll begins with them. While an account is new, the organization's list is read whole:
 * only it may show the names of those whom the account brings along.
 *
 * @param someAccounts only some accounts are watched, so that those of others were passed over so far
 */
export function streamsAtStart(
	known: Streams,
	streams: readonly StreamId[],
	someAccounts: boolean,
): Streams {
	const organization = known[ORGANIZATION_STREAM];
	const isNew = (stream: StreamId) =>
		stream !== ORGANIZATION_STREAM && known[stream]?.cursor === undefined;
	if (organization?.cursor === undefined || !someAccounts || !streams.some(isNew))
		return { ...known };
	const whole = { ...organization, cursor: SINCE_EVER, pass: undefined };
	return { ...known, [ORGANIZATION_STREAM]: whole };
}

/** Keeps account of the lists a poll reads: which is next, how far it came, what that means afterwards. */
export class Reading {
	private readonly runs = new Map<StreamId, Run>();

	constructor(
		private readonly streams: Streams,
		private readonly rules: ReadingRules,
	) {}

	/**
	 * The lists to read next, which may be read at the same time; none when all are read. The
	 * organization's comes alone and last, so that it meets users whose memberships are known.
	 */
	next(): ListRead[] {
		const reads: ListRead[] = [];
		// Lists that have their baseline wait until the others have theirs, but not for one that fails.
		const isUnread = ({ cursor, failures = 0 }: StreamState = {}) =>
			cursor === undefined && failures === 0;
		const waits = this.rules.first && this.rules.order.some((each) => isUnread(this.streams[each]));
		for (const stream of this.rules.order) {
			if (waits && this.streams[stream]?.cursor !== undefined) continue;
			const run = this.run(stream);
			if (run.ended || run.full || run.failed) continue;
			const { since } = run.pass;
			const position = run.pages.at(-1) ?? null;
			if (stream === ORGANIZATION_STREAM && reads.length > 0) continue;
			reads.push({ stream, ...(since === undefined ? {} : { since }), position });
		}
		return reads;
	}

	run(stream: StreamId): Run {
		let run = this.runs.get(stream);
		if (!run) {
			const pass = { ...currentPass(this.streams[stream], this.rules) };
			const deferred = new Map<string, number>();
			run = {
				stream,
				pass,
				pages: [pass.position],
				ended: false,
				untold: Infinity,
				deferred,
				seen: new Set(),
				full: false,
				failed: false,
			};
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

	/** Reading a list failed: it is left for the next poll, and the others go on. */
	fail(stream: StreamId): void {
		this.run(stream).failed = true;
	}

	/**
	 * What is known of the lists after the poll, and whether something of them is left to read.
	 *
	 * @param isRead whether a user's profile was read in this poll
	 * @param ahead by how much this poll's clock has turned out to be ahead of the server's, ms
	 */
	close(isRead: (userId: string) => boolean, ahead: number): { streams: Streams; left: boolean } {
		const streams = { ...this.streams };
		const { now, overlap } = this.rules;
		for (const run of this.runs.values()) {
			const { stream, pages, ended, untold, full, failed } = run;
			// One that fails has had its turn too: it must not come first every time.
			const failures = failed ? (streams[stream]?.failures ?? 0) + 1 : undefined;
			const before = { ...streams[stream], failures, readIn: this.rules.generation };
			if (!ended && pages.length === 1) {
				if (failed) streams[stream] = before;
				continue;
			}
			const deferred = [...run.deferred].flatMap(([id, at]) => (isRead(id) ? [] : [at]));
			const pass: Pass = {
				...run.pass,
				// A cursor is a time of the server's, as are the times of changes.
				startedAt: run.pass.startedAt === now ? now - ahead : run.pass.startedAt,
				goesOnAt: least([run.pass.goesOnAt, ...deferred]),
				unsteady: run.pass.unsteady || undefined,
			};
			const whole = ended && untold === Infinity;
			const position = untold === Infinity ? pages.at(-1) : pages[untold];
			streams[stream] = whole
				? closedPass(before, pass, overlap)
				: heldPass(before, pass, position ?? null, full || untold < Infinity);
		}
		const left = this.rules.order.some((stream) => {
			const state = streams[stream];
			return state?.cursor === undefined || state.pass !== undefined || !this.runs.has(stream);
		});
		return { streams, left };
	}
}

function least(times: Array<number | undefined>): number | undefined {
	let found: number | undefined;
	for (const time of times) if (time !== undefined && !(time >= (found ?? Infinity))) found = time;
	return found;
}
