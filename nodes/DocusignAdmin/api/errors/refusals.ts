import type { ApiFailure } from '../../../shared/errors/apiFailure';
import { wordsOf } from '../../../shared/errors/catalogue';
import {
	isRefused,
	outcomeCode,
	outcomeFacts,
	type Attempt,
	type Failed,
	type Refused,
} from '../../../shared/errors/fromOutcome';
import type { ErrorText } from '../../../shared/transport/answers/errorText';
import { createFailure, type AdminFacts, type ErrorCode } from './catalogue';
import { matchCode } from './docusignCodes';
import type { ItemFailure } from './itemFailures';

/** What is known of a request, to say in the user's words what failed. All of it may be shown. */
export interface FailureContext extends AdminFacts {
	/** The scope or scopes that the token certainly lacks. */
	missingScope?: string;
	/** Where the request is one that Docusign refuses as if the credential were at fault: what it says then. */
	whenNotAuthorized?: ErrorCode;
}

/** The failure for an outcome that is no success. */
export function failureFromOutcome(
	outcome: Failed,
	{ method, attempts, waitedMs, ...context }: FailureContext & Attempt,
): ApiFailure {
	const attempt = { method, attempts, waitedMs };
	const code = isRefused(outcome) ? refusalCode(outcome, context) : outcomeCode(outcome, attempt);
	const { facts, extras } = outcomeFacts(outcome, attempt);
	// Of several scopes that are needed, those that are there already need no mention.
	const scope =
		code === 'DOCUSIGN_SCOPE_MISSING' ? (context.missingScope ?? context.scope) : context.scope;
	return createFailure(code, { ...context, ...facts, scope }, extras);
}

/** The failure for an answer of status 200 that reports failures: the first is named, the rest counted. */
export function failureFromItems(
	failures: readonly ItemFailure[],
	context: FailureContext = {},
): ApiFailure {
	const [first] = failures;
	const text = { error: first.error, message: first.description };
	const more = failures.length > 1 ? `, and ${failures.length - 1} more` : '';
	const about = first.id ? `${first.id}: ` : '';
	const said = `${about}${wordsOf(text) ?? ''}${more}`;
	const notAllowed = saysNotAuthorized(text) ? context.whenNotAuthorized : undefined;
	const code = notAllowed ?? matchCode(text) ?? 'DOCUSIGN_ITEMS_FAILED';
	return createFailure(code, { ...context, said }, { status: 200, docusign: text });
}

function refusalCode(outcome: Refused, context: FailureContext): ErrorCode {
	const status = outcome.kind === 'unauthorized' || outcome.kind === 'forbidden';
	const denied = status || saysNotAuthorized(outcome.text);
	const told = subjectOf(matchCode(outcome.text), context);
	const isVague = !told || told === 'DOCUSIGN_TOKEN_REFUSED';
	if (denied && context.missingScope && (isVague || lacksSomeRight(told, outcome.text))) {
		return 'DOCUSIGN_SCOPE_MISSING';
	}
	if (denied && isVague && context.whenNotAuthorized) return context.whenNotAuthorized;
	if (told) return told;
	if (outcome.kind === 'unauthorized') return 'DOCUSIGN_TOKEN_REFUSED';
	if (denied) return 'DOCUSIGN_ACCESS_DENIED';
	return outcome.kind === 'notFound' ? missingSubject(context) : 'DOCUSIGN_VALIDATION_REFUSED';
}

/** "Lacks permissions" is taken for the administrator's right, or for the plan's, which it need not mean. */
const lacksSomeRight = (told: ErrorCode, text: ErrorText): boolean =>
	told === 'DOCUSIGN_PLAN_LACKS' ||
	(told === 'DOCUSIGN_NOT_ORGANIZATION_ADMIN' && !/admin/i.test(wordsOf(text) ?? ''));

/** Docusign's words for what it does not allow, be the token good or not. */
const saysNotAuthorized = ({ error = '', message = '' }: ErrorText): boolean =>
	[error, message].some((text) => /^(?:unauthorized|not[ _]?authorized)\.?$/i.test(text));

/** Where a request is about no user, a membership that is lacking is that of the credential's own user. */
function subjectOf(told: ErrorCode | undefined, { user, email, membership }: FailureContext) {
	const isOwn = told === 'DOCUSIGN_MEMBERSHIP_NOT_FOUND' && !(user ?? email ?? membership);
	return isOwn ? 'DOCUSIGN_ACCESS_DENIED' : told;
}

/** A bare 404 is about the innermost id of the path. */
function missingSubject(context: FailureContext): ErrorCode {
	if (context.record) return 'DOCUSIGN_NOT_FOUND';
	if (context.membership) return 'DOCUSIGN_MEMBERSHIP_NOT_FOUND';
	if (context.user) return 'DOCUSIGN_USER_NOT_FOUND';
	if (context.account) return 'DOCUSIGN_ACCOUNT_NOT_FOUND';
	return context.organization ? 'DOCUSIGN_ORGANIZATION_NOT_FOUND' : 'DOCUSIGN_NOT_FOUND';
}
