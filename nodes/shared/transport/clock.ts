/**
 * Time as the transport sees it, so that waits can be simulated.
 *
 * `now` is the time of day in epoch milliseconds, which an administrator may set back. `ticks` counts
 * milliseconds from anywhere, never goes back and keeps up with the time of day: whatever is waited for is
 * reckoned in it. `sleep`
 * resolves after `ms`, or as soon as `signal` aborts.
 */
export interface Clock {
	now(): number;
	ticks(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
