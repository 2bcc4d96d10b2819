/** Requests per second that are always allowed: a limiter slows down, it does not stop. */
export const SLOWEST = 0.5;

/** With less traffic than this, what was accepted says nothing about what would have been. */
const FIRST_ESTIMATE = 5;
/** Above this a pace makes no difference any more. */
const UNPACED_FROM = 1_000;
/** How long after a cut the refused pace is reached again. */
const RECOVERY_MS = 15_000;
/** What a window with room in it is worth of that. */
const HASTENED_BY_MS = 4_000;

const LATE_TIMER_MS = 20;

interface Cut {
	/** Requests per second at which the server refused, and the share of it that was kept. */
	refusedRate: number;
	kept: number;
	/** When sending goes on; until then the pace does not recover. */
	since: number;
}

/**
 * The pace at which requests leave: free until the first refusal, then evenly spaced.
 *
 * It recovers on a cubic curve (as in RFC 9438): it comes back quickly to just below the pace that was
 * refused, stays there for long, and only then tries for more, faster and faster. So an unchanging limit
 * is touched about twice a minute, and one that went away is forgotten within a minute or two.
 */
export class AdaptiveRate {
	private cutMade?: Cut;
	private nextAt = 0;

	/** Requests per second at a point in time. */
	rate(now: number): number {
		if (!this.cutMade) return Infinity;
		const { refusedRate, kept, since } = this.cutMade;
		const recovered = Math.max(0, now - since) / RECOVERY_MS;
		const rate = refusedRate * (1 + (1 - kept) * (recovered - 1) ** 3);
		return rate > UNPACED_FROM ? Infinity : rate;
	}

	/** When the next request may leave, as far as the pace goes. */
	readyAt(now: number): number {
		return Math.max(now, this.nextAt);
	}

	/** One request left. What a timer fires late is caught up, so that it costs nothing. */
	sent(now: number): void {
		const gap = 1_000 / this.rate(now);
		this.nextAt = Math.max(this.nextAt, now - Math.min(gap, LATE_TIMER_MS)) + gap;
	}

	/**
	 * Keeps a share of the pace. `accepted` is what the server took in the last second; `since` is when
	 * sending goes on; the pace does not fall below `slowest` requests per second.
	 */
	cut(now: number, since: number, accepted: number, kept: number, slowest = SLOWEST): void {
		const current = this.rate(now);
		const half = current === Infinity ? 0 : current / 2;
		const refused = Math.min(current, Math.max(accepted, FIRST_ESTIMATE, half));
		this.cutMade = { refusedRate: Math.max(refused * kept, slowest) / kept, kept, since };
		this.nextAt = since;
	}

	/** There is room: the pace recovers some seconds sooner, and tries for more. */
	hasten(now: number): void {
		if (!this.cutMade || now < this.cutMade.since) return;
		this.cutMade = { ...this.cutMade, since: this.cutMade.since - HASTENED_BY_MS };
	}

	/** Sending goes on at `since` only, at the pace that was left. */
	hold(since: number): void {
		if (this.cutMade) this.cutMade = { ...this.cutMade, since };
		this.nextAt = Math.max(this.nextAt, since);
	}
}
