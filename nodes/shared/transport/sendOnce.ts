import type { ApiRequest, Send } from '../http';
import { classify, type Expectation, type Outcome, type Throttled } from './answers/classify';
import type { Clock } from './clock';
import { readLimitHeaders } from './limits/limitHeaders';
import { AFTER_RESET_MS } from './retryPolicy';
import { LimitAhead, type RunOptions, type Throttle } from './limits/throttle';

/** The way out of a run. */
export interface Way {
	send: Send;
	throttle: Throttle;
	clock: Clock;
	/** Requests of the run in flight at a time. */
	concurrency: number;
	/** The run that shares its turn in the throttle. */
	lane: object;
	/** Somebody waits for it on a screen. */
	atScreen?: boolean;
}

/** What came of a request that had its turn, or was turned away. */
export interface Sent {
	outcome: Outcome;
	wasSent: boolean;
	/** How long pauses held it up, and then its answer. The line in which all move on does not count. */
	heldUpMs: number;
}

interface Judges<T> {
	judge: (sent: Sent) => T;
	onFailure?: (reason: unknown) => void;
}

/**
 * Sends a request when it is its turn. What comes of it is judged in its place: whoever is told of a
 * failure there can call off what waits, before any of that takes the place.
 *
 * @returns what `judge` makes of it
 * @throws what `judge` or `send` throws, or an `AbortError`
 */
export async function sendOnce<T>(
	{ send, throttle, clock, concurrency, lane, atScreen }: Way,
	request: ApiRequest,
	expectation: Expectation,
	turn: Pick<RunOptions, 'patienceMs' | 'urgent' | 'signal'>,
	{ judge, onFailure }: Judges<T>,
): Promise<T> {
	const answerTo = async (startedAt: number, pausedMs: number): Promise<Sent> => {
		const answer = await send(request);
		const outcome = classify(answer, expectation, clock.now());
		if (answer.status !== undefined) {
			const headers = readLimitHeaders(answer.headers, clock.now());
			if (outcome.kind === 'throttled') throttle.refused(startedAt, outcome, headers);
			else throttle.accepted(startedAt, headers);
		}
		return { outcome, wasSent: true, heldUpMs: pausedMs + clock.ticks() - startedAt };
	};
	const task = async (startedAt: number, pausedMs: number): Promise<T> => {
		try {
			return judge(await answerTo(startedAt, pausedMs));
		} catch (reason) {
			onFailure?.(reason);
			return await Promise.reject(reason);
		}
	};
	return await throttle
		.run(task, { concurrency, lane, atScreen, ...turn })
		.catch(async (error: unknown) =>
			error instanceof LimitAhead ? judge(turnedAway(error)) : await Promise.reject(error),
		);
}

function turnedAway({ until, cause, heldUpMs }: LimitAhead): Sent {
	const outcome: Throttled = { ...cause, resetAt: until - AFTER_RESET_MS };
	return { outcome, wasSent: false, heldUpMs };
}
