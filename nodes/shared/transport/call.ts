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
	lane: object;
	/** Somebody waits for it on a screen. */
	urgent?: boolean;
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
	const { clock, maxWaitMs, random, fail, final, throttle, deadline } = options;
	const signal = anyOf(options.signal, deadline?.signal);
	/** How long limits may hold it up yet. */
	const patience = (waitedMs: number) =>
		Math.max(0, Math.min(maxWaitMs - waitedMs, (deadline?.at ?? Infinity) - clock.ticks()));

	return async (request, { repeat, context, expects, onRepeat }) => {
		demandWholePath(request.path);
		const expectation: Expectation = { method: request.method, expects, final };
		let attempts = 0;
		let waitedMs = 0;
		let last: Failed | undefined;
		const failure = (outcome: Failed) =>
			fail(outcome, { ...context, method: request.method, attempts, waitedMs });
		/** Of a wait that ends because the time for all is up: what came of the request till then. */
		const late = async (error: unknown) => {
			const isLate = isCancelled(error) && deadline?.signal.aborted && !options.signal?.aborted;
			return await Promise.reject(isLate ? failure(last ?? OUT_OF_TIME) : error);
		};
		for (;;) {
			const { outcome, wasSent, heldUpMs } = await sendOnce(
				{ ...options, signal },
				request,
				expectation,
				{ patienceMs: patience(waitedMs), repeated: attempts > 0 },
			).catch(late);
			if (outcome.kind === 'ok') return outcome.response;

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
			const sleepsAt = clock.ticks();
			await throttle
				.sleep(decision.delayMs, { signal, patienceMs: patience(waitedMs) })
				.catch(late);
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

const isCancelled = (error: unknown) => error instanceof Error && error.name === 'AbortError';

function anyOf(...signals: Array<AbortSignal | undefined>): AbortSignal | undefined {
	const given = signals.filter((signal) => signal !== undefined);
	return given.length > 1 ? AbortSignal.any(given) : given[0];
}

interface Sent {
	outcome: Outcome;
	wasSent: boolean;
	/** How long pauses held it up, and then its answer. The line in which all move on does not count. */
	heldUpMs: number;
}

async function sendOnce<Context>(
	{ send, throttle, clock, concurrency, lane, urgent, signal }: CallerOptions<Context>,
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
		.run(task, { concurrency, lane, urgent, signal, ...turn })
		.catch(async (error: unknown) =>
			error instanceof LimitAhead ? notSent(error) : await Promise.reject(error),
		);
}

function notSent({ until, cause, heldUpMs }: LimitAhead): Sent {
	const outcome: Throttled = { ...cause, resetAt: until - AFTER_RESET_MS };
	return { outcome, wasSent: false, heldUpMs };
}
