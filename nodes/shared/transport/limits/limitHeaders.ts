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
/** One value, or the same again after a comma, as proxies that join headers leave it. */
const NUMBER = /^\s*(\d{1,15}(?:\.\d{1,9})?)\s*(?:,\s*\1\s*)*$/;
/** ISO 8601, which counts as UTC where it names no zone, and the three forms of an HTTP date. */
const ISO_DATE =
	/^\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?\s*$/i;
const HTTP_DATE =
	/^\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )(?:\d\d[ -][a-z]{3}[ -]\d{2,4} [\d:]{8} GMT|[a-z]{3} [ \d]\d [\d:]{8} \d{4})\s*$/i;

/**
 * Reads the limit headers of an answer (header names in lower case).
 *
 * `X-RateLimit-Reset` is recorded as epoch seconds, called the time left by Docusign's blog and a date
 * by CLM's pages; `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3). Either is read in any of
 * these forms and in epoch milliseconds; what is none of them is ignored. Where the answer's `Date`
 * shows that our clock is wrong, points in time are moved to our clock.
 */
export function readLimitHeaders(headers: Record<string, string>, now: number): LimitHeaders {
	const skew = clockSkew(headers.date, now);
	const retryAt = pointInTime(headers['retry-after'], now, skew);
	return {
		limit: count(headers['x-ratelimit-limit']),
		remaining: count(headers['x-ratelimit-remaining']),
		resetAt: pointInTime(headers['x-ratelimit-reset'], now, skew),
		burstLimit: count(headers['x-burstlimit-limit']),
		burstRemaining: count(headers['x-burstlimit-remaining']),
		retryAfterMs: retryAt === undefined ? undefined : Math.max(0, retryAt - now),
	};
}

function count(text: string | undefined): number | undefined {
	const digits = NUMBER.exec(text ?? '');
	return digits ? Number(digits[1]) : undefined;
}

function pointInTime(text: string | undefined, now: number, skew: number): number | undefined {
	const value = count(text);
	if (value === undefined) {
		const date = dateIn(text ?? '');
		return date === undefined || date < skew ? undefined : date - skew;
	}
	if (value >= MILLISECONDS_FROM) return value - skew;
	return value >= EPOCH_FROM ? value * 1000 - skew : now + value * 1000;
}

function dateIn(text: string): number | undefined {
	const iso = ISO_DATE.exec(text);
	if (!iso && !HTTP_DATE.test(text)) return undefined;
	const date = Date.parse(iso ? `${iso[1]}T${iso[2]}${iso[3]?.toUpperCase() ?? 'Z'}` : utc(text));
	return Number.isNaN(date) ? undefined : date;
}

/** The oldest form of an HTTP date, C's asctime, does not say that it is in UTC. */
const utc = (text: string) => (/GMT\s*$/i.test(text) ? text : `${text} GMT`);

function clockSkew(date: string | undefined, now: number): number {
	const skew = Date.parse(date ?? '') - now;
	return Math.abs(skew) > TOLERATED_SKEW_MS ? skew : 0;
}
