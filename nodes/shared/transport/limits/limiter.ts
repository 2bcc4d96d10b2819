import { Quota } from './quota';
import type { Throttled } from '../answers/classify';
import type { LimitHeaders } from './limitHeaders';
import { AdaptiveRate } from './adaptiveRate';
import { namedWait } from '../retryPolicy';
import { SlidingWindow } from './slidingWindow';
import { UnusedRoom } from './unusedRoom';

/** Docusign's published burst limits: calls in 30 seconds. */
export const PUBLISHED_BURST = { production: 500, developer: 200 };
export const BURST_WINDOW_MS = 30_000;

const MARGIN = 0.95;
const LEAST_BURST = 100;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_BLIND_PAUSE_MS = 30_000;
/** Hourly limits end at the full hour, so a reset named further away than that is none. */
const LONGEST_PAUSE_MS = 3_601_000;
const KEPT_AFTER_REFUSAL = 0.85;
const KEPT_AFTER_REPEATED_REFUSAL = 0.7;
const KEPT_UNDER_STRAIN = 0.9;
const REPEATED_WITHIN_MS = 5_000;
const STRAIN_INTERVAL_MS = 1_000;
const MOST_EASED = 5;

export interface Pause {
	until: number;
	/** The answer that asked for it. */
	cause: Throttled;
}

/**
 * Decides when the next request may leave. It has no clock: it is told the time (ms, from anywhere) with every call.
 *
 * It stays below the burst limit (published, or named by the server), pauses when a limit answered, keeps
 * an even pace below what was refused (see `AdaptiveRate`) and spreads an hourly budget that is nearly used up.
 */
export class Limiter {
	private readonly window = new SlidingWindow(BURST_WINDOW_MS);
	private readonly lastSecond = new SlidingWindow(1_000);
	private readonly adaptiveRate = new AdaptiveRate();
	private readonly quota = new Quota();
	private readonly room = new UnusedRoom();
	private pausing?: Pause;
	private lastSentAt = 0;
	private refusedAt = -Infinity;
	private cutAt = -Infinity;
	private goesOnAt = -Infinity;
	private blindPauses = 0;
	private eased = 0;
	/** Whether the window was found full, and nothing has been accepted since. */
	private full = false;

	/** `burst`: calls in 30 seconds; undefined where no limit is published. */
	constructor(private burst?: number) {}

	/**
	 * When the next request may leave; not later than `now` if it may at once.
	 *
	 * @param atScreen it may use the margin, which a long run leaves for it
	 */
	readyAt(now: number, atScreen = false): number {
		const most = Math.floor((this.burst ?? 0) * (atScreen ? 1 : MARGIN));
		const burstAt = this.burst ? this.window.freeAt(now, most) : now;
		return Math.max(
			burstAt,
			this.pause(now)?.until ?? now,
			this.adaptiveRate.readyAt(now),
			this.quota.readyAt(now, this.lastSentAt),
		);
	}

	/** The pause that is on, if any. */
	pause(now: number): Pause | undefined {
		if (this.pausing && this.pausing.until <= now) this.pausing = undefined;
		return this.pausing;
	}

	sent(now: number): void {
		this.window.add(now);
		this.adaptiveRate.sent(now);
		this.lastSentAt = now;
	}

	/** The request that left at `sentAt` got an answer that no limit refused, whatever else it says. */
	accepted(now: number, sentAt: number, headers: LimitHeaders): void {
		this.lastSecond.add(now);
		if (sentAt > this.refusedAt) {
			this.blindPauses = 0;
			this.full = false;
		}
		this.observe(headers);
		if (this.hasRoom(now, headers)) this.adaptiveRate.hasten(now);
		if (this.burstStrained(headers) || this.quota.strained(now)) this.ease(now, headers);
		else this.eased = 0;
	}

	/**
	 * A limit answered the request that left at `sentAt`. One that left before the last refusal was known
	 * belongs to it: it may lengthen the pause if the server names a time. The pace falls no further for
	 * requests that left before it fell.
	 */
	refused(now: number, sentAt: number, cause: Throttled, headers: LimitHeaders): void {
		this.observe(headers);
		const named = namedWait(cause, now);
		if (named === undefined && sentAt <= this.refusedAt) return;
		const wait = Math.min(LONGEST_PAUSE_MS, named ?? this.blindPause());
		const until = Math.max(now + wait, this.pause(now)?.until ?? now);
		const repeated = sentAt - this.goesOnAt < REPEATED_WITHIN_MS;
		this.pausing = { until, cause };
		this.refusedAt = now;
		this.goesOnAt = until;
		if (sentAt <= this.cutAt) return;
		// It is still full: that says when to go on, and nothing of the pace.
		if (this.full) return this.adaptiveRate.hold(until);
		this.full = this.hasFilledWindow(now);
		this.cut(now, until, repeated ? KEPT_AFTER_REPEATED_REFUSAL : KEPT_AFTER_REFUSAL);
	}

	/** Slows down before the server refuses; a server that always says so is not believed for ever. */
	private ease(now: number, headers: LimitHeaders): void {
		const early = now < this.goesOnAt || now - this.cutAt < STRAIN_INTERVAL_MS;
		if (early || this.eased >= MOST_EASED) return;
		this.eased++;
		this.cut(now, now, KEPT_UNDER_STRAIN, sustained(headers.burstLimit));
	}

	private observe(headers: LimitHeaders): void {
		if (isPlausibleBurst(headers.burstLimit)) this.burst = headers.burstLimit;
		this.quota.observe(headers);
	}

	private burstStrained({ burstLimit, burstRemaining }: LimitHeaders): boolean {
		const limit = burstLimit ?? this.burst ?? 0;
		// The margin of a small one is a request: a tenth less for that would be more than a window too full costs.
		const least = limit < LEAST_BURST && this.room.comesBackAtOnce ? 0 : 1;
		const few = least === 0 ? 0 : Math.max(1, limit * (1 - MARGIN));
		return burstRemaining !== undefined && burstRemaining <= few;
	}

	private hasRoom(now: number, { burstLimit, burstRemaining }: LimitHeaders): boolean {
		if (burstLimit === undefined || burstRemaining === undefined) return false;
		return this.room.observe(now, burstLimit, burstRemaining);
	}

	private blindPause(): number {
		const doubled = FIRST_PAUSE_MS * 2 ** Math.min(this.blindPauses++, 30);
		return Math.min(LONGEST_BLIND_PAUSE_MS, doubled);
	}

	private cut(now: number, since: number, kept: number, slowest?: number): void {
		this.adaptiveRate.cut(now, since, this.lately(now), kept, slowest);
		this.cutAt = now;
	}

	/** Whether what was sent may have filled the burst's window, with what others sent or alone. */
	private hasFilledWindow(now: number): boolean {
		return this.burst !== undefined && this.window.count(now) >= LEAST_BURST;
	}

	/**
	 * Requests per second that the server has taken. Where a run that was never slowed down has filled a
	 * window in a moment, that is meant for the whole window.
	 */
	private lately(now: number): number {
		const second = this.lastSecond.count(now);
		const isPaced = this.adaptiveRate.rate(now) < Infinity;
		if (isPaced || !this.hasFilledWindow(now)) return second;
		return Math.min(second, (this.window.count(now) * 1_000) / BURST_WINDOW_MS);
	}
}

/** A named limit below any published one belongs to a window whose length nobody named. */
function isPlausibleBurst(limit: number | undefined): limit is number {
	return limit !== undefined && limit >= LEAST_BURST;
}

/** The requests per second that a burst limit allows for good, less a margin. */
function sustained(burst: number | undefined): number | undefined {
	return isPlausibleBurst(burst) ? ((burst * MARGIN) / BURST_WINDOW_MS) * 1_000 : undefined;
}
