/**
 * Counts what happened within the last `windowMs`, and keeps no more than that. Times must not decrease;
 * one that does counts as the last.
 */
export class SlidingWindow {
	private times: number[] = [];
	private head = 0;

	constructor(private readonly windowMs: number) {}

	/** How many times are held, those not cleared away yet included. */
	get held(): number {
		return this.times.length;
	}

	add(now: number): void {
		this.times.push(Math.max(now, this.times.at(-1) ?? now));
		this.trim(now);
	}

	count(now: number): number {
		this.trim(now);
		return this.times.length - this.head;
	}

	/** When one more fits under `limit`: `now`, or the time at which an old one leaves the window. */
	freeAt(now: number, limit: number): number {
		if (this.count(now) < limit) return now;
		return this.times[this.times.length - Math.max(1, limit)] + this.windowMs;
	}

	private trim(now: number): void {
		const { times, windowMs } = this;
		while (this.head < times.length && times[this.head] <= now - windowMs) this.head++;
		if (this.head <= 1_000 || this.head * 2 <= times.length) return;
		this.times = times.slice(this.head);
		this.head = 0;
	}
}
