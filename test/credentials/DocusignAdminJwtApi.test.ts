import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import nock from 'nock';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { ownToken } from '../../credentials/shared/jwt/issuedFor';
import { readJwtSettings } from '../../credentials/shared/jwt/jwtSettings';
import { testCredential } from './support/credentialWindow';
import { realHelpers } from './support/engine';
import { authError, credentialData, generateRsaKey } from './support/jwt';

const OAUTH = 'https://account.docusign.com';
const API = 'https://api.docusign.net';
const credential = new DocusignAdminJwtApi();

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

function grant(accessToken: string, times = 1) {
	return nock(OAUTH)
		.post('/oauth/token')
		.times(times)
		.reply(200, { access_token: accessToken, token_type: 'Bearer', expires_in: 3600 });
}

const data = (changes = {}) => credentialData(changes) as ICredentialDataDecryptedObject;
const field = (name: string) =>
	credential.properties.find((property) => property.name === name) as INodeProperties;

describe('the credential', () => {
	it('has the fields that saved credentials depend on', () => {
		expect(credential.name).toBe('docusignAdminJwtApi');
		expect(credential.displayName).toBe('Docusign Admin JWT API');
		expect(credential.properties.map(({ name }) => name)).toEqual([
			'environment',
			'oauthBaseUrl',
			'adminBaseUrl',
			'tokenSubject',
			'integrationKey',
			'userId',
			'privateKey',
			'requestedScopes',
			'redirectUri',
			'apiContract',
			'accessToken',
			'issuedFor',
		]);
		const values = (name: string) =>
			field(name).options?.map((option) => 'value' in option && option.value);
		expect(values('environment')).toEqual(['production', 'demo', 'custom']);
		expect(values('apiContract')).toEqual(['openApi', 'cursor']);
		expect(values('tokenSubject')).toEqual(['user', 'application']);
		expect(field('requestedScopes').default).toBe(
			'signature impersonation organization_read user_read user_write account_read permission_read group_read',
		);
	});

	it('keeps its secrets from the browser, and lets n8n renew the token', () => {
		expect(field('privateKey').typeOptions).toMatchObject({ password: true, rows: 4 });
		expect(field('accessToken')).toMatchObject({
			type: 'hidden',
			default: '',
			typeOptions: { expirable: true, password: true },
		});
	});
});

describe('signing in', () => {
	const signIn = async (changes = {}) =>
		await credential.preAuthentication.call(realHelpers(), data(changes));

	it('gives the token to store and what it was issued for, and nothing else', async () => {
		grant('token-1');
		const stored = await signIn();
		expect(stored).toEqual({
			accessToken: 'token-1',
			issuedFor: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
		expect(ownToken(readJwtSettings(data()), stored)).toBe('token-1');
	});

	it('happens once for all that need a token at the same time', async () => {
		grant('token-2', 1);
		const changes = { privateKey: generateRsaKey().pkcs1 };
		const results = await Promise.all(
			Array.from({ length: 100 }, async () => await signIn(changes)),
		);
		expect(new Set(results.map(({ accessToken }) => accessToken))).toEqual(new Set(['token-2']));
	});

	it('happens once for a storm of refused tokens, at once or in a row', async () => {
		const changes = { privateKey: generateRsaKey().pkcs1, accessToken: 'stale' };
		grant('token-3', 1);
		await Promise.all(Array.from({ length: 20 }, async () => await signIn(changes)));
		expect(await signIn(changes)).toMatchObject({ accessToken: 'token-3' });
	});

	it('sends nothing when a field cannot work', async () => {
		const anything = grant('token-4');
		const error = await authError(async () => await signIn({ userId: 'name@example.com' }));
		expect(error.docusignCode).toBe('DOCUSIGN_USER_ID_IS_EMAIL');
		expect(anything.isDone()).toBe(false);
	});
});

describe('the test in the credential window', () => {
	const looksWhetherItIsThere = (api: string) =>
		nock(api, { badheaders: ['authorization'] })
			.get('/Management/v2/organizations')
			.reply(401);
	const organizations = (status: number, body: nock.Body, headers = {}) => {
		looksWhetherItIsThere(API);
		nock(API)
			.get('/Management/v2/organizations')
			.matchHeader('Authorization', 'Bearer token-9')
			.times(2)
			.reply(status, body, headers);
	};
	const test = async (changes = {}) => await testCredential(credential, data(changes));

	it('succeeds when the organizations can be listed', async () => {
		grant('token-9');
		organizations(200, { organizations: [{ id: 'o-1', name: 'Example' }] });
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('asks the environment that is chosen', async () => {
		nock('https://account-d.docusign.com')
			.post('/oauth/token')
			.reply(200, { access_token: 'token-9' });
		looksWhetherItIsThere('https://api-d.docusign.net');
		nock('https://api-d.docusign.net')
			.get('/Management/v2/organizations')
			.matchHeader('Authorization', 'Bearer token-9')
			.reply(200, { organizations: [{ id: 'o-1' }] });
		expect(await test({ environment: 'demo' })).toMatchObject({ status: 'OK' });
	});

	it('shows the whole message of a refused sign-in, link included', async () => {
		nock(OAUTH).post('/oauth/token').reply(400, { error: 'consent_required' });
		const { status, message } = await test();
		expect(status).toBe('Error');
		expect(message).toContain('https://account.docusign.com/oauth/auth?response_type=code&scope=');
		expect(message).toContain('(DOCUSIGN_CONSENT_REQUIRED)');
	});

	it('shows what is wrong with a field', async () => {
		const { message } = await test({ privateKey: 'not a key' });
		expect(message).toContain('(DOCUSIGN_KEY_NOT_PEM)');
	});

	it.each([
		[401, 'DOCUSIGN_TEST_TOKEN_REFUSED', 'organization_read'],
		[403, 'DOCUSIGN_TEST_FORBIDDEN', 'organization administrator'],
		[400, 'DOCUSIGN_TEST_BAD_REQUEST', 'hourly limit'],
		[404, 'DOCUSIGN_TEST_NOT_FOUND', "'Admin Base URL'"],
		[429, 'DOCUSIGN_TEST_THROTTLED', 'Wait'],
		[503, 'DOCUSIGN_TEST_UNAVAILABLE', 'Try again'],
	])('says what %i of the API means', async (status, code, words) => {
		grant('token-9', 2);
		organizations(status, { errorCode: 'X', message: 'x' });
		const { message } = await test();
		expect(message).toContain(`(${code})`);
		expect(message).toContain(words);
	});

	it('says that a user without any organization is no administrator', async () => {
		grant('token-9');
		organizations(200, { organizations: [] });
		const result = await test();
		expect(result.status).toBe('Error');
		expect(result.message).toContain('(DOCUSIGN_TEST_NO_ORGANIZATION)');
	});

	it('takes no web page for the API', async () => {
		grant('token-9');
		organizations(200, '<!doctype html><p>Sign in to the proxy');
		expect((await test()).message).toContain('(DOCUSIGN_TEST_NOT_DOCUSIGN)');
	});

	it('follows no redirect, so that nobody else gets the token', async () => {
		grant('token-9');
		const elsewhere = nock('https://elsewhere.example.com').get('/').reply(200, {});
		organizations(302, '', { Location: 'https://elsewhere.example.com/' });
		expect((await test()).message).toContain('(DOCUSIGN_TEST_REDIRECTED)');
		expect(elsewhere.isDone()).toBe(false);
	});

	it.each([400, 401, 403])(
		'is content with the sign-in of an application, which may not list organizations (%i)',
		async (status) => {
			grant('token-9');
			organizations(status, { errorCode: 'AUTHORIZATION_INVALID_TOKEN', message: 'Not for you' });
			expect(await test({ tokenSubject: 'application' })).toMatchObject({ status: 'OK' });
		},
	);

	it.each<[status: number, body: nock.Body, code: string]>([
		[404, { message: 'No such page' }, 'NOT_FOUND'],
		[404, '<html>No such page</html>', 'NOT_FOUND'],
		[405, '', 'NOT_FOUND'],
		[302, '', 'REDIRECTED'],
		[503, {}, 'UNAVAILABLE'],
		[200, '<html>Log in</html>', 'NOT_DOCUSIGN'],
		[401, '<html>Log in to the proxy</html>', 'NOT_DOCUSIGN'],
	])('tells an application that its API is not there: %i %j', async (status, body, code) => {
		grant('token-9', 2);
		organizations(status, body, { location: 'https://elsewhere.example.com/' });
		expect((await test({ tokenSubject: 'application' })).message).toContain(
			`(DOCUSIGN_TEST_${code})`,
		);
	});
});
