/**
 * Time as the transport sees it, so that waits can be simulated.
 *
 * `now` is in epoch milliseconds. `sleep` settles after `ms`, or as soon as `signal` aborts; whether it
 * resolves or rejects then does not matter to the transport.
 */
export interface Clock {
	now(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
