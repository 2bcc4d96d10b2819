import type { LimitHeaders } from './limitHeaders';

/** Calls are spread at most this thin: one in two seconds. */
const WIDEST_GAP_MS = 2_000;
/** A window that ends within this time is no hourly one: its budget comes back in a moment. */
const SHORT_WINDOW_MS = 5_000;
const NEARLY_ALL_USED = 0.95;
const FEW = 10;

/** What the server said is left until its next reset (`X-RateLimit-*`). */
export class Quota {
	private left = Infinity;
	private limit?: number;
	private resetAt = 0;

	observe({ limit, remaining, resetAt }: LimitHeaders): void {
		if (remaining === undefined || resetAt === undefined) return;
		this.left = remaining;
		this.limit = limit;
		this.resetAt = resetAt;
	}

	/**
	 * When the next request may leave. What is nearly used up is spread over the time that is left, down
	 * to one request in two seconds; one that comes back within seconds is waited for when it is used up.
	 */
	readyAt(now: number, lastSentAt: number): number {
		if (!this.nearlyUsedUp(now)) return now;
		if (this.short(now)) return this.left === 0 ? this.resetAt : now;
		const gap = (this.resetAt - now) / Math.max(1, this.left);
		return Math.max(now, lastSentAt + Math.min(WIDEST_GAP_MS, gap));
	}

	/** Whether the limit of a short window is about to refuse: the pace is too high. */
	strained(now: number): boolean {
		return this.short(now) && this.nearlyUsedUp(now);
	}

	private nearlyUsedUp(now: number): boolean {
		const few = this.limit === undefined ? FEW : this.limit * (1 - NEARLY_ALL_USED);
		return now < this.resetAt && this.left <= Math.max(1, few);
	}

	private short(now: number): boolean {
		return this.resetAt - now <= SHORT_WINDOW_MS;
	}
}
