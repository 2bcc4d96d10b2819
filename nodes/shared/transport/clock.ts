/**
 * Time as the transport sees it, so that waits can be simulated.
 *
 * `now` is in epoch milliseconds. `sleep` resolves after `ms`, or as soon as `signal` aborts.
 */
export interface Clock {
	now(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
