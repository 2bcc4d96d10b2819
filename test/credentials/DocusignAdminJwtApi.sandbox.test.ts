import { adminConsentUrl } from '../../credentials/shared/oauth/consent';
import { parseConsentUrl } from './support/consentLink';
import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { startSandbox, type JwtCredential, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { testCredential } from './support/credentialWindow';
import { emptyNode } from './support/engine';
import { authError, generateRsaKey } from './support/jwt';

const HOUR = 3_600_000;
const NOBODY = '00000000-0000-4000-8000-000000000000';

const type = new DocusignAdminJwtApi();
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset({ lackOfRightsStatus: 403 });
	sandbox.requests.length = 0;
	sandbox.clock.advance(Date.now() - sandbox.clock.now());
});
afterAll(async () => await sandbox.close());

const data = (changes: Partial<JwtCredential> = {}) =>
	({ ...sandbox.credential(changes), accessToken: '' }) as ICredentialDataDecryptedObject;
const test = async (changes: Partial<JwtCredential> = {}) =>
	await testCredential(type, data(changes));
const tokenRequests = () => sandbox.requests.filter(({ path }) => path === '/oauth/token').length;

/** An active user of the organization who is not its administrator, with consent for the app. */
function ordinaryUser(): string {
	const [organization] = sandbox.state.organizations.values();
	const user = [...sandbox.state.users.values()].find(
		({ id, status, organizationId }) =>
			status === 'active' && organizationId === organization.id && !organization.adminIds.has(id),
	)!;
	const { integrationKey, requestedScopes: scopes } = sandbox.credential();
	sandbox.state.oauth.grantConsent(integrationKey, user.id, scopes.split(' '));
	return user.id;
}

describe('a credential that is right', () => {
	it.each<Partial<JwtCredential>>([
		{},
		{ apiContract: 'cursor' },
		{ tokenSubject: 'application' },
		{ tokenSubject: 'application', apiContract: 'cursor' },
	])('passes its test: %j', async (changes) => {
		expect(await test(changes)).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('passes its test when the token is for an application and the scopes are the usual ones', async () => {
		const { requestedScopes: scopes } = sandbox.credential();
		expect(await test({ tokenSubject: 'application', requestedScopes: scopes })).toMatchObject({
			status: 'OK',
		});
	});
});

describe('a credential that is wrong', () => {
	const forgetConsent = () => {
		const { integrationKey } = sandbox.apps.user;
		sandbox.state.oauth.revokeConsent(integrationKey);
	};
	const closeUser = () => {
		sandbox.state.users.get(sandbox.credential().userId)!.status = 'closed';
	};
	const fault = (action: Parameters<Sandbox['faults']['add']>[0]['do']) => () => {
		sandbox.faults.add({ match: { path: '/oauth/token', times: Infinity }, do: action });
	};
	const nothing = () => undefined;
	type Changes = () => Partial<JwtCredential>;
	const asItIs: Changes = () => ({});

	it.each<[what: string, arrange: () => void, changes: Changes, code: string, says: string]>([
		[
			'consent was never given',
			forgetConsent,
			asItIs,
			'DOCUSIGN_CONSENT_REQUIRED',
			'/oauth/auth?response_type=code&scope=signature%20impersonation%20',
		],
		[
			'consent lacks a scope',
			nothing,
			() => ({ requestedScopes: 'signature email' }),
			'DOCUSIGN_CONSENT_REQUIRED',
			'scope=signature%20email%20impersonation',
		],
		[
			'an application has no consent',
			() => sandbox.state.oauth.revokeConsent(sandbox.apps.application.integrationKey),
			() => ({ tokenSubject: 'application' }),
			'DOCUSIGN_CONSENT_REQUIRED',
			'admin_consent_scope=',
		],
		[
			'the key is another one',
			nothing,
			() => ({ privateKey: generateRsaKey().pkcs1 }),
			'DOCUSIGN_KEY_NOT_ACCEPTED',
			'key pair',
		],
		[
			'the integration key is unknown',
			nothing,
			() => ({ integrationKey: NOBODY }),
			'DOCUSIGN_INTEGRATION_KEY_UNKNOWN',
			"'Environment'",
		],
		[
			'the environment is another one',
			nothing,
			() => ({ oauthBaseUrl: sandbox.url.replace('127.0.0.1', 'localhost') }),
			'DOCUSIGN_INTEGRATION_KEY_UNKNOWN',
			"'Environment'",
		],
		[
			'the user is unknown',
			nothing,
			() => ({ userId: NOBODY }),
			'DOCUSIGN_USER_UNKNOWN',
			'API User ID',
		],
		[
			'the user ID is the account ID',
			nothing,
			() => ({ userId: [...sandbox.state.accounts.keys()][0] }),
			'DOCUSIGN_USER_UNKNOWN',
			'API Account ID',
		],
		['the user is closed', closeUser, asItIs, 'DOCUSIGN_USER_UNKNOWN', 'already closed'],
		[
			'the clock here is late',
			() => sandbox.clock.advance(2 * HOUR),
			asItIs,
			'DOCUSIGN_CLOCK_WRONG',
			"behind Docusign's",
		],
		[
			'the clock here is early',
			() => sandbox.clock.advance(-2 * HOUR),
			asItIs,
			'DOCUSIGN_CLOCK_WRONG',
			"ahead of Docusign's",
		],
		[
			'a scope is misspelled',
			nothing,
			() => ({ requestedScopes: 'signature users_read' }),
			'DOCUSIGN_SCOPE_UNKNOWN',
			'Not documented: users_read',
		],
		[
			'the client is not allowed',
			fault({
				type: 'respond',
				status: 400,
				body: { error: 'invalid_grant', error_description: 'unauthorized_client' },
			}),
			asItIs,
			'DOCUSIGN_CLIENT_NOT_ALLOWED',
			'RSA key pair',
		],
		[
			'a redirect comes',
			fault({ type: 'redirect', location: 'https://elsewhere.example.com/' }),
			asItIs,
			'DOCUSIGN_OAUTH_REDIRECTED',
			'proxy',
		],
		[
			'the connection breaks off',
			fault({ type: 'drop', when: 'before' }),
			asItIs,
			'DOCUSIGN_OAUTH_NO_CONNECTION',
			'broke off',
		],
		[
			'the answer is cut off',
			fault({ type: 'cutJson' }),
			asItIs,
			'DOCUSIGN_OAUTH_NO_TOKEN',
			'no usable token',
		],
		['a proxy answers', fault({ type: 'html' }), asItIs, 'DOCUSIGN_OAUTH_UNAVAILABLE', 'Try again'],
		[
			'a page answers',
			fault({ type: 'html', status: 200 }),
			asItIs,
			'DOCUSIGN_OAUTH_NO_TOKEN',
			'proxy',
		],
		['nothing is answered', fault({ type: 'empty' }), asItIs, 'DOCUSIGN_OAUTH_NO_TOKEN', ''],
		[
			'organization_read is missing',
			nothing,
			() => ({ requestedScopes: 'signature impersonation user_read' }),
			'DOCUSIGN_TEST_FORBIDDEN',
			'organization_read',
		],
		[
			'organization_read is missing, told as 401',
			() => sandbox.configure({ lackOfRightsStatus: 401 }),
			() => ({ requestedScopes: 'signature impersonation user_read' }),
			'DOCUSIGN_TEST_TOKEN_REFUSED',
			'organization_read',
		],
		[
			'the API is elsewhere',
			nothing,
			() => ({ adminBaseUrl: `${sandbox.url}/Elsewhere` }),
			'DOCUSIGN_TEST_NOT_FOUND',
			"'Admin Base URL'",
		],
		[
			'nobody knows the host of the API',
			nothing,
			() => ({ adminBaseUrl: 'https://api.invalid/Management' }),
			'DOCUSIGN_TEST_HOST_UNKNOWN',
			"The name api.invalid could not be resolved from the computer n8n runs on. Check the spelling of 'Environment' and 'Admin Base URL'",
		],
	])('is told what to do when %s', async (_, arrange, changes, code, says) => {
		arrange();
		const { status, message } = await test(changes());
		expect(status).toBe('Error');
		expect(message).toContain(`(${code})`);
		expect(message).toContain(says);
	});

	it('is told that its user is no administrator', async () => {
		const { status, message } = await test({ userId: ordinaryUser() });
		expect(status).toBe('Error');
		expect(message).toMatch(/organization administrator/);
	});
});

describe('the consent link', () => {
	/** A browser that keeps cookies, stays on this host, and presses the buttons it is told to. */
	async function consentInBrowser(link: string, email: string): Promise<URL> {
		let cookie = '';
		const open = async (url: string, form?: Record<string, string>) => {
			const response = await fetch(new URL(url, sandbox.url), {
				method: form ? 'POST' : 'GET',
				body: form && new URLSearchParams(form),
				headers: { cookie },
				redirect: 'manual',
			});
			cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
			return { location: response.headers.get('location') ?? '', page: await response.text() };
		};
		const action = (page: string) => /action="([^"]+)"/.exec(page)![1].replace(/&amp;/g, '&');

		const login = await open(link);
		const loggedIn = await open(action(login.page), { email });
		const consent = await open(loggedIn.location);
		const { location } = await open(action(consent.page), { decision: 'allow' });
		return new URL(location);
	}

	it.each(['individual', 'organization'])(
		'for %s consent leads to a working credential',
		async (kind) => {
			const { integrationKey, userId, redirectUri } = sandbox.credential();
			sandbox.state.oauth.revokeConsent(integrationKey);
			const { message } = await test();
			const [ofMessage] = message.match(/http:\/\/\S+\/oauth\/auth\S+/g)!;
			const link = kind === 'individual' ? ofMessage : adminConsentUrl(parseConsentUrl(ofMessage));

			const back = await consentInBrowser(link, sandbox.state.users.get(userId)!.email);
			expect(back.origin + back.pathname).toBe(redirectUri);
			expect(back.searchParams.get('code')).toBeTruthy();
			expect(await test()).toMatchObject({ status: 'OK' });
		},
	);
});

describe('tokens in the real engine', () => {
	/** A node of one request an item, as plain as can be. */
	const listNode = {
		description: {
			...emptyNode.description,
			credentials: [{ name: type.name, required: true }],
			requestDefaults: {
				baseURL: '={{ $credentials.adminBaseUrl }}',
				url: '/v2/organizations',
			},
		},
	} as INodeType;

	const run = async (credentials: ICredentialDataDecryptedObject, items: number) =>
		await runNode({
			nodeType: listNode,
			credentialTypes: [type],
			credentials: { [type.name]: credentials },
			parameters: {},
			items: Array.from({ length: items }, () => ({})),
		});

	it('are got once for all items', async () => {
		expect(await run(data({ requestedScopes: 'organization_read' }), 100)).toHaveLength(100);
		expect(tokenRequests()).toBe(1);
	});

	it('are kept from run to run, and renewed once when they have expired', async () => {
		const credentials = data({ requestedScopes: 'organization_read signature' });
		await run(credentials, 3);
		await run(credentials, 3);
		expect(tokenRequests()).toBe(1);

		sandbox.faults.add({ match: { path: '/organizations' }, do: { type: 'expireTokens' } });
		expect(await run(credentials, 100)).toHaveLength(100);
		expect(tokenRequests()).toBe(2);
	});

	it('are renewed once for runs that go on side by side', async () => {
		const credentials = data({ requestedScopes: 'organization_read impersonation' });
		const stale = Array.from({ length: 5 }, () => ({ ...credentials, accessToken: 'stale' }));
		await Promise.all(stale.map(async (stored) => await run(stored, 20)));
		expect(tokenRequests()).toBe(1);
	});

	it('fail for all items with the one message when consent is gone', async () => {
		const credentials = data({ requestedScopes: 'organization_read account_read' });
		sandbox.state.oauth.revokeConsent(sandbox.apps.user.integrationKey);
		const failure = await run(credentials, 20).catch((error: Error) => error);
		expect((failure as Error).message).toMatch(/no consent for this credential yet/);
		expect(tokenRequests()).toBe(1);
	});

	it('are not asked for at all with a key that cannot work', async () => {
		const helpers = { helpers: { httpRequest: async () => Promise.reject(new Error('asked')) } };
		const error = await authError(
			async () => await type.preAuthentication.call(helpers, data({ privateKey: 'not a key' })),
		);
		expect(error.docusignCode).toBe('DOCUSIGN_KEY_NOT_PEM');
	});
});
