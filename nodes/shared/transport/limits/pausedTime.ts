/** How long sending has been paused in all. Pauses are lengthened, never shortened. */
export class PausedTime {
	private ended = 0;
	private from = 0;
	private until = 0;

	/** Nothing is sent from `now` until then. */
	pause(now: number, until: number): void {
		if (now >= this.until) {
			this.ended += this.until - this.from;
			this.from = now;
		}
		this.until = Math.max(now, until, this.until);
	}

	/** How much of it had passed, or will have, at a point in time that is not before the last pause. */
	at(time: number): number {
		return this.ended + Math.max(0, Math.min(time, this.until) - this.from);
	}
}
