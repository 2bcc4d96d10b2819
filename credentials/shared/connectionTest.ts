import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
} from 'n8n-workflow';
import { explain, type ErrorRow } from './authError';
import { ADMIN_BASE_URL_EXPRESSION } from './hosts';

/**
 * The test behind n8n's credential window: a sign-in, then the list of organizations, which both
 * contracts have. A failed sign-in speaks for itself; these rows are for what comes after it.
 */

export interface ConnectionTestRow extends ErrorRow {
	/** HTTP statuses, or a value in the body of a successful answer. */
	readonly match: { statuses: readonly number[] } | { key: string; value: string | number };
}

export const CONNECTION_TEST_ERRORS: readonly ConnectionTestRow[] = [
	{
		code: 'DOCUSIGN_TEST_TOKEN_REFUSED',
		match: { statuses: [401] },
		cause: 'Docusign issued a token, but its Admin API refuses it (401).',
		remedy:
			"Check that 'Scopes' contains organization_read, that the user is an organization administrator, and that 'Environment' is the one this organization is in.",
	},
	{
		code: 'DOCUSIGN_TEST_FORBIDDEN',
		match: { statuses: [403] },
		cause: 'Docusign issued a token, but does not let it see the organization (403).',
		remedy:
			"Make the user an organization administrator in Docusign Admin, and check that 'Scopes' contains organization_read.",
	},
	{
		code: 'DOCUSIGN_TEST_BAD_REQUEST',
		match: { statuses: [400] },
		cause: 'Docusign issued a token, but its Admin API did not take the request (400).',
		remedy:
			"The usual reason is the account's hourly limit: wait until the next full hour. Otherwise check that 'Admin Base URL' ends in /Management.",
	},
	{
		code: 'DOCUSIGN_TEST_NOT_FOUND',
		match: { statuses: [404, 405] },
		cause: 'Sign-in works, but there is no Admin API at the address given.',
		remedy: "Check 'Admin Base URL': it ends in /Management, without a version.",
	},
	{
		code: 'DOCUSIGN_TEST_THROTTLED',
		match: { statuses: [429] },
		cause: 'Sign-in works, but the account has used up its requests for now (429).',
		remedy: 'Wait some minutes, then test again; the credential itself is in order.',
	},
	{
		code: 'DOCUSIGN_TEST_REDIRECTED',
		match: { statuses: [301, 302, 303, 307, 308] },
		cause: 'The Admin API answered with a redirect, which is not followed, to keep the token safe.',
		remedy: "Check 'Admin Base URL', and any proxy between n8n and Docusign.",
	},
	{
		code: 'DOCUSIGN_TEST_UNAVAILABLE',
		match: { statuses: [500, 502, 503, 504] },
		cause: "Sign-in works, but Docusign's Admin API is not working at the moment.",
		remedy: 'Try again in some minutes; status.docusign.com tells about outages.',
	},
	{
		code: 'DOCUSIGN_TEST_NO_ORGANIZATION',
		match: { key: 'organizations.length', value: 0 },
		cause: 'Sign-in works, but this user administers no organization.',
		remedy:
			"Make the user an organization administrator in Docusign Admin, or enter the API User ID of one in 'User ID'.",
	},
	{
		code: 'DOCUSIGN_TEST_NOT_DOCUSIGN',
		match: { key: '0', value: '<' },
		cause: 'Sign-in works, but a web page answers instead of the Admin API.',
		remedy: "Check 'Admin Base URL', and any proxy between n8n and Docusign.",
	},
];

/** How the API refuses a request that the token may not make. */
const REFUSALS = [400, 401, 403];

/**
 * n8n expression for the statuses that are no failure of the test for an application's token: those of
 * a refusal. Older versions of n8n take the object for a plain yes, and let any status pass.
 */
export const REFUSALS_OF_APPLICATIONS = `={{ $credentials.tokenSubject === "application" ? { ignore: true, except: [${otherStatuses().join(', ')}] } : false }}`;

function otherStatuses(): number[] {
	return CONNECTION_TEST_ERRORS.flatMap(({ match }) =>
		'statuses' in match ? match.statuses.filter((status) => !REFUSALS.includes(status)) : [],
	);
}

/** @param request what differs from one credential type to the next */
export function connectionTest(
	request: Partial<ICredentialTestRequest['request']> = {},
): ICredentialTestRequest {
	return {
		request: {
			baseURL: ADMIN_BASE_URL_EXPRESSION,
			url: '/v2/organizations',
			method: 'GET',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			timeout: 30_000,
			...request,
		},
		// n8n reads both kinds from one list, although its type allows lists of one kind only.
		rules: CONNECTION_TEST_ERRORS.flatMap(toRules) as ICredentialTestRequest['rules'],
	};
}

type Rule = IAuthenticateRuleResponseCode | IAuthenticateRuleResponseSuccessBody;

function toRules(row: ConnectionTestRow): Rule[] {
	const message = explain(row);
	const { match } = row;
	return 'statuses' in match
		? match.statuses.map((value) => ({ type: 'responseCode', properties: { value, message } }))
		: [{ type: 'responseSuccessBody', properties: { ...match, message } }];
}
