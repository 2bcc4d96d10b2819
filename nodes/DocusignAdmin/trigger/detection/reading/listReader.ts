import {
	closedPass,
	currentPass,
	heldPass,
	type Pass,
	type Rules,
	SINCE_EVER,
	type StreamState,
	type Streams,
} from './listProgress';
import type { PollParts } from '../context';
import { type ListRead, ORGANIZATION_STREAM, type Position, type StreamId } from '../types';

/** One list as far as this poll has read it. */
export class Run {
	/** Where each page of this poll began, and where the next one would. */
	pages: Array<Position | null>;
	/** Why this poll reads no further: the list has ended, as much as may be told was found, it failed. */
	stopped?: 'ended' | 'full' | 'failed';
	/** The first page with a user who could not be told in this poll. */
	untold = Infinity;
	/** Users returned again who were not read again: when they were read last, epoch ms. */
	readonly deferred = new Map<string, number>();
	/** Ids that a whole list has shown: one that comes twice tells that its order changed. */
	readonly seen = new Set<string>();

	constructor(
		readonly stream: StreamId,
		readonly pass: Pass,
	) {
		this.pages = [pass.position];
	}
}

/**
 * The lists in the order in which a poll reads them: first those that were not read whole for longest,
 * since a poll that runs out of time must not leave out the same ones each time. Of those read at the
 * same time the organization's comes last, so that it meets users whose memberships are known.
 */
function readingOrder(streams: readonly StreamId[], known: Streams): StreamId[] {
	const readIn = (stream: StreamId) => known[stream]?.readIn ?? 0;
	const isLast = (stream: StreamId) => (stream === ORGANIZATION_STREAM ? 1 : 0);
	return [...streams].sort((a, b) => readIn(a) - readIn(b) || isLast(a) - isLast(b));
}

/**
 * The lists as a poll begins with them. While an account is new, the organization's list is read whole:
 * only it may show the names of those whom the account brings along, whom it passed over so far where
 * only some accounts are watched.
 */
function streamsAtStart({ began, settings, everybody }: PollParts): Streams {
	const known = began.streams;
	const organization = known[ORGANIZATION_STREAM];
	const isNew = (stream: StreamId) =>
		stream !== ORGANIZATION_STREAM && known[stream]?.cursor === undefined;
	if (organization?.cursor === undefined || everybody || !settings.streams.some(isNew))
		return { ...known };
	const whole = { ...organization, cursor: SINCE_EVER, pass: undefined };
	return { ...known, [ORGANIZATION_STREAM]: whole };
}

/** Keeps account of the lists a poll reads: which is next, how far it came, what that means afterwards. */
export class Reading {
	private readonly runs = new Map<StreamId, Run>();
	private readonly streams: Streams;
	private readonly order: readonly StreamId[];
	private readonly rules: Rules;

	constructor(private readonly parts: PollParts) {
		const { began, settings } = parts;
		this.streams = streamsAtStart(parts);
		this.order = readingOrder(settings.streams, began.streams);
		this.rules = {
			opens: parts.profiles && !parts.existing,
			overlap: settings.overlapMinutes * 60_000,
			now: settings.now,
			baselineFrom: began.firstRun === undefined ? settings.now : began.epoch,
		};
	}

	/**
	 * The lists to read next, which may be read at the same time; none when all are read. The
	 * organization's comes alone and last, so that it meets users whose memberships are known.
	 */
	next(): ListRead[] {
		const reads: ListRead[] = [];
		// Lists that have their baseline wait until the others have theirs, but not for one that fails.
		const isUnread = ({ cursor, failures = 0 }: StreamState = {}) =>
			cursor === undefined && failures === 0;
		const isFirst = this.parts.began.firstRun !== undefined;
		const waits = isFirst && this.order.some((each) => isUnread(this.streams[each]));
		for (const stream of this.order) {
			if (waits && this.streams[stream]?.cursor !== undefined) continue;
			const run = this.run(stream);
			if (run.stopped) continue;
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
			run = new Run(stream, { ...currentPass(this.streams[stream], this.rules) });
			this.runs.set(stream, run);
		}
		return run;
	}

	/** The list has no more pages. Behind an opening the baseline follows at once. */
	end(stream: StreamId): void {
		const run = this.run(stream);
		run.stopped = 'ended';
		if (run.pass.kind !== 'opening') return;
		this.streams[stream] = closedPass(this.streams[stream] ?? {}, run.pass, this.rules.overlap);
		this.runs.delete(stream);
	}

	/**
	 * What is known of the lists after the poll, and whether something of them is left to read.
	 *
	 * @param isRead whether a user's profile was read in this poll
	 * @param ahead by how much this poll's clock has turned out to be ahead of the server's, ms
	 * @param ended when the poll ends, epoch milliseconds
	 */
	close(
		isRead: (userId: string) => boolean,
		ahead: number,
		ended: number,
	): { streams: Streams; left: boolean } {
		const streams = { ...this.streams };
		for (const stream of Object.keys(streams)) {
			if (this.order.includes(stream)) continue;
			streams[stream] = { ...streams[stream], absentUntil: ended };
		}
		const { now, overlap } = this.rules;
		for (const run of this.runs.values()) {
			const { stream, pages, stopped, untold } = run;
			const isEnded = stopped === 'ended';
			const failed = stopped === 'failed';
			// One that fails has had its turn too: it must not come first every time.
			const failures = failed ? (streams[stream]?.failures ?? 0) + 1 : undefined;
			const before = { ...streams[stream], failures, readIn: this.parts.began.generation + 1 };
			if (!isEnded && pages.length === 1) {
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
			const whole = isEnded && untold === Infinity;
			const position = untold === Infinity ? pages.at(-1) : pages[untold];
			streams[stream] = whole
				? closedPass(before, pass, overlap)
				: heldPass(before, pass, position ?? null, stopped === 'full' || untold < Infinity);
		}
		const left = this.order.some((stream) => {
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
