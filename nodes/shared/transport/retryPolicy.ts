import type { Outcome, Throttled } from './answers/classify';

export interface RetryQuestion {
	outcome: Exclude<Outcome, { kind: 'ok' }>;
	/** How often the request was sent: 1 after the first answer. */
	attempt: number;
	/** What this request has waited so far, and may wait in all, in ms. */
	waitedMs: number;
	maxWaitMs: number;
	/** Whether a repeat does no harm when the server had acted after all. */
	repeat: 'safe' | 'unsafe';
	/** Epoch ms. */
	now: number;
	/** In [0, 1). */
	random: number;
}

export type RetryDecision =
	| { action: 'retry'; delayMs: number }
	/**
	 * `limitAhead`: the limit ends later than the request may wait. `exhausted`: waited or tried often
	 * enough. `unknownOutcome`: the server may have acted, so the caller has to look first. `final`: the
	 * answer stays the same however often it is asked for.
	 */
	| { action: 'giveUp'; why: 'limitAhead' | 'exhausted' | 'unknownOutcome' | 'final' };

/** The header names full seconds, and clocks differ: a second later it is certain. */
export const AFTER_RESET_MS = 1_000;
/** A request that failed without being refused is sent at most this often. */
export const MOST_ATTEMPTS = 5;

const SHORTEST_DELAY_MS = 100;
const LONGEST_BACKOFF_MS = 30_000;
const FIRST_BACKOFF_MS = { throttled: 1_000, failed: 500 };

/**
 * Decides what follows an answer that is no success.
 *
 * A throttled request was not acted on, so any may be repeated: a second after the reset the server names,
 * else after its Retry-After, else with exponential backoff and full jitter. Network failures, 5xx and
 * unknown outcomes are repeated only where that is safe. Everything else is final; a 401 too, since n8n
 * has renewed the token and asked again before it is seen here.
 */
export function decideRetry(question: RetryQuestion): RetryDecision {
	const { outcome } = question;
	switch (outcome.kind) {
		case 'throttled':
			return afterThrottling(outcome, question);
		case 'serverError':
			return afterFailure(question, outcome.retryAfterMs);
		case 'unknownOutcome':
			if (outcome.why === 'untrusted') return { action: 'giveUp', why: 'final' };
			return afterFailure(outcome.sent ? question : { ...question, repeat: 'safe' });
		default:
			return { action: 'giveUp', why: 'final' };
	}
}

/** The upper bound of a backoff delay in ms: doubles with each attempt, up to 30 seconds. */
export function backoffCeiling(attempt: number, cause: keyof typeof FIRST_BACKOFF_MS): number {
	const doubled = FIRST_BACKOFF_MS[cause] * 2 ** Math.min(attempt - 1, 30);
	return Math.min(LONGEST_BACKOFF_MS, doubled);
}

/** How long the server asks to wait, in ms, or undefined where it does not say. */
export function namedWait(outcome: Throttled, now: number): number | undefined {
	const untilReset =
		outcome.resetAt === undefined ? undefined : outcome.resetAt + AFTER_RESET_MS - now;
	if (untilReset !== undefined && untilReset > 0) return untilReset;
	return outcome.retryAfterMs;
}

function afterThrottling(outcome: Throttled, question: RetryQuestion): RetryDecision {
	const named = namedWait(outcome, question.now);
	return named === undefined
		? backOff(question, 'throttled')
		: waitAsNamed(named, question, 'limitAhead');
}

function afterFailure(question: RetryQuestion, retryAfterMs?: number): RetryDecision {
	if (question.repeat === 'unsafe') return { action: 'giveUp', why: 'unknownOutcome' };
	if (question.attempt >= MOST_ATTEMPTS) return { action: 'giveUp', why: 'exhausted' };
	return retryAfterMs === undefined
		? backOff(question, 'failed')
		: waitAsNamed(retryAfterMs, question, 'exhausted');
}

/** A server whose times do not hold is asked less and less often, whatever it names. */
function waitAsNamed(
	named: number,
	{ attempt, waitedMs, maxWaitMs }: RetryQuestion,
	why: 'limitAhead' | 'exhausted',
): RetryDecision {
	const left = maxWaitMs - waitedMs;
	if (left < Math.max(named, SHORTEST_DELAY_MS)) return { action: 'giveUp', why };
	const floor = Math.min(LONGEST_BACKOFF_MS, SHORTEST_DELAY_MS * 2 ** Math.min(attempt - 1, 30));
	return { action: 'retry', delayMs: Math.max(named, Math.min(floor, left)) };
}

function backOff(question: RetryQuestion, cause: keyof typeof FIRST_BACKOFF_MS): RetryDecision {
	const left = question.maxWaitMs - question.waitedMs;
	if (left < SHORTEST_DELAY_MS) return { action: 'giveUp', why: 'exhausted' };
	const ceiling = backoffCeiling(question.attempt, cause);
	const jittered = SHORTEST_DELAY_MS + question.random * (ceiling - SHORTEST_DELAY_MS);
	return { action: 'retry', delayMs: Math.min(left, Math.round(jittered)) };
}
