import { NodeApiError, type INode } from 'n8n-workflow';
import nock from 'nock';

import { parseConsentUrl } from '../../support/consentLink';
import { CONNECTION_TEST_ERRORS } from '../../../../credentials/shared/connectionTest';
import { explain, type ErrorRow } from '../../../../credentials/shared/authError';
import { WORDS_N8N_REPLACES } from '../../../../credentials/shared/messageFilter';
import { OAUTH_ERRORS } from '../../../../credentials/shared/oauth/oauthErrors';
import { FIELD_ROWS, HOST_ROWS, KEY_ROWS } from '../../../../credentials/shared/settingErrors';
import { exchangeToken, type HttpRequest } from '../../../../credentials/shared/jwt/tokenExchange';
import { readJwtSettings } from '../../../../credentials/shared/jwt/jwtSettings';
import { realHelpers } from '../../support/engine';
import { authError, CLIENT_ID, credentialData, REDIRECT_URI, USER_ID } from '../../support/jwt';

const HOST = 'https://account-d.docusign.com';
const clock = { now: Date.now, sleep: async () => await Promise.resolve() };
const { httpRequest } = realHelpers().helpers;

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

async function signInError(changes = {}, request: HttpRequest = httpRequest) {
	const settings = readJwtSettings(credentialData({ environment: 'demo', ...changes }));
	return await authError(async () => await exchangeToken(request, settings, clock));
}

function refuse(error: string, description?: string) {
	nock(HOST).persist().post('/oauth/token').reply(400, { error, error_description: description });
}

const MINUTE = 60_000;

/** @param ahead of the clock here, in ms */
function refuseAt(ahead: number, description: string) {
	const body = { error: 'invalid_grant', error_description: description };
	const date = new Date(Date.now() + ahead).toUTCString();
	nock(HOST).persist().post('/oauth/token').reply(400, body, { Date: date });
}

const invalidGrant = (description?: string) => () => refuse('invalid_grant', description);
const answer = (status: number, body: nock.Body) => () => {
	nock(HOST).persist().post('/oauth/token').reply(status, body);
};
const fail = (code: string) => () => {
	nock(HOST)
		.persist()
		.post('/oauth/token')
		.replyWithError(Object.assign(new Error(`failed ${code}`), { code }));
};

/** Every way to be refused: how it is brought about, the code, and what the message must say. */
const REFUSALS: Array<[what: string, arrange: () => void, code: string, says: string[]]> = [
	[
		'consent_required',
		() => refuse('consent_required'),
		'DOCUSIGN_CONSENT_REQUIRED',
		[USER_ID, 'scope=signature%20impersonation%20organization_read'],
	],
	[
		'no_valid_keys_or_signatures',
		invalidGrant('no_valid_keys_or_signatures'),
		'DOCUSIGN_KEY_NOT_ACCEPTED',
		[CLIENT_ID, 'the demo environment', 'First make sure that the clock', 'Apps and Keys'],
	],
	[
		'the same with a clock that is wrong',
		() => refuseAt(-2 * MINUTE, 'no_valid_keys_or_signatures'),
		'DOCUSIGN_CLOCK_WRONG',
		['The clock here is 2 min ahead of', 'The key pair needs no change'],
	],
	[
		'expired_grant with a clock that is wrong',
		() => refuseAt(90 * MINUTE, 'expired_grant'),
		'DOCUSIGN_CLOCK_WRONG',
		['The clock here is 90 min behind'],
	],
	[
		'the same with a clock that is right',
		() => refuseAt(0, 'no_valid_keys_or_signatures'),
		'DOCUSIGN_KEY_NOT_ACCEPTED',
		['in the demo environment. Paste the private key'],
	],
	[
		'a fault of its own',
		() => refuse('internal_server_error', 'reference 1234'),
		'DOCUSIGN_OAUTH_SERVER_ERROR',
		['internal_server_error: reference 1234', 'Nothing is wrong with the credential'],
	],
	[
		'issuer_not_found',
		invalidGrant('issuer_not_found'),
		'DOCUSIGN_INTEGRATION_KEY_UNKNOWN',
		[CLIENT_ID, 'the demo environment', "'Environment'"],
	],
	[
		'user_not_found',
		invalidGrant('user_not_found'),
		'DOCUSIGN_USER_UNKNOWN',
		[USER_ID, 'the demo environment', 'API User ID'],
	],
	[
		'invalid_subject',
		invalidGrant('invalid_subject'),
		'DOCUSIGN_USER_UNKNOWN',
		[USER_ID, 'not the API Account ID'],
	],
	['expired_grant', invalidGrant('expired_grant'), 'DOCUSIGN_ASSERTION_EXPIRED', ['clock']],
	[
		'unauthorized_client as description',
		invalidGrant('unauthorized_client'),
		'DOCUSIGN_CLIENT_NOT_ALLOWED',
		[CLIENT_ID, 'OAuth2 credential'],
	],
	['invalid_grant alone', invalidGrant(), 'DOCUSIGN_GRANT_REFUSED', ["'Environment'", "'User ID'"]],
	[
		'invalid_grant for a new reason',
		invalidGrant('moon_phase'),
		'DOCUSIGN_GRANT_REFUSED',
		['moon_phase'],
	],
	[
		'invalid_grant in other case',
		() => refuse('Invalid_Grant', 'Issuer_Not_Found'),
		'DOCUSIGN_INTEGRATION_KEY_UNKNOWN',
		[],
	],
	[
		'invalid_scope',
		() => refuse('invalid_scope'),
		'DOCUSIGN_SCOPE_UNKNOWN',
		["'Scopes'", 'permission_read'],
	],
	[
		'unauthorized_client',
		() => refuse('unauthorized_client'),
		'DOCUSIGN_CLIENT_UNAUTHORIZED',
		[CLIENT_ID, 'RSA key pair'],
	],
	['invalid_client', () => refuse('invalid_client'), 'DOCUSIGN_CLIENT_INVALID', [CLIENT_ID]],
	[
		'unsupported_grant_type',
		() => refuse('unsupported_grant_type'),
		'DOCUSIGN_OAUTH_GRANT_UNSUPPORTED',
		['account-d.docusign.com'],
	],
	[
		'an error nobody has seen',
		() => refuse('weather', 'too sunny'),
		'DOCUSIGN_OAUTH_REFUSED',
		['weather: too sunny'],
	],
	[
		'an error in eSignature form',
		answer(400, { errorCode: 'ODD', message: 'Quite odd' }),
		'DOCUSIGN_OAUTH_REFUSED',
		['ODD: Quite odd'],
	],
	[
		'an error with status 200',
		answer(200, { error: 'consent_required' }),
		'DOCUSIGN_CONSENT_REQUIRED',
		[],
	],
	[
		'a redirect',
		answer(302, ''),
		'DOCUSIGN_OAUTH_REDIRECTED',
		['account-d.docusign.com', 'redirect'],
	],
	['429', answer(429, 'Slow down'), 'DOCUSIGN_OAUTH_THROTTLED', ['Wait']],
	[
		'500',
		answer(500, '<html>Oops</html>'),
		'DOCUSIGN_OAUTH_UNAVAILABLE',
		['HTTP 500', 'Try again'],
	],
	[
		'503 with an error name',
		answer(503, { error: 'server_error' }),
		'DOCUSIGN_OAUTH_UNAVAILABLE',
		['server_error'],
	],
	[
		'a page instead of the endpoint',
		answer(404, '<html>Not found</html>'),
		'DOCUSIGN_OAUTH_NOT_DOCUSIGN',
		['HTTP 404', "'OAuth Base URL'"],
	],
	['401 without a reason', answer(401, ''), 'DOCUSIGN_OAUTH_UNAUTHORIZED', ['401', 'twice']],
	['an empty refusal', answer(403, ''), 'DOCUSIGN_OAUTH_NOT_DOCUSIGN', ['HTTP 403']],
	[
		'a page with status 200',
		answer(200, '<html>Welcome</html>'),
		'DOCUSIGN_OAUTH_NO_TOKEN',
		['proxy'],
	],
	[
		'no token',
		answer(200, { token_type: 'Bearer' }),
		'DOCUSIGN_OAUTH_NO_TOKEN',
		['no usable token'],
	],
	['an empty token', answer(200, { access_token: '' }), 'DOCUSIGN_OAUTH_NO_TOKEN', []],
	[
		'a token that is no text',
		answer(200, { access_token: { a: 1 } }),
		'DOCUSIGN_OAUTH_NO_TOKEN',
		[],
	],
	[
		'a token that would forge headers',
		answer(200, { access_token: 'a\r\nX: y' }),
		'DOCUSIGN_OAUTH_NO_TOKEN',
		[],
	],
	['cut-off JSON', answer(200, '{"access_token":"tok'), 'DOCUSIGN_OAUTH_NO_TOKEN', []],
	[
		'an unknown host',
		fail('ENOTFOUND'),
		'DOCUSIGN_OAUTH_HOST_UNKNOWN',
		['account-d.docusign.com', 'DNS'],
	],
	['DNS that does not answer', fail('EAI_AGAIN'), 'DOCUSIGN_OAUTH_HOST_UNKNOWN', []],
	['a closed port', fail('ECONNREFUSED'), 'DOCUSIGN_OAUTH_REFUSED_CONNECTION', ['port']],
	['silence', fail('ETIMEDOUT'), 'DOCUSIGN_OAUTH_TIMEOUT', ['in time']],
	['a time limit for all of it', fail('ERR_CANCELED'), 'DOCUSIGN_OAUTH_TIMEOUT', []],
	['a time limit', fail('ECONNABORTED'), 'DOCUSIGN_OAUTH_TIMEOUT', []],
	[
		'a self-signed certificate',
		fail('DEPTH_ZERO_SELF_SIGNED_CERT'),
		'DOCUSIGN_OAUTH_TLS',
		['certificate'],
	],
	['an expired certificate', fail('CERT_HAS_EXPIRED'), 'DOCUSIGN_OAUTH_TLS', []],
	['an unknown issuer', fail('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'DOCUSIGN_OAUTH_TLS', []],
	['a broken connection', fail('ECONNRESET'), 'DOCUSIGN_OAUTH_NO_CONNECTION', ['broke off']],
];

describe('a refused sign-in', () => {
	it.each(REFUSALS)('says what to do about %s', async (_, arrange, code, says) => {
		arrange();
		const error = await signInError();
		expect(error.docusignCode).toBe(code);
		for (const words of [...says, `(${code})`]) expect(error.message).toContain(words);
		expect(error.message).not.toMatch(/[{}]|undefined|NaN|null/);
	});

	it('names the scopes that Docusign does not document', async () => {
		refuse('invalid_scope');
		const { message } = await signInError({ requestedScopes: 'signature users_read user_write' });
		expect(message).toContain('Not documented: users_read.');
	});

	it('says so when the credential allows other domains only', async () => {
		const { docusignCode, message } = await signInError({}, async (options) => {
			return await httpRequest({ ...options, allowedDomains: 'api.example.com' });
		});
		expect(docusignCode).toBe('DOCUSIGN_OAUTH_DOMAIN_NOT_ALLOWED');
		expect(message).toContain("Add account-d.docusign.com and the Admin API's host");
	});

	it("says so when n8n's own protection blocks the host", async () => {
		const { docusignCode } = await signInError({}, async () => {
			throw new Error('The request was blocked because it resolves to a restricted IP address');
		});
		expect(docusignCode).toBe('DOCUSIGN_OAUTH_BLOCKED');
	});

	it('is explained by every row of the table', () => {
		const tested = REFUSALS.map(([, , code]) => code);
		tested.push('DOCUSIGN_OAUTH_DOMAIN_NOT_ALLOWED', 'DOCUSIGN_OAUTH_BLOCKED');
		expect(new Set(tested)).toEqual(new Set(OAUTH_ERRORS.map(({ code }) => code)));
	});
});

describe('missing consent', () => {
	const linksIn = (message: string) =>
		(message.match(/https:\/\/\S+\/oauth\/auth\S+/g) ?? []).map(parseConsentUrl);

	it('comes with the link of the right host, app, redirect URI and scopes', async () => {
		refuse('consent_required');
		const expected = {
			oauthBaseUrl: HOST,
			integrationKey: CLIENT_ID,
			redirectUri: REDIRECT_URI,
			responseType: 'code',
			scopes: ['user_read', 'impersonation'],
		};
		const { message } = await signInError({ requestedScopes: 'user_read' });
		expect(linksIn(message)).toEqual([{ ...expected, kind: 'individual' }]);
	});

	it('of an application token is for an administrator to give', async () => {
		refuse('consent_required');
		const { message } = await signInError({ tokenSubject: 'application' });
		expect(linksIn(message)).toEqual([
			expect.objectContaining({
				kind: 'organization',
				scopes: ['organization_read'],
			}),
		]);
		expect(message).toContain('As an organization administrator, open');
	});

	it('keeps its links when an address in them holds a word that n8n acts upon', async () => {
		refuse('consent_required');
		const redirectUri = 'https://n8n.example.com/deviceaccess/preexisting';
		const error = await signInError({ redirectUri });
		const shown = new NodeApiError(node, error as unknown as { message: string });
		expect(shown.message).toBe(error.message);
		expect(linksIn(shown.message).map((link) => link.redirectUri)).toEqual([redirectUri]);
	});

	it('is told in three short lines, with the one link', async () => {
		for (const tokenSubject of ['user', 'application']) {
			refuse('consent_required');
			const { message } = await signInError({ tokenSubject });
			const [title, ...lines] = message.split('\n');
			expect(title).toBe('Docusign has no consent for this credential yet.');
			expect(lines).toHaveLength(2);
			expect(linksIn(message)).toHaveLength(1);
			for (const line of lines) {
				expect(line.replace(/http\S+/, '').length).toBeLessThanOrEqual(170);
			}
		}
	});
});

const node = { type: 'n8n-nodes-base.noOp', name: 'Temp-Node' } as INode;

const ALL_ROWS: ErrorRow[] = [
	...Object.values(HOST_ROWS),
	...Object.values(FIELD_ROWS),
	...Object.values(KEY_ROWS),
	...OAUTH_ERRORS,
	...CONNECTION_TEST_ERRORS,
];

describe('the tables of messages', () => {
	it('give every code to one row only', () => {
		const codes = ALL_ROWS.map(({ code }) => code);
		expect(codes).toEqual([...new Set(codes)]);
	});

	it.each(ALL_ROWS.map((row) => [row.code, row] as const))(
		'tell cause and remedy of %s in sentences that n8n shows as they are',
		(code, row) => {
			expect(code).toMatch(/^DOCUSIGN(_[A-Z0-9]+)+$/);
			expect(row.cause).toMatch(/[.}]$/);
			expect(row.remedy).toMatch(/[.}]$/);
			const written = `${row.cause} ${row.remedy} ${code}`.toUpperCase();
			expect(WORDS_N8N_REPLACES.filter((word) => written.includes(word))).toEqual([]);
			const message = explain(row, { answer: 'preexisting: read ECONNRESET' });
			expect(new NodeApiError(node, new Error(message) as never).message).toBe(message);
		},
	);
});
