import { ApiFailure } from '../../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../../shared/http';
import type { CheckRow } from '../row';
import type { CredentialFacts } from '../../../api/credential';
import type { Survey } from '../survey';

/** Pieces that several rows say. */

type Said = Pick<CheckRow, 'message' | 'remedy' | 'details'>;

export const NOT_SIGNED_IN = 'Not checked, because there is no token.';

/** "the scope a is", "the scopes a and b are". */
export const scopeNames = (scopes: readonly string[]): string =>
	scopes.length === 1 ? `the scope ${scopes[0]} is` : `the scopes ${scopes.join(' and ')} are`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How a scope that the credential names gets into the token, by the way it signs in. */
export const GRANT_AGAIN = {
	oAuth2: 'Connect the credential again and allow access.',
	jwt: 'Check in Docusign that consent was given for it, and test the credential: that gets a new token, and gives the link for consent where it is missing.',
};

/** Scopes that are not in the token, and how they get there. */
export function missingScopes(survey: CredentialFacts, missing: readonly string[]): Said {
	const { isOAuth2, isApplication, scopes } = survey;
	const details = { missing_scope: missing.join(' ') };
	const unasked = missing.filter((scope) => !scopes.includes(scope));
	if (unasked.length === 0) {
		return {
			message: `${capital(scopeNames(missing))} not in the token, although 'Scopes' names it.`,
			remedy: isOAuth2 ? GRANT_AGAIN.oAuth2 : GRANT_AGAIN.jwt,
			details,
		};
	}
	const consent = isOAuth2
		? 'connect the credential again'
		: isApplication
			? 'have an organization administrator consent to it: the credential test gives the link'
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
		const code = /\((DOCUSIGN_[A-Z0-9_]+)\)$/.exec(failure.message)?.[1];
		return { message: failure.message, details: code ? { code } : undefined };
	}
	const { message, description, code, status, traceToken } = failure;
	const details: JsonObject = {
		code,
		...(status !== undefined && { status }),
		...(traceToken && { trace_token: traceToken }),
	};
	return { message: `${message}.`, remedy: description, details };
}

/** A point in time for people. */
export const utc = (epochMs: number): string =>
	`${new Date(epochMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export const organizationName = ({ organizations, organizationId }: Survey): string => {
	const found = organizations?.find(({ id }) => String(id) === organizationId);
	return typeof found?.name === 'string' ? `"${found.name}"` : `organization ${organizationId}`;
};
