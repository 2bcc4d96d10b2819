import { Cancellation, cancelled, joined } from '../cancellation';
import type { Throttled } from '../answers/classify';
import type { Clock } from '../clock';
import { Lanes, type Lane } from './lanes';
import { Limiter } from './limiter';
import type { LimitHeaders } from './limitHeaders';
import { PausedTime } from './pausedTime';

export interface RunOptions {
	/** Starts while fewer than this of its lane are in flight. */
	concurrency: number;
	/** The run that it belongs to: lanes take turns. */
	lane: object;
	/** Somebody waits for it on a screen: it may use what of the burst limit is kept free. */
	atScreen?: boolean;
	signal?: AbortSignal;
	/**
	 * Rejects with `LimitAhead` when all that it is held up by pauses, the one that is on to its end, comes
	 * to more than this, in ms. Default: waits for it.
	 */
	patienceMs?: number;
	/** Goes before what its lane has not sent yet: a repeat, or a page that a list cannot go on without. */
	urgent?: boolean;
}

export interface Throttle {
	/**
	 * Runs a task when the limits allow: lanes in turn, and in a lane first come, first served. The task
	 * gets the time at which it starts, which `accepted` and `refused` want back, and how long pauses held
	 * it up. Rejects as the task does, with an `AbortError` when the signal aborts while it waits, or with
	 * `LimitAhead`.
	 */
	run<T>(
		task: (startedAt: number, heldUpMs: number) => Promise<T>,
		options: RunOptions,
	): Promise<T>;
	/** Waits before a repeat; not to the end when a pause begins that outlasts the patience. */
	sleep(ms: number, options: Pick<RunOptions, 'signal' | 'patienceMs'>): Promise<void>;
	/** To be told of every answer, before its task ends. Times in headers and cause are epoch ms. */
	accepted(startedAt: number, headers: LimitHeaders): void;
	refused(startedAt: number, cause: Throttled, headers: LimitHeaders): void;
	/** Whether nothing runs or waits. */
	isIdle(): boolean;
}

/** A limit lasts longer than the request may wait, so it was not sent. `until` in epoch ms. */
export class LimitAhead extends Error {
	override readonly name = 'LimitAhead';

	constructor(
		readonly until: number,
		readonly cause: Throttled,
		/** How long pauses have held it up so far. */
		readonly heldUpMs: number,
	) {
		super('A limit lasts longer than the request may wait');
	}
}

interface Entry {
	start: (now: number, heldUpMs: number) => void;
	reject: (error: Error) => void;
	options: RunOptions;
	/** How long sending had been paused in all when it came. */
	pausedBefore: number;
	done: boolean;
}

interface Sleeper {
	/** When its patience ends. */
	latest: number;
	wake: AbortController;
}

/** Of all lanes together; one that has nothing in flight may always begin. */
const MOST_IN_FLIGHT = 32;

/** The same point in time on another clock. */
const moved = <T extends { resetAt?: number }>(told: T, by: number): T =>
	told.resetAt === undefined ? told : { ...told, resetAt: told.resetAt + by };

/** The one door that all requests of an integration key pass. `burst` as in `Limiter`. */
export function createThrottle({ clock, burst }: { clock: Clock; burst?: number }): Throttle {
	const limiter = new Limiter(burst);
	const paused = new PausedTime();
	const lanes = new Lanes<Entry>();
	const waiting = new Set<Entry>();
	const sleepers = new Set<Sleeper>();
	const cancellation = new Cancellation<Entry>((entries) => {
		for (const entry of entries) leave(entry, cancelled());
		pump();
		if (waiting.size === 0) sleepOn();
	});
	let inFlight = 0;
	let wakeUp: { at: number; timer: AbortController } | undefined;

	/** What a time of day is on the clock that never goes back. */
	const toTicks = () => clock.ticks() - clock.now();

	function leave(entry: Entry, error?: Error): void {
		entry.done = true;
		waiting.delete(entry);
		if (entry.options.signal) cancellation.unwatch(entry.options.signal, entry);
		if (error) entry.reject(error);
	}

	function hasRoom({ options }: Entry, lane: Lane<Entry>): boolean {
		const most = Math.max(1, options.concurrency);
		return (
			lane.inFlight < most && (lane.inFlight === 0 || inFlight < Math.max(MOST_IN_FLIGHT, most))
		);
	}

	function pump(): void {
		for (;;) {
			const now = clock.ticks();
			let earliest = Infinity;
			const mayStart = (entry: Entry, lane: Lane<Entry>) => {
				if (!hasRoom(entry, lane)) return false;
				const readyAt = limiter.readyAt(now, entry.options.atScreen);
				earliest = Math.min(earliest, readyAt);
				return readyAt <= now;
			};
			const next = lanes.next(mayStart);
			if (!next) return earliest < Infinity ? wakeAt(earliest, now) : undefined;
			const { key, entry } = next;
			leave(entry);
			inFlight++;
			lanes.started(key);
			limiter.sent(now);
			entry.start(now, paused.at(now) - entry.pausedBefore);
		}
	}

	/** Turns away whoever would not wait to the end of the pause that is on. */
	function turnAway(entries: Iterable<Entry>): void {
		const now = clock.ticks();
		const pause = limiter.pause(now);
		if (!pause) return;
		const heldUpToItsEnd = paused.at(pause.until);
		for (const entry of entries) {
			if (heldUpToItsEnd - entry.pausedBefore <= (entry.options.patienceMs ?? Infinity)) continue;
			const heldUp = paused.at(now) - entry.pausedBefore;
			leave(entry, new LimitAhead(pause.until - toTicks(), pause.cause, heldUp));
		}
		for (const { latest, wake } of sleepers) if (pause.until > latest) wake.abort();
	}

	/** Nobody waits for the timer any more. */
	function sleepOn(): void {
		wakeUp?.timer.abort();
		wakeUp = undefined;
	}

	/** Keeps one timer, the earliest that is needed. */
	function wakeAt(at: number, now: number): void {
		if (wakeUp && wakeUp.at <= at) return;
		wakeUp?.timer.abort();
		const timer = new AbortController();
		wakeUp = { at, timer };
		const onWake = () => {
			if (wakeUp?.timer !== timer) return;
			wakeUp = undefined;
			pump();
		};
		void clock.sleep(Math.ceil(at - now), timer.signal).then(onWake);
	}

	return {
		async run(task, options) {
			if (options.signal?.aborted) throw cancelled();
			const lane = lanes.of(options.lane);
			const runNow = async (now: number, heldUpMs: number) => {
				try {
					return await task(now, heldUpMs);
				} finally {
					inFlight--;
					lane.inFlight--;
					pump();
				}
			};
			return await new Promise((resolve, reject) => {
				const start = (now: number, heldUpMs: number) => resolve(runNow(now, heldUpMs));
				const pausedBefore = paused.at(clock.ticks());
				const entry: Entry = { start, reject, options, pausedBefore, done: false };
				(options.urgent ? lane.urgent : lane.fresh).push(entry);
				waiting.add(entry);
				if (options.signal) cancellation.watch(options.signal, entry);
				turnAway([entry]);
				pump();
			});
		},
		async sleep(ms, { signal, patienceMs = Infinity }) {
			if (signal?.aborted) throw cancelled();
			const wake = new AbortController();
			const sleeper = { latest: clock.ticks() + patienceMs, wake };
			sleepers.add(sleeper);
			await clock.sleep(ms, joined(wake.signal, signal));
			sleepers.delete(sleeper);
			if (signal?.aborted) throw cancelled();
		},
		accepted(startedAt, headers) {
			limiter.accepted(clock.ticks(), startedAt, moved(headers, toTicks()));
		},
		refused(startedAt, cause, headers) {
			const now = clock.ticks();
			const by = toTicks();
			limiter.refused(now, startedAt, moved(cause, by), moved(headers, by));
			const pause = limiter.pause(now);
			if (!pause) return;
			paused.pause(now, pause.until);
			turnAway(waiting);
		},
		isIdle: () => inFlight === 0 && lanes.isEmpty(),
	};
}
