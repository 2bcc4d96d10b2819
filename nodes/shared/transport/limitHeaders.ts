/** What an answer's headers say about limits. Times are epoch milliseconds of our own clock. */
export interface LimitHeaders {
	/** `X-RateLimit-*`: the hourly limit of the account, over all its applications. */
	limit?: number;
	remaining?: number;
	resetAt?: number;
	/** `X-BurstLimit-*`: the limit of a 30-second window. No header names when it ends. */
	burstLimit?: number;
	burstRemaining?: number;
	retryAfterMs?: number;
}

const MILLISECONDS_FROM = 1e11;
const EPOCH_FROM = 1e9;
/** `Date` has a resolution of one second, and an answer travels: less than this is no wrong clock. */
const TOLERATED_SKEW_MS = 5_000;

/**
 * Reads the limit headers of an answer (header names in lower case).
 *
 * `X-RateLimit-Reset` is documented by example as epoch seconds; epoch milliseconds and a number of
 * seconds from now are told apart by size. `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3).
 * Where the answer's `Date` shows that our clock is wrong, points in time are moved to our clock.
 */
export function readLimitHeaders(headers: Record<string, string>, now: number): LimitHeaders {
	const skew = clockSkew(headers.date, now);
	return {
		limit: count(headers['x-ratelimit-limit']),
		remaining: count(headers['x-ratelimit-remaining']),
		resetAt: pointInTime(count(headers['x-ratelimit-reset']), now, skew),
		burstLimit: count(headers['x-burstlimit-limit']),
		burstRemaining: count(headers['x-burstlimit-remaining']),
		retryAfterMs: retryAfter(headers['retry-after'], now, skew),
	};
}

function count(text: string | undefined): number | undefined {
	const digits = /^\s*(\d+(?:\.\d+)?)/.exec(text ?? '');
	return digits ? Number(digits[1]) : undefined;
}

function pointInTime(value: number | undefined, now: number, skew: number): number | undefined {
	if (value === undefined) return undefined;
	if (value >= MILLISECONDS_FROM) return value - skew;
	if (value >= EPOCH_FROM) return value * 1000 - skew;
	return now + value * 1000;
}

function retryAfter(text: string | undefined, now: number, skew: number): number | undefined {
	if (text === undefined) return undefined;
	if (/^\s*\d/.test(text)) return (count(text) ?? 0) * 1000;
	const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - skew - now);
}

function clockSkew(date: string | undefined, now: number): number {
	const skew = Date.parse(date ?? '') - now;
	return Math.abs(skew) > TOLERATED_SKEW_MS ? skew : 0;
}
