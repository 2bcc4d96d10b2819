import type { ApiFailure } from '../errors/apiFailure';
import type { Attempt, Failed } from '../errors/fromOutcome';
import type { ApiRequest, ApiResponse, Send } from '../http';
import { classify, mayHaveActed, type Expectation, type Outcome, type Throttled } from './classify';
import type { Clock } from './clock';
import { LimitAhead, type Throttle } from './throttle';
import { readLimitHeaders } from './limitHeaders';
import { AFTER_RESET_MS, decideRetry, type RetryQuestion } from './retryPolicy';
import { demandWholePath } from './pathGuard';

/** Words an outcome that is no success, in the language of the API that was asked. */
export type Fail<Context> = (outcome: Failed, context: Context & Attempt) => ApiFailure;

export interface CallerOptions<Context> {
	send: Send;
	fail: Fail<Context>;
	/** Statuses that no repeat would change, beside those that are known to be so. */
	final?: readonly number[];
	throttle: Throttle;
	clock: Clock;
	/** A number in [0, 1), for the jitter. */
	random: () => number;
	/** How long limits, repeats and attempts that failed may hold up one request in all, in ms. */
	maxWaitMs: number;
	/** Requests of the run in flight at a time. */
	concurrency: number;
	/** The run that shares its turn in the throttle. */
	lane?: object;
	signal?: AbortSignal;
}

export interface CallOptions<Context> {
	/** Whether sending twice does no more than sending once. GET is; creating a user is not. */
	repeat: RetryQuestion['repeat'];
	/** What failures say about the request. */
	context: Context;
	expects?: Expectation['expects'];
	/** Told when a request is sent again that may have been carried out, and why that is not known. */
	onRepeat?: (lost: ApiFailure) => void;
}

export type Call<Context> = (
	request: ApiRequest,
	options: CallOptions<Context>,
) => Promise<ApiResponse>;

/**
 * The one way to make a request: through the throttle, classified, repeated where the policy allows.
 *
 * Resolves with a successful answer (2xx with a usable body). Rejects with the `ApiFailure` that `fail`
 * makes, which says whether the server may have acted; as `send` does; or with an `AbortError` when the run is cancelled.
 */
export function createCaller<Context>(options: CallerOptions<Context>): Call<Context> {
	const { clock, signal, maxWaitMs, random, fail, final, throttle } = options;

	return async (request, { repeat, context, expects, onRepeat }) => {
		demandWholePath(request.path);
		const expectation: Expectation = { method: request.method, expects, final };
		let attempts = 0;
		let waitedMs = 0;
		for (;;) {
			const { outcome, wasSent, heldUpMs } = await sendOnce(options, request, expectation, {
				patienceMs: maxWaitMs - waitedMs,
				repeated: attempts > 0,
			});
			if (outcome.kind === 'ok') return outcome.response;

			if (wasSent) attempts++;
			waitedMs += heldUpMs;
			const decision = decideRetry({
				outcome,
				attempt: Math.max(1, attempts),
				waitedMs,
				maxWaitMs,
				repeat,
				now: clock.now(),
				random: random(),
			});
			const failure = () =>
				fail(outcome, { ...context, method: request.method, attempts, waitedMs });
			if (decision.action === 'giveUp') throw failure();
			if (onRepeat && mayHaveActed(outcome)) onRepeat(failure());
			const sleepsAt = clock.ticks();
			await throttle.sleep(decision.delayMs, { signal, patienceMs: maxWaitMs - waitedMs });
			waitedMs += clock.ticks() - sleepsAt;
		}
	};
}

interface Sent {
	outcome: Outcome;
	wasSent: boolean;
	/** How long pauses held it up, and then its answer. The line in which all move on does not count. */
	heldUpMs: number;
}

async function sendOnce<Context>(
	{ send, throttle, clock, concurrency, lane, signal }: CallerOptions<Context>,
	request: ApiRequest,
	expectation: Expectation,
	turn: { patienceMs: number; repeated: boolean },
): Promise<Sent> {
	const task = async (startedAt: number, pausedMs: number): Promise<Sent> => {
		const answer = await send(request);
		const outcome = classify(answer, expectation, clock.now());
		if (answer.status !== undefined) {
			const headers = readLimitHeaders(answer.headers, clock.now());
			if (outcome.kind === 'throttled') throttle.refused(startedAt, outcome, headers);
			else throttle.accepted(startedAt, headers);
		}
		return { outcome, wasSent: true, heldUpMs: pausedMs + clock.ticks() - startedAt };
	};
	return await throttle
		.run(task, { concurrency, lane, signal, ...turn })
		.catch(async (error: unknown) =>
			error instanceof LimitAhead ? notSent(error) : await Promise.reject(error),
		);
}

function notSent({ until, cause, heldUpMs }: LimitAhead): Sent {
	const outcome: Throttled = { ...cause, resetAt: until - AFTER_RESET_MS };
	return { outcome, wasSent: false, heldUpMs };
}
