import type { Deadline } from '../../transport/call';
import { systemClock } from '../clock';

/** How long one request may take where nobody says, its sign-in included, in ms. */
const USUAL_LIMIT_MS = 60_000;
/** The same of one that a whole file comes by, which may be of any size. */
const FILE_LIMIT_MS = 600_000;
/** Timers of Node fire at once when they are set for longer. */
const LONGEST_LIMIT_MS = 2 ** 31 - 1;

export interface TimeAsked {
	/** The `Timeout` of n8n's own request options, in ms, where it was filled in. */
	timeout?: unknown;
	/** How long all that is asked through the client may take together from now on, in ms. */
	withinMs?: number;
}

export interface TimeLimits {
	/** How long a request that leaves now may take, in ms: a whole number, at least 1. */
	ofRequest(): number;
	/** The same where the answer is a file. */
	ofFile(): number;
	/** When the time for all of them is up. */
	deadline?: Deadline;
}

/** The time that requests of a client may take: each by itself, and all together where that is bounded. */
export function timeLimits({ timeout, withinMs }: TimeAsked): TimeLimits {
	const asked = Number(timeout);
	const each = (usual: number) => Math.min(asked > 0 ? asked : usual, LONGEST_LIMIT_MS);
	const whole = (ms: number) => Math.max(1, Math.ceil(ms));
	const at = withinMs === undefined ? Infinity : systemClock.ticks() + withinMs;
	const limit = (usual: number) => whole(Math.min(each(usual), at - systemClock.ticks()));
	const limits = { ofRequest: () => limit(USUAL_LIMIT_MS), ofFile: () => limit(FILE_LIMIT_MS) };
	if (withinMs === undefined) return limits;
	const signal = AbortSignal.timeout(whole(Math.min(withinMs, LONGEST_LIMIT_MS)));
	return { ...limits, deadline: { at, signal } };
}
