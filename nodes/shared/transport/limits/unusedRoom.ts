/** The share of a limit that comes back when its window begins anew; less is answers out of order. */
const LEAST_RISE = 0.15;
/** So much in so little time comes back of a window only; a bucket fills as much in longer, while nothing is sent. */
const RISE_AT_ONCE = 0.25;
const AT_ONCE_MS = 200;
/** More than this share left over in a window is room that nobody uses. */
const ROOM = 0.3;

/**
 * Tells from limit headers alone that a window has ended with much of its limit unused, as when another
 * worker with the same key has gone. What is left at the beginning of a window says nothing, so it waits
 * for the window's end; that is seen by what is left rising, and no length has to be known.
 */
export class UnusedRoom {
	/** Whether what is left has been seen to come back at once, as windows give it, and no bucket. */
	comesBackAtOnce = false;
	private last = Infinity;
	private lastAt = -Infinity;
	private least = Infinity;

	/** Whether this answer is the first of a window after one with room in it. */
	observe(now: number, limit: number, remaining: number): boolean {
		const rise = (remaining - this.last) / limit;
		const rose = rise >= LEAST_RISE;
		this.comesBackAtOnce ||= rise >= RISE_AT_ONCE && now - this.lastAt <= AT_ONCE_MS;
		const hadRoom = rose && this.least > limit * ROOM;
		this.least = rose ? remaining : Math.min(this.least, remaining);
		this.last = remaining;
		this.lastAt = now;
		return hadRoom;
	}
}
