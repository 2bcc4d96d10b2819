import type { HttpMethod } from '../http';
import type { Outcome } from '../transport/classify';
import type { ErrorText } from '../transport/errorText';
import type { ItemFailure } from '../../DocusignAdmin/api/errors/itemFailures';
import type { ApiFailure } from './apiFailure';
import type { ErrorCode } from '../../DocusignAdmin/api/errors/catalogue';
import { createFailure, wordsOf } from './create';
import { matchCode } from '../../DocusignAdmin/api/errors/matchCode';
import { describeReason } from './reason';
import type { MessageFacts } from './row';

/** What is known of a request, to say in the user's words what failed. All of it may be shown. */
export interface FailureContext extends MessageFacts {
	method?: HttpMethod;
	/** A token without a user, for an operation that needs one. */
	lacksUser?: boolean;
	/** The scope or scopes that the token certainly lacks. */
	missingScope?: string;
	/** The request changes an e-mail address. */
	changesEmail?: boolean;
	attempts?: number;
	waitedMs?: number;
}

type Failed = Exclude<Outcome, { kind: 'ok' }>;

/** The error for an answer that is no success. */
export function failureFromAnswer(outcome: Failed, context: FailureContext = {}): ApiFailure {
	const docusign = 'text' in outcome ? outcome.text : undefined;
	const wrote = context.method !== undefined && context.method !== 'GET';
	const unclear = outcome.kind === 'serverError' || isSent(outcome);
	const code = codeFor(outcome, context, wrote);
	const facts: MessageFacts = { ...context, said: wordsOf(docusign), ...outcomeFacts(outcome) };
	// Of several that are needed, those that are there already need no mention.
	if (code === 'DOCUSIGN_SCOPE_MISSING') facts.scope = context.missingScope ?? context.scope;
	return createFailure(code, facts, {
		docusign,
		status: outcome.status,
		traceToken: outcome.traceToken,
		unknownOutcome: wrote && unclear,
		retryAt: outcome.kind === 'throttled' ? outcome.resetAt : undefined,
		attempts: context.attempts,
		waitedMs: context.waitedMs,
	});
}

/** The error for an answer of status 200 that reports failures: the first is named, the rest counted. */
export function failureFromItems(
	failures: readonly ItemFailure[],
	context: FailureContext = {},
): ApiFailure {
	const [first] = failures;
	const text = { error: first.error, message: first.description };
	const more = failures.length > 1 ? `, and ${failures.length - 1} more` : '';
	const about = first.id ? `${first.id}: ` : '';
	const said = `${about}${wordsOf(text) ?? ''}${more}`;
	const code = matchCode(text) ?? 'DOCUSIGN_ITEMS_FAILED';
	return createFailure(code, { ...context, said }, { status: 200, docusign: text });
}

function codeFor(outcome: Failed, context: FailureContext, wrote: boolean): ErrorCode {
	switch (outcome.kind) {
		case 'throttled':
			return outcome.limit === 'hourly' ? 'DOCUSIGN_HOURLY_LIMIT' : 'DOCUSIGN_BURST_LIMIT';
		case 'redirected':
			return 'DOCUSIGN_REDIRECT_REFUSED';
		case 'serverError':
			return wrote ? 'DOCUSIGN_UNKNOWN_OUTCOME' : 'DOCUSIGN_UNAVAILABLE';
		case 'unknownOutcome':
			if (wrote && outcome.sent) return 'DOCUSIGN_UNKNOWN_OUTCOME';
			return outcome.why === 'cutOff' ? 'DOCUSIGN_CUT_OFF' : 'DOCUSIGN_NO_ANSWER';
		default:
			return refusalCode(outcome, context);
	}
}

function refusalCode(
	outcome: Extract<Failed, { kind: 'unauthorized' | 'forbidden' | 'notFound' | 'refused' }>,
	context: FailureContext,
): ErrorCode {
	const denied = outcome.kind === 'unauthorized' || outcome.kind === 'forbidden';
	if (denied && context.lacksUser) return 'DOCUSIGN_USER_TOKEN_REQUIRED';
	const told = matchCode(outcome.text);
	const isVague = !told || told === 'DOCUSIGN_TOKEN_REFUSED';
	if (denied && context.missingScope && (isVague || lacksSomeRight(told, outcome.text))) {
		return 'DOCUSIGN_SCOPE_MISSING';
	}
	if (denied && context.changesEmail && isVague) {
		return 'DOCUSIGN_EMAIL_DOMAIN_NOT_MANAGED';
	}
	if (told) return told;
	if (outcome.kind === 'unauthorized') return 'DOCUSIGN_TOKEN_REFUSED';
	if (outcome.kind === 'forbidden') return 'DOCUSIGN_ACCESS_DENIED';
	return outcome.kind === 'notFound' ? missingSubject(context) : 'DOCUSIGN_VALIDATION_REFUSED';
}

/** "Lacks permissions" is taken for the administrator's right, which it need not mean. */
const lacksSomeRight = (told: ErrorCode, text: ErrorText): boolean =>
	told === 'DOCUSIGN_NOT_ORGANIZATION_ADMIN' && !/admin/i.test(wordsOf(text) ?? '');

/** A bare 404 is about the innermost id of the path. */
function missingSubject(context: FailureContext): ErrorCode {
	if (context.record) return 'DOCUSIGN_NOT_FOUND';
	if (context.membership) return 'DOCUSIGN_MEMBERSHIP_NOT_FOUND';
	if (context.user) return 'DOCUSIGN_USER_NOT_FOUND';
	if (context.account) return 'DOCUSIGN_ACCOUNT_NOT_FOUND';
	return context.organization ? 'DOCUSIGN_ORGANIZATION_NOT_FOUND' : 'DOCUSIGN_NOT_FOUND';
}

function isSent(outcome: Failed): boolean {
	return outcome.kind === 'unknownOutcome' && outcome.sent;
}

function outcomeFacts(outcome: Failed): MessageFacts {
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
