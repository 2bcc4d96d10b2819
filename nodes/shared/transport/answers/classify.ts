import { isUntrusted } from '../../errors/networkReason';
import type { Answer, ApiResponse, HttpMethod } from '../../http';
import { plainText, readErrorText, type ErrorText } from './errorText';
import { readLimitHeaders } from '../limits/limitHeaders';

interface Refusal {
	status: number;
	text: ErrorText;
	/** As the server gave it, for whoever reads errors of a form of its own; never to be shown. */
	body?: unknown;
	traceToken?: string;
}

/** Refused by a limit, so the server did not act. `resetAt` in epoch ms. */
export interface Throttled extends Refusal {
	kind: 'throttled';
	limit: 'burst' | 'hourly' | 'unknown';
	resetAt?: number;
	retryAfterMs?: number;
}

/** No usable answer: whether the server acted is not known, unless `sent` is false. */
export interface UnknownOutcome {
	kind: 'unknownOutcome';
	/** `untrusted`: the server's certificate is not trusted here. */
	why: 'noAnswer' | 'cutOff' | 'untrusted';
	sent: boolean;
	reason?: string;
	status?: number;
	traceToken?: string;
}

export type Outcome =
	| { kind: 'ok'; response: ApiResponse }
	| Throttled
	| (Refusal & { kind: 'unauthorized' | 'forbidden' | 'notFound' | 'refused' })
	| (Refusal & { kind: 'redirected'; host?: string })
	| (Refusal & { kind: 'serverError'; retryAfterMs?: number })
	| UnknownOutcome;

export interface Expectation {
	method: HttpMethod;
	/** What a success carries; a text where JSON was promised is JSON cut short, or a page of HTML. */
	expects?: 'json' | 'text';
	/** Statuses that stay the same however often the request is sent, such as 501. */
	final?: readonly number[];
}

const LIMIT_WORDS = /_LIMIT_EXCEEDED|maximum number of (?:hourly|burst) API invocations/i;
/** Limits of the plan, on what an account may have: no waiting lifts them. */
const PLAN_LIMIT =
	/(?:^|[^a-z])(?:users?|seats?|members?|memberships?|groups?|accounts?|licen[cs]es?|profiles?|domains?|organizations?)_LIMIT_EXCEEDED/i;
/** A fault of the server, whatever status it gives it: Docusign's sign-in names one so. */
const FAULT_CODE = /^(?:internal_?server_?error|server_error|temporarily_unavailable)$/i;
/** Burst windows last 30 seconds: a reset further away than this belongs to the hourly limit. */
const LONGEST_BURST_RESET_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Says what an answer means, whatever form it came in. Docusign throttles with 429 and with 400 and a
 * code ending in `_LIMIT_EXCEEDED`, in mixed case.
 */
export function classify(answer: Answer, expectation: Expectation, now: number): Outcome {
	if (answer.status === undefined) {
		const untrusted = isUntrusted(answer.reason);
		return {
			kind: 'unknownOutcome',
			why: untrusted ? 'untrusted' : 'noAnswer',
			sent: !untrusted && (answer.sent ?? true),
			reason: plainText(answer.reason),
		};
	}
	const { status } = answer;
	const traceToken = plainText(answer.headers['x-docusign-tracetoken'], 100);
	if (status >= 200 && status < 300) return success(answer, expectation, traceToken);

	const { body } = answer;
	const refusal: Refusal = { status, text: readErrorText(body), body, traceToken };
	if (expectation.final?.includes(status)) return { kind: 'refused', ...refusal };
	if (status >= 300 && status < 400) {
		return { kind: 'redirected', ...refusal, host: hostOf(answer.headers.location) };
	}
	const isFault = status >= 500 || status < 200 || status === 408;
	if (isFault || FAULT_CODE.test(refusal.text.error ?? '')) {
		const { retryAfterMs } = readLimitHeaders(answer.headers, now);
		return { kind: 'serverError', ...refusal, retryAfterMs };
	}
	if (status === 429 || (status !== 401 && isLimit(refusal.text))) {
		return throttled(refusal, answer, now);
	}
	return { kind: refusalKind(status), ...refusal };
}

/** Whether the server may have carried out a request for all that came of it. */
export const mayHaveActed = (outcome: Outcome): boolean =>
	outcome.kind === 'serverError' || (outcome.kind === 'unknownOutcome' && outcome.sent);

function success(
	response: ApiResponse,
	{ method, expects = 'json' }: Expectation,
	traceToken: string | undefined,
): Outcome {
	const { body, status } = response;
	const empty = body === undefined || body === null || body === '';
	const promised = expects === 'json' && (method === 'GET' ? status !== 204 : !empty);
	if (promised && (empty || typeof body === 'string')) {
		return { kind: 'unknownOutcome', why: 'cutOff', sent: true, status, traceToken };
	}
	return { kind: 'ok', response };
}

function refusalKind(status: number): 'unauthorized' | 'forbidden' | 'notFound' | 'refused' {
	if (status === 401) return 'unauthorized';
	if (status === 403) return 'forbidden';
	return status === 404 ? 'notFound' : 'refused';
}

function isLimit({ error = '', message = '' }: ErrorText): boolean {
	return [error, message].some((text) => LIMIT_WORDS.test(text) && !PLAN_LIMIT.test(text));
}

function throttled(refusal: Refusal, answer: ApiResponse, now: number): Throttled {
	const { remaining, resetAt, retryAfterMs } = readLimitHeaders(answer.headers, now);
	const far = resetAt !== undefined && resetAt - now > LONGEST_BURST_RESET_MS;
	const hourLeft = remaining !== undefined && remaining > 0;
	const limit = limitKind(refusal.text, hourLeft, far);
	const notOurs = limit === 'burst' && (hourLeft || far);
	const known = notOurs ? undefined : resetAt;
	const silent = limit === 'hourly' && known === undefined && retryAfterMs === undefined;
	return {
		kind: 'throttled',
		...refusal,
		limit,
		resetAt: silent ? nextHour(now) : known,
		retryAfterMs,
	};
}

/**
 * Docusign's hourly limit ends at the top of the hour (developers.docusign.com, Admin API rules and
 * limits): older n8n versions hide the header that says so.
 */
const nextHour = (now: number) => (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;

function limitKind({ error = '', message = '' }: ErrorText, hourLeft: boolean, far: boolean) {
	const words = `${error} ${message}`;
	if (/burst/i.test(words)) return 'burst';
	if (/hour/i.test(words)) return 'hourly';
	if (hourLeft) return 'burst';
	return far ? 'hourly' : 'unknown';
}

function hostOf(location: string | undefined): string | undefined {
	const host = /^(?:https?:)?\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(location ?? '');
	return plainText(host?.[1], 100);
}
