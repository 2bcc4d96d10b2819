import type { OperationId } from '../api/contract';
import type { CredentialFacts } from '../api/credential';
import { canonicalId } from '../api/ids';
import type { JsonObject } from '../../shared/http';
import { ApiFailure } from '../../shared/errors/apiFailure';
import { signInText } from '../../shared/n8n/requests/signInText';
import { failed, type CheckResult, type Said } from './checkResult';
import type { Findings } from './probeAll';

/** What several checks say. */

/** "the scope a is", "the scopes a and b are". */
export const scopeNames = (scopes: readonly string[]): string =>
	scopes.length === 1 ? `the scope ${scopes[0]} is` : `the scopes ${scopes.join(' and ')} are`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How a scope that the credential names gets into the token, by the way it signs in. */
export const grantAgain = ({ isOAuth2 }: CredentialFacts): string =>
	isOAuth2
		? 'Connect the credential again and allow access.'
		: 'Check in Docusign that consent was given for it, and test the credential: that gets a new token, and gives the link for consent where it is missing.';

/** Scopes that are not in the token, and how they get there. */
export function missingScopes(found: CredentialFacts, missing: readonly string[]): Said {
	const { isOAuth2, isApplication, scopes } = found;
	const details = { missing_scope: missing.join(' ') };
	const unasked = missing.filter((scope) => !scopes.includes(scope));
	if (unasked.length === 0) {
		return {
			message: `${capital(scopeNames(missing))} not in the token, although 'Scopes' names it.`,
			remedy: grantAgain(found),
			details,
		};
	}
	const consent = isOAuth2
		? 'connect the credential again'
		: isApplication
			? 'have an organization administrator authorize the app with it under Docusign Admin > Connected Apps'
			: 'give consent again: the credential test gives the link';
	return {
		message: `${capital(scopeNames(unasked))} not among the credential's scopes.`,
		remedy: `Add ${unasked.join(' ')} to 'Scopes' in the credential, then ${consent}.`,
		details,
	};
}

/** What a failed request said. */
export function failureText(failure: Error): Said {
	if (!(failure instanceof ApiFailure)) {
		const { code, message, remedy } = signInText(failure.message);
		return {
			message: remedy === undefined ? message : `${message}.`,
			remedy,
			details: code ? { code } : undefined,
		};
	}
	const { message, description, code, status, traceToken } = failure;
	const details = { code, status, trace_token: traceToken };
	return { message: `${message}.`, remedy: description, details };
}

/** What a read that was tried failed with; undefined where it did not. */
export function refusalOf({ tried }: Findings, api: OperationId): CheckResult | undefined {
	const read = tried.get(api);
	return read && 'failure' in read ? failed(failureText(read.failure)) : undefined;
}

/** A point in time for people. */
export const utc = (epochMs: number): string =>
	`${new Date(epochMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** No more than one reads. */
const MOST_NAMES = 5;

/** Names in a row: "a, b, c, d, e and 3 more". */
export function some(names: readonly string[]): string {
	const shown = names.slice(0, MOST_NAMES).join(', ');
	return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

/** Whether a record is the organization's, however the server writes its ID. One that nobody knows is none. */
export const isOrganization =
	(organizationId: string | undefined) =>
	({ id }: JsonObject): boolean =>
		organizationId !== undefined && canonicalId(String(id)) === canonicalId(organizationId);

export const organizationName = ({ organizations, organizationId }: Findings): string => {
	const found = organizations?.find(isOrganization(organizationId));
	return typeof found?.name === 'string' ? `"${found.name}"` : `organization ${organizationId}`;
};
