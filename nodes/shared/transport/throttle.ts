import { Cancellation, cancelled } from './cancellation';
import type { Throttled } from './classify';
import type { Clock } from './clock';
import { Limiter } from './limiter';
import type { LimitHeaders } from './limitHeaders';
import { Queue } from './queue';

export interface RunOptions {
	/** Starts while fewer than this are in flight through the throttle, whoever they belong to. */
	concurrency: number;
	signal?: AbortSignal;
	/** Rejects with `LimitAhead` when a limit lasts longer than this, in ms. Default: waits for it. */
	patienceMs?: number;
	/** A repeat: goes before what has not been sent yet. */
	repeated?: boolean;
}

export interface Throttle {
	/**
	 * Runs a task when the limits allow: first come, first served. The task gets the time at which it
	 * starts, which `accepted` and `refused` want back. Rejects as the task does, with an `AbortError`
	 * when the signal aborts while it waits, or with `LimitAhead`.
	 */
	run<T>(task: (startedAt: number) => Promise<T>, options: RunOptions): Promise<T>;
	/** To be told of every answer, before its task ends. */
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
	) {
		super('A limit lasts longer than the request may wait');
	}
}

interface Entry {
	start: (now: number) => void;
	reject: (error: Error) => void;
	options: RunOptions;
	done: boolean;
}

/** The one door that all requests of an integration key pass. `burst` as in `Limiter`. */
export function createThrottle({ clock, burst }: { clock: Clock; burst?: number }): Throttle {
	const limiter = new Limiter(burst);
	const repeats = new Queue<Entry>();
	const fresh = new Queue<Entry>();
	const cancellation = new Cancellation<Entry>((entry) => leave(entry, cancelled()));
	let inFlight = 0;
	let wakeUp: { at: number; timer: AbortController } | undefined;

	const first = () => repeats.first() ?? fresh.first();

	function leave(entry: Entry, error?: Error): void {
		entry.done = true;
		if (entry.options.signal) cancellation.unwatch(entry.options.signal, entry);
		if (error) entry.reject(error);
	}

	function pump(): void {
		for (let entry = first(); entry; entry = first()) {
			const now = clock.now();
			const pause = limiter.pause(now);
			if (pause && pause.until - now > (entry.options.patienceMs ?? Infinity)) {
				leave(entry, new LimitAhead(pause.until, pause.cause));
				continue;
			}
			if (inFlight >= Math.max(1, entry.options.concurrency)) return;
			const readyAt = limiter.readyAt(now);
			if (readyAt > now) return wakeAt(readyAt, now);
			leave(entry);
			inFlight++;
			limiter.sent(now);
			entry.start(now);
		}
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

	async function runNow<T>(task: (startedAt: number) => Promise<T>, now: number): Promise<T> {
		try {
			return await task(now);
		} finally {
			inFlight--;
			pump();
		}
	}

	return {
		async run(task, options) {
			if (options.signal?.aborted) throw cancelled();
			return await new Promise((resolve, reject) => {
				const start = (now: number) => resolve(runNow(task, now));
				const entry: Entry = { start, reject, options, done: false };
				(options.repeated ? repeats : fresh).push(entry);
				if (options.signal) cancellation.watch(options.signal, entry);
				pump();
			});
		},
		accepted: (startedAt, headers) => limiter.accepted(clock.now(), startedAt, headers),
		refused: (startedAt, cause, headers) => limiter.refused(clock.now(), startedAt, cause, headers),
		isIdle: () => inFlight === 0 && !first(),
	};
}
