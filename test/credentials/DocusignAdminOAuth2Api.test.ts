import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { OAUTH2_DEFAULT_SCOPES } from '../../credentials/shared/scopes';
import { startSandbox, type Sandbox } from '../../sandbox';
import { adminRequests, by, CONTRACTS, seeded } from '../support/admin';
import { connect, oauth2Node, oauth2Type, resolveFields } from './support/oauth2';

const field = (name: string) => oauth2Type.properties.find((property) => property.name === name)!;

describe('the credential', () => {
	it('is one that n8n connects', () => {
		expect(oauth2Type.name).toBe('docusignAdminOAuth2Api');
		expect(oauth2Type.displayName).toBe('Docusign Admin OAuth2 API');
		expect(oauth2Type.extends).toEqual(['oAuth2Api']);
		// n8n 2.41 would call it before every single request.
		expect(oauth2Type).not.toHaveProperty('preAuthentication');
	});

	it('shows what differs from app to app and hides the rest', () => {
		const shown = oauth2Type.properties.filter(({ type }) => type !== 'hidden');
		expect(shown.map(({ name }) => name)).toEqual([
			'environment',
			'oauthBaseUrl',
			'adminBaseUrl',
			'clientId',
			'clientSecret',
			'requestedScopes',
			'apiContract',
		]);
		expect(field('clientSecret').typeOptions).toEqual({ password: true });
		expect(field('requestedScopes').default).toBe(
			'signature impersonation organization_read user_read user_write account_read permission_read group_read extended',
		);
	});

	it.each([
		['production', {}, 'https://account.docusign.com'],
		['demo', { oauthBaseUrl: 'https://left.example.com' }, 'https://account-d.docusign.com'],
		[
			'custom',
			{ oauthBaseUrl: ' https://sign-in.example.com/eu// ' },
			'https://sign-in.example.com/eu',
		],
		['custom', { oauthBaseUrl: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080'],
		['custom', { oauthBaseUrl: 'http://localhost' }, 'http://localhost'],
		['custom', { oauthBaseUrl: 'http://[::1]:9/' }, 'http://[::1]:9'],
	])('signs in where the environment %s is: %j', async (environment, more, host) => {
		expect(await resolveFields({ environment, ...more })).toMatchObject({
			authUrl: `${host}/oauth/auth`,
			accessTokenUrl: `${host}/oauth/token`,
			grantType: 'authorizationCode',
			usePkce: true,
			authentication: 'header',
			authQueryParameters: '',
		});
	});

	it.each([
		'',
		'sign-in.example.com',
		'http://sign-in.example.com',
		'http://localhost.example.com',
		'http://127.0.0.1@sign-in.example.com',
		'https://name:word@sign-in.example.com',
		'https://sign-in.example.com?x=1',
	])('gives n8n no address for the secret to go to in place of %j', async (oauthBaseUrl) => {
		const { authUrl, accessTokenUrl } = await resolveFields({
			environment: 'custom',
			oauthBaseUrl,
		});
		// n8n refuses both as "OAuth url is not a valid URL".
		expect(URL.canParse(String(authUrl))).toBe(false);
		expect(URL.canParse(String(accessTokenUrl))).toBe(false);
	});

	it.each([
		[undefined, OAUTH2_DEFAULT_SCOPES],
		[' user_read  extended ', 'user_read extended'],
		['user_read,user_write;\nextended', 'user_read user_write extended'],
		['user_read%20user_write+extended', 'user_read user_write extended'],
	])('asks for the scopes entered: %j', async (scopes, scope) => {
		expect(
			await resolveFields(scopes === undefined ? {} : { requestedScopes: scopes }),
		).toMatchObject({ scope });
	});
});

describe.each(CONTRACTS)('a connected credential on the %s contract', (contract) => {
	let sandbox: Sandbox;
	let stored: ICredentialDataDecryptedObject;

	beforeEach(async () => {
		sandbox = await startSandbox();
		stored = await connect(sandbox, contract);
		sandbox.requests.length = 0;
	});
	afterEach(async () => await sandbox.close());

	const tokenData = () => stored.oauthTokenData as Record<string, string>;
	const refreshes = () => sandbox.requests.filter(({ path }) => path === '/oauth/token');
	const listAccounts = () => ({
		resource: 'account',
		operation: 'getAll',
		organizationId: by('id', seeded(sandbox).organizationId),
		returnAll: true,
	});

	it('runs operations and fills pickers', async () => {
		const accounts = await oauth2Node(stored).run(listAccounts());
		expect(accounts).toHaveLength(2);
		const { results } = await oauth2Node(stored).search('searchOrganizations', {});
		expect(results).toHaveLength(1);
		expect(refreshes()).toHaveLength(0);
	});

	it('gets a new access token when Docusign refuses the old one, and repeats the request once', async () => {
		const { access_token: before, refresh_token: first } = tokenData();
		sandbox.state.oauth.expireAccessTokens();
		expect(await oauth2Node(stored).run(listAccounts())).toHaveLength(2);
		expect(refreshes()).toHaveLength(1);
		expect(adminRequests(sandbox).map(({ status }) => status)).toEqual([401, 200]);
		expect(tokenData().access_token).not.toBe(before);
		// Docusign's refresh tokens work once: the new one has to be kept.
		expect(tokenData().refresh_token).not.toBe(first);
	});

	it('does so for pickers too', async () => {
		sandbox.state.oauth.expireAccessTokens();
		const { results } = await oauth2Node(stored).search('searchOrganizations', {});
		expect(results).toHaveLength(1);
		expect(refreshes()).toHaveLength(1);
	});

	it('renews once in a storm of refusals', async () => {
		sandbox.configure({ latencyMs: 5 });
		sandbox.state.oauth.expireAccessTokens();
		const [{ id: userId }] = [...sandbox.state.users.values()];
		const output = await oauth2Node(stored).run(
			{
				resource: 'user',
				operation: 'get',
				organizationId: by('id', seeded(sandbox).organizationId),
				userId: by('id', userId),
				options: { concurrency: 8 },
			},
			{ items: Array.from({ length: 20 }, (_, n) => ({ n })) },
		);
		expect(output).toHaveLength(20);
		expect(refreshes()).toHaveLength(1);
	});

	it.each([
		['outlives 30 days as long as it is used', OAUTH2_DEFAULT_SCOPES, true],
		['ends after 30 days without extended', OAUTH2_DEFAULT_SCOPES.replace(' extended', ''), false],
	])('%s', async (_, scopes, lives) => {
		const node = oauth2Node(await connect(sandbox, contract, { requestedScopes: scopes }));
		const days = 24 * 3_600_000;
		sandbox.clock.advance(20 * days);
		expect(await node.run(listAccounts())).toHaveLength(2);
		sandbox.clock.advance(20 * days);
		const late = node.run(listAccounts());
		if (lives) expect(await late).toHaveLength(2);
		else await expect(late).rejects.toThrow(/needs to be reconnected/);
	});

	it('says that somebody has to connect again once access was revoked', async () => {
		sandbox.state.oauth.expireAccessTokens();
		sandbox.state.oauth.revokeRefreshTokens();
		const node = oauth2Node(stored);
		const words = /^The credential "docusignAdminOAuth2Api" needs to be reconnected/;
		await expect(node.run(listAccounts())).rejects.toMatchObject({
			message: expect.stringMatching(words),
			description: expect.stringMatching(
				/connect it again \(Switch account\) as the same Docusign user/,
			),
		});
		await expect(node.search('searchOrganizations', {})).rejects.toThrow(words);
		const [{ json }] = await node.run(listAccounts(), { onError: 'continueRegularOutput' });
		expect(json.error).toMatch(words);
		expect(json.details).toMatchObject({ code: 'DOCUSIGN_RECONNECT_REQUIRED' });
		expect(adminRequests(sandbox).every(({ status }) => status === 401)).toBe(true);
	});

	it.each([
		['refuses', { status: 400, body: { error: 'invalid_client' } }, 'invalid_client'],
		['is no token endpoint', { status: 404, body: '<html>No' }, 'HTTP 404'],
		['breaks off', { status: 200, body: '{"access_token":"secret-token' }, 'HTTP 200'],
	])('says why no new token came when the sign-in host %s', async (_, answer, said) => {
		sandbox.state.oauth.expireAccessTokens();
		const fault = { match: { path: '/oauth/token' }, do: { type: 'respond' as const, ...answer } };
		sandbox.faults.add(fault);
		const [{ json }] = await oauth2Node(stored).run(listAccounts(), {
			onError: 'continueRegularOutput',
		});
		expect(json.error).toContain(`gave no new one: ${said}`);
		expect(json.details).toMatchObject({ code: 'DOCUSIGN_RENEWAL_FAILED' });
		expect(JSON.stringify(json)).not.toContain('secret');
		expect(refreshes()).toHaveLength(1);
		expect(adminRequests(sandbox)).toHaveLength(1);
	});

	it.each([
		['has a fault', { status: 503, body: '<html>Maintenance' }],
		['says that it has one', { status: 400, body: { error: 'internal_server_error' } }],
	])('asks once more for a new token when the sign-in host %s', async (_, answer) => {
		sandbox.state.oauth.expireAccessTokens();
		const fault = { match: { path: '/oauth/token' }, do: { type: 'respond' as const, ...answer } };
		sandbox.faults.add(fault);
		expect(await oauth2Node(stored).run(listAccounts())).toHaveLength(2);
		expect(refreshes()).toHaveLength(2);
		sandbox.state.oauth.expireAccessTokens();
		sandbox.faults.add({ ...fault, match: { ...fault.match, times: Infinity } });
		await expect(oauth2Node(stored).run(listAccounts())).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(refreshes()).toHaveLength(2 + 2);
	});

	it('says so before any request when nobody has connected it yet', async () => {
		delete stored.oauthTokenData;
		const run = oauth2Node(stored).run(listAccounts());
		await expect(run).rejects.toThrow(/not connected.*Connect button.*\(DOCUSIGN_NOT_CONNECTED\)/);
		expect(sandbox.requests).toHaveLength(0);
	});

	it('names the scope that the connection was made without', async () => {
		const scopes = OAUTH2_DEFAULT_SCOPES.replace('organization_read ', '');
		const narrow = await connect(sandbox, contract, { requestedScopes: scopes });
		// Entered afterwards: the connection is as it was.
		const run = oauth2Node({ ...narrow, requestedScopes: OAUTH2_DEFAULT_SCOPES }).run(
			listAccounts(),
		);
		await expect(run).rejects.toMatchObject({
			message: expect.stringContaining('lacks the scope organization_read'),
			description: expect.stringContaining('connect the credential again'),
			context: expect.objectContaining({ code: 'DOCUSIGN_SCOPE_MISSING' }),
		});
	});
});
