import type { HttpMethod } from '../http';
import { mayHaveActed, type Outcome } from '../transport/answers/classify';
import { wordsOf, type Extras } from './catalogue';
import type { MessageFacts } from './messageTemplate';
import { describeReason } from './networkReason';
import type { ANSWER_ROWS } from './rows/answers';
import type { LIMIT_ROWS } from './rows/limits';

/** What a request came to, where that is no success. */
export type Failed = Exclude<Outcome, { kind: 'ok' }>;
/** The server read the request and said no. */
export type Refused = Extract<
	Failed,
	{ kind: 'unauthorized' | 'forbidden' | 'notFound' | 'refused' }
>;

/** How a request was made, as far as its failure depends on it. */
export interface Attempt {
	method: HttpMethod;
	attempts?: number;
	waitedMs?: number;
}

/** What any failure says of the outcome behind it, in whichever words. */
export interface OutcomeFacts {
	facts: MessageFacts;
	extras: Extras;
}

type OutcomeCode = (typeof ANSWER_ROWS | typeof LIMIT_ROWS)[number]['code'];

export const isRefused = (outcome: Failed): outcome is Refused =>
	['unauthorized', 'forbidden', 'notFound', 'refused'].includes(outcome.kind);

/** The code of an outcome that says nothing about the request: a limit, a fault, no answer. */
export function outcomeCode(outcome: Exclude<Failed, Refused>, { method }: Attempt): OutcomeCode {
	const wrote = method !== 'GET';
	switch (outcome.kind) {
		case 'throttled':
			return outcome.limit === 'hourly' ? 'DOCUSIGN_HOURLY_LIMIT' : 'DOCUSIGN_BURST_LIMIT';
		case 'redirected':
			return 'DOCUSIGN_REDIRECT_REFUSED';
		case 'serverError':
			return wrote ? 'DOCUSIGN_UNKNOWN_OUTCOME' : 'DOCUSIGN_UNAVAILABLE';
		default:
			if (outcome.why === 'untrusted') return 'DOCUSIGN_CERTIFICATE_NOT_TRUSTED';
			if (wrote && outcome.sent) return 'DOCUSIGN_UNKNOWN_OUTCOME';
			return outcome.why === 'cutOff' ? 'DOCUSIGN_CUT_OFF' : 'DOCUSIGN_NO_ANSWER';
	}
}

/**
 * What an outcome tells, for the message and the details of the failure.
 *
 * @param said the server's words, where an API reads them in a form of its own
 */
export function outcomeFacts(
	outcome: Failed,
	{ method, attempts, waitedMs }: Attempt,
	said = 'text' in outcome ? outcome.text : undefined,
): OutcomeFacts {
	const { kind, status, traceToken } = outcome;
	return {
		facts: { said: wordsOf(said), ...factsOf(outcome) },
		extras: {
			docusign: said,
			status,
			traceToken,
			unknownOutcome: method !== 'GET' && mayHaveActed(outcome),
			retryAt: kind === 'throttled' ? outcome.resetAt : undefined,
			attempts,
			waitedMs,
		},
	};
}

function factsOf(outcome: Failed): MessageFacts {
	switch (outcome.kind) {
		case 'throttled':
			return { endsAt: outcome.resetAt };
		case 'redirected':
			return { host: outcome.host };
		case 'serverError':
			return { status: outcome.status, reason: `it answered with status ${outcome.status}` };
		case 'unknownOutcome':
			return {
				reason: outcome.why === 'cutOff' ? 'the answer is cut off' : describeReason(outcome.reason),
			};
		default:
			return {};
	}
}
