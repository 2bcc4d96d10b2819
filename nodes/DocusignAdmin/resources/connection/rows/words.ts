import { ApiFailure } from '../../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../../shared/http';
import type { CheckRow } from '../row';
import type { Survey } from '../survey';

/** Pieces that several rows say. */

type Said = Pick<CheckRow, 'message' | 'remedy' | 'details'>;

export const NOT_SIGNED_IN = 'Not checked, because there is no token.';

/** A scope that is not in the token, and how it gets there. */
export function missingScope(survey: Survey, scope: string): Said {
	const { isOAuth2, isApplication, scopes } = survey;
	const details = { missing_scope: scope };
	if (scopes.includes(scope)) {
		return {
			message: `The connection was made without the scope ${scope}, although 'Scopes' names it now.`,
			remedy: 'Connect the credential again and allow access.',
			details,
		};
	}
	const consent = isOAuth2
		? 'connect the credential again'
		: isApplication
			? 'have an organization administrator consent to it: the credential test gives the link'
			: 'give consent again: the credential test gives the link';
	return {
		message: `The scope ${scope} is not among the credential's scopes.`,
		remedy: `Add ${scope} to 'Scopes' in the credential, then ${consent}.`,
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
