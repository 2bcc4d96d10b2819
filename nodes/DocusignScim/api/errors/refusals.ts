import { isObject } from '../../../shared/json';
import type { ApiFailure } from '../../../shared/errors/apiFailure';
import {
	isRefused,
	outcomeCode,
	outcomeFacts,
	type Attempt,
	type Failed,
	type Refused,
} from '../../../shared/errors/fromOutcome';
import { plainText, type ErrorText } from '../../../shared/transport/answers/errorText';
import { ERROR_SCHEMA } from '../records/schemas';
import { scimFailure, type ScimContext, type ScimErrorCode } from './catalogue';

/** Some servers write the types with a capital. */
const BY_SCIM_TYPE = new Map<string, ScimErrorCode>(
	Object.entries({
		invalidFilter: 'DOCUSIGN_SCIM_INVALID_FILTER',
		tooMany: 'DOCUSIGN_SCIM_TOO_MANY',
		uniqueness: 'DOCUSIGN_SCIM_UNIQUENESS',
		mutability: 'DOCUSIGN_SCIM_MUTABILITY',
		invalidSyntax: 'DOCUSIGN_SCIM_INVALID_SYNTAX',
		invalidPath: 'DOCUSIGN_SCIM_INVALID_PATH',
		noTarget: 'DOCUSIGN_SCIM_NO_TARGET',
		invalidValue: 'DOCUSIGN_SCIM_INVALID_VALUE',
		invalidVers: 'DOCUSIGN_SCIM_INVALID_VERSION',
		sensitive: 'DOCUSIGN_SCIM_SENSITIVE',
	} as const).map(([scimType, code]) => [scimType.toLowerCase(), code]),
);

const BY_STATUS: Record<number, ScimErrorCode> = {
	401: 'DOCUSIGN_SCIM_TOKEN_REFUSED',
	403: 'DOCUSIGN_SCIM_ACCESS_DENIED',
	405: 'DOCUSIGN_SCIM_NOT_OFFERED',
	409: 'DOCUSIGN_SCIM_CONFLICT',
	412: 'DOCUSIGN_SCIM_VERSION_CONFLICT',
	413: 'DOCUSIGN_SCIM_TOO_LARGE',
	428: 'DOCUSIGN_SCIM_VERSION_REQUIRED',
	501: 'DOCUSIGN_SCIM_NOT_OFFERED',
};

/** Servers that lack an operation say so with 501, which no repeat changes (RFC 7644 section 3.12). */
export const FINAL_STATUSES = [501] as const;

/** The failure for an outcome that is no success: refusals by `scimType`, else by status. */
export function failureFromOutcome(
	outcome: Failed,
	{ method, attempts, waitedMs, ...context }: ScimContext & Attempt,
): ApiFailure {
	const attempt = { method, attempts, waitedMs };
	const said = 'body' in outcome ? scimErrorIn(outcome) : undefined;
	const { facts, extras } = outcomeFacts(outcome, attempt, said);
	const code = isRefused(outcome)
		? refusalCode(outcome, said?.error, { ...context, method })
		: outcomeCode(outcome, attempt);
	return scimFailure(code, { ...context, ...facts }, extras);
}

/**
 * An error body of SCIM: `{schemas, status, scimType, detail}` (RFC 7644 section 3.12). Undefined where
 * the answer is none.
 */
function scimErrorIn({ body, text }: Pick<Refused, 'body' | 'text'>): ErrorText | undefined {
	if (!isObject(body)) return undefined;
	const { schemas, status, scimType, detail } = body;
	const isScim =
		(Array.isArray(schemas) && schemas.includes(ERROR_SCHEMA)) ||
		typeof scimType === 'string' ||
		(detail !== undefined && status !== undefined);
	if (!isScim) return undefined;
	const { reference } = text;
	return { error: plainText(scimType, 100), message: plainText(detail), reference };
}

function refusalCode(
	{ status }: Refused,
	scimType: string | undefined,
	{ method, user, group }: ScimContext & Pick<Attempt, 'method'>,
): ScimErrorCode {
	const told = BY_SCIM_TYPE.get((scimType ?? '').toLowerCase());
	if (told) return told;
	// Many servers leave the type out: what a create conflicts with is a value that must be unique.
	if (status === 409 && method === 'POST' && !scimType) return 'DOCUSIGN_SCIM_UNIQUENESS';
	if (BY_STATUS[status]) return BY_STATUS[status];
	if (status !== 404) return 'DOCUSIGN_SCIM_REFUSED';
	if (user) return 'DOCUSIGN_SCIM_USER_NOT_FOUND';
	return group ? 'DOCUSIGN_SCIM_GROUP_NOT_FOUND' : 'DOCUSIGN_SCIM_NO_ENDPOINT';
}
