import type { ApiFailure } from '../errors/apiFailure';
import type { Attempt, Failed } from '../errors/fromOutcome';
import type { ApiRequest, ApiResponse } from '../http';
import { isCancelled, joined, joinedWith } from './cancellation';
import { mayHaveActed, type Expectation } from './answers/classify';
import { decideRetry, type RetryQuestion } from './retryPolicy';
import { sendOnce, type Sent, type Way } from './sendOnce';
import { demandWholePath } from './pathGuard';

/** Words an outcome that is no success, in the language of the API that was asked. */
export type Fail<Context> = (outcome: Failed, context: Context & Attempt) => ApiFailure;

export interface CallerOptions<Context> extends Way {
	fail: Fail<Context>;
	/** Statuses that no repeat would change, beside those that are known to be so. */
	final?: readonly number[];
	/** A number in [0, 1), for the jitter. */
	random: () => number;
	/** How long limits, repeats and attempts that failed may hold up one request in all, in ms. */
	maxWaitMs: number;
	/** When the time for all requests of the caller is up: then whatever still waits fails. */
	deadline?: Deadline;
	signal?: AbortSignal;
}

export interface Deadline {
	/** In ticks of the clock. */
	at: number;
	/** Aborts then. */
	signal: AbortSignal;
}

export interface CallOptions<Context> {
	/** Whether sending twice does no more than sending once. GET is; creating a user is not. */
	repeat: RetryQuestion['repeat'];
	/** What failures say about the request. */
	context: Context;
	expects?: Expectation['expects'];
	/** Told when a request is sent again that may have been carried out, and why that is not known. */
	onRepeat?: (lost: ApiFailure) => void;
	/** Goes before what its run has not sent yet. */
	urgent?: boolean;
	/** Aborts when the request is wanted no more: it leaves no more then, but is not broken off. */
	signal?: AbortSignal;
	/** Told why it failed before another request leaves in its place, which may be pointless then. */
	onFailure?: (reason: unknown) => void;
}

/** @param read what a successful answer says; what it throws is why the call failed */
export type Call<Context> = <T>(
	request: ApiRequest,
	options: CallOptions<Context>,
	read: (response: ApiResponse) => T,
) => Promise<T>;

/**
 * The one way to make a request: through the throttle, classified, repeated where the policy allows.
 *
 * An answer is judged and read in its place, so that whoever goes by it can call off what waits before
 * that takes the place.
 *
 * Resolves with what `read` makes of a successful answer (2xx with a usable body). Rejects with the
 * `ApiFailure` that `fail` makes, which says whether the server may have acted; as `send` and `read` do;
 * or with an `AbortError` when the run is cancelled or the request is wanted no more.
 */
export function createCaller<Context>(options: CallerOptions<Context>): Call<Context> {
	const { clock, maxWaitMs, random, fail, final, throttle, deadline } = options;
	const ofRun = joined(options.signal, deadline?.signal);
	const withRun = joinedWith(ofRun);
	/** How long limits may hold it up yet. */
	const patience = (waitedMs: number) =>
		Math.max(0, Math.min(maxWaitMs - waitedMs, (deadline?.at ?? Infinity) - clock.ticks()));

	return async <T>(
		request: ApiRequest,
		{ repeat, context, expects, onRepeat, onFailure, ...own }: CallOptions<Context>,
		read: (response: ApiResponse) => T,
	): Promise<T> => {
		demandWholePath(request.path);
		const signal = own.signal ? withRun(own.signal) : ofRun;
		const expectation: Expectation = { method: request.method, expects, final };
		let attempts = 0;
		let waitedMs = 0;
		let last: Failed | undefined;
		const failure = (outcome: Failed) =>
			fail(outcome, { ...context, method: request.method, attempts, waitedMs });
		/** Of a wait that ends because the time for all is up: what came of the request till then. */
		const late = async (error: unknown) => {
			const isOff = options.signal?.aborted || own.signal?.aborted;
			const isLate = isCancelled(error) && deadline?.signal.aborted && !isOff;
			return await Promise.reject(isLate ? failure(last ?? OUT_OF_TIME) : error);
		};
		/** What was asked for, or how long to wait before it is asked for again. */
		const judge = ({ outcome, wasSent, heldUpMs }: Sent): { result: T } | { delayMs: number } => {
			if (outcome.kind === 'ok') return { result: read(outcome.response) };
			if (wasSent) attempts++;
			waitedMs += heldUpMs;
			last = outcome;
			const decision = decideRetry({
				outcome,
				attempt: Math.max(1, attempts),
				waitedMs,
				maxWaitMs: waitedMs + patience(waitedMs),
				repeat,
				now: clock.now(),
				random: random(),
			});
			if (decision.action === 'giveUp') throw failure(outcome);
			if (onRepeat && mayHaveActed(outcome)) onRepeat(failure(outcome));
			return { delayMs: decision.delayMs };
		};
		for (;;) {
			const urgent = own.urgent || attempts > 0;
			const judged = await sendOnce(
				options,
				request,
				expectation,
				{ patienceMs: patience(waitedMs), urgent, signal },
				{ judge, onFailure },
			).catch(late);
			if ('result' in judged) return judged.result;
			const { delayMs } = judged;
			const sleepsAt = clock.ticks();
			await throttle.sleep(delayMs, { signal, patienceMs: patience(waitedMs) }).catch(late);
			waitedMs += clock.ticks() - sleepsAt;
		}
	};
}

/** Nothing has left when the time for all was up. */
const OUT_OF_TIME: Failed = {
	kind: 'unknownOutcome',
	why: 'noAnswer',
	sent: false,
	reason: 'ETIMEDOUT',
};
