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
import type { ErrorText } from '../../../shared/transport/errorText';
import { createFailure, type AdminFacts, type ErrorCode } from './catalogue';
import { matchCode } from './docusignCodes';
import type { ItemFailure } from './itemFailures';

/** What is known of a request, to say in the user's words what failed. All of it may be shown. */
export interface FailureContext extends AdminFacts {
	/** The scope or scopes that the token certainly lacks. */
	missingScope?: string;
	/** The request changes an e-mail address. */
	changesEmail?: boolean;
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
	const code = matchCode(text) ?? 'DOCUSIGN_ITEMS_FAILED';
	return createFailure(code, { ...context, said }, { status: 200, docusign: text });
}

function refusalCode(outcome: Refused, context: FailureContext): ErrorCode {
	const denied = outcome.kind === 'unauthorized' || outcome.kind === 'forbidden';
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
