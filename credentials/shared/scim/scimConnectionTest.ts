import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
} from 'n8n-workflow';
import { explain, type ErrorRow } from '../authError';
import { REACH_FIRST } from './scimReach';
import { SCIM_BASE_URL_EXPRESSION } from './scimSettings';

/**
 * The test behind n8n's credential window: the server's own description, which every SCIM server has
 * (RFC 7644 section 4). What is wrong with the fields is told before; these rows are for the answer.
 */

export interface ScimTestRow extends ErrorRow {
	/** HTTP statuses; left out: a successful answer that is none of SCIM. */
	readonly statuses?: readonly number[];
}

export const SCIM_TEST_ERRORS: readonly ScimTestRow[] = [
	{
		code: 'DOCUSIGN_SCIM_TEST_TOKEN_REFUSED',
		statuses: [401],
		cause: 'The SCIM server does not accept the token (401).',
		remedy:
			'Create a new SCIM token where provisioning is set up in Docusign and enter it here. An OAuth access token does not work, whatever its scopes; and a token of the developer environment does not work in production.',
	},
	{
		code: 'DOCUSIGN_SCIM_TEST_FORBIDDEN',
		statuses: [403],
		cause: 'The SCIM server knows the token but does not let it in (403).',
		remedy: 'Check in Docusign that SCIM provisioning is switched on and part of your plan.',
	},
	{
		code: 'DOCUSIGN_SCIM_TEST_NOT_FOUND',
		statuses: [404, 405, 501],
		cause: 'There is no SCIM server at the address given.',
		remedy: "Check 'Base URL': it ends where /Users begins, for Docusign in /scim/v2.",
	},
	{
		code: 'DOCUSIGN_SCIM_TEST_BAD_REQUEST',
		statuses: [400],
		cause: 'The server did not take the request (400).',
		remedy:
			"Check 'Base URL'. If it is right, the account's limit of requests may be used up: wait until the next full hour.",
	},
	{
		code: 'DOCUSIGN_SCIM_TEST_THROTTLED',
		statuses: [429],
		cause: 'The account has used up its requests for now (429).',
		remedy: 'Wait some minutes, then test again.',
	},
	{
		code: 'DOCUSIGN_SCIM_TEST_REDIRECTED',
		statuses: [301, 302, 303, 307, 308],
		cause: 'The server answered with a redirect, which is not followed, to keep the token safe.',
		remedy: "Check 'Base URL', and any proxy between n8n and Docusign.",
	},
	{
		code: 'DOCUSIGN_SCIM_TEST_UNAVAILABLE',
		statuses: [500, 502, 503, 504],
		cause: 'The SCIM server is not working at the moment.',
		remedy: 'Try again in some minutes; status.docusign.com tells about outages.',
	},
	{
		code: 'DOCUSIGN_SCIM_TEST_NOT_SCIM',
		cause: 'Something answers at this address, but it is no SCIM server.',
		remedy:
			"Check 'Base URL': https://account.docusign.com/scim/v2 is Docusign's. A proxy with a login page answers like this too.",
	},
];

export const scimConnectionTest: ICredentialTestRequest = {
	request: {
		baseURL: SCIM_BASE_URL_EXPRESSION,
		url: '/ServiceProviderConfig',
		method: 'GET',
		headers: { Accept: 'application/scim+json, application/json;q=0.9', [REACH_FIRST]: 'yes' },
		disableFollowRedirect: true,
		timeout: 30_000,
	},
	// n8n reads both kinds from one list, although its type allows lists of one kind only.
	rules: SCIM_TEST_ERRORS.flatMap(toRules) as ICredentialTestRequest['rules'],
};

type Rule = IAuthenticateRuleResponseCode | IAuthenticateRuleResponseSuccessBody;

function toRules(row: ScimTestRow): Rule[] {
	const message = explain(row);
	// Every resource and message of SCIM names its schemas.
	if (!row.statuses) {
		const properties = { key: 'schemas', value: undefined, message };
		return [{ type: 'responseSuccessBody', properties }];
	}
	return row.statuses.map((value) => ({ type: 'responseCode', properties: { value, message } }));
}
