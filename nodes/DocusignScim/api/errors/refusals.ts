import { ApiFailure } from '../../../shared/errors/apiFailure';
import { rowOf, type ErrorCode } from '../../../DocusignAdmin/api/errors/catalogue';
import type { FailureContext } from '../../../shared/errors/fromOutcome';
import { scimFailure } from './create';
import type { ScimErrorCode } from './catalogue';
import { NOT_IMPLEMENTED, saidIn, scimTypeOf, withoutMark } from './wire';

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
		[NOT_IMPLEMENTED]: 'DOCUSIGN_SCIM_NOT_OFFERED',
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
};

/** These mean the same here, but their remedy speaks of the Admin API's credential and operations. */
const REMEDIES: Partial<Record<ErrorCode, string>> = {
	DOCUSIGN_UNKNOWN_OUTCOME: 'Look in Docusign whether it was carried out, then run the item again.',
	DOCUSIGN_REDIRECT_REFUSED:
		"Check 'Base URL' in the credential; a proxy with a login page does this too.",
};

const KEPT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'DOCUSIGN_BURST_LIMIT',
	'DOCUSIGN_HOURLY_LIMIT',
	'DOCUSIGN_UNAVAILABLE',
	'DOCUSIGN_NO_ANSWER',
	'DOCUSIGN_CUT_OFF',
	'DOCUSIGN_UNKNOWN_OUTCOME',
	'DOCUSIGN_REDIRECT_REFUSED',
]);

/** A failure of the shared transport in SCIM's words: refusals by `scimType`, else by status. */
export function fromFailure(failure: ApiFailure, context: FailureContext): ApiFailure {
	if (KEPT.has(failure.code)) return inOurWords(failure);
	const { status, traceToken } = failure;
	const scimType = scimTypeOf(failure.docusign?.error);
	const said = saidIn(failure);
	return scimFailure(codeOf(status, scimType, context), context, {
		status: scimType === NOT_IMPLEMENTED ? 501 : status,
		traceToken,
		docusign: scimType === NOT_IMPLEMENTED ? { message: said?.message } : said,
	});
}

function codeOf(
	status: number | undefined,
	scimType: string | undefined,
	context: FailureContext,
): ScimErrorCode {
	const told = BY_SCIM_TYPE.get((scimType ?? '').toLowerCase());
	if (told) return told;
	// Many servers leave the type out: what a create conflicts with is a value that must be unique.
	if (status === 409 && context.method === 'POST' && !scimType) return 'DOCUSIGN_SCIM_UNIQUENESS';
	if (status !== undefined && BY_STATUS[status]) return BY_STATUS[status];
	if (status !== 404) return 'DOCUSIGN_SCIM_REFUSED';
	if (context.user) return 'DOCUSIGN_SCIM_USER_NOT_FOUND';
	return context.group ? 'DOCUSIGN_SCIM_GROUP_NOT_FOUND' : 'DOCUSIGN_SCIM_NO_ENDPOINT';
}

/** The same failure, with the remedy that fits here and with what the server said as it said it. */
function inOurWords(failure: ApiFailure): ApiFailure {
	const { code, message, description } = failure;
	const { remedy } = rowOf(code);
	return new ApiFailure({
		...failure,
		message: withoutMark(message),
		description: withoutMark(description.replace(remedy, () => REMEDIES[code] ?? remedy)),
		docusign: saidIn(failure),
	});
}
