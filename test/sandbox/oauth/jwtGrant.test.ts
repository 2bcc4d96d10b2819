import { generateKeyPairSync, sign } from 'node:crypto';
import { type JwtCredential, type Sandbox, startSandbox } from '../../../sandbox';
import {
	assertionFor,
	type Claims,
	JWT_BEARER,
	postToken,
	type Reply,
	send,
	tokenFor,
} from '../support/admin';

let sandbox: Sandbox;
let credential: JwtCredential;
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
	sandbox = await startSandbox({ users: 60 });
	credential = sandbox.credential();
});
afterAll(() => sandbox.close());

async function exchange(claims: Claims = {}, from: JwtCredential = credential): Promise<Reply> {
	const assertion = await assertionFor(from, claims);
	return await postToken(sandbox.url, { grant_type: JWT_BEARER, assertion });
}

const grant = (description: string) => ({ error: 'invalid_grant', error_description: description });

describe('a sound assertion', () => {
	it('brings a bearer token for the user, for an hour', async () => {
		const reply = await exchange();
		expect(reply.status).toBe(200);
		expect(reply.body).toEqual({
			access_token: expect.stringMatching(/^\S{20,}$/),
			token_type: 'Bearer',
			expires_in: 3600,
			scope: credential.requestedScopes,
		});
	});

	it('may leave impersonation to the consent, and the time of its issue out', async () => {
		expect((await exchange({ scope: 'user_read' })).status).toBe(200);
		expect((await exchange({ iat: undefined })).status).toBe(200);
		expect((await exchange({ iat: now - 60, exp: now + 3540 })).status).toBe(200);
		expect((await exchange({ nbf: now - 10 })).status).toBe(200);
	});

	it('without sub brings an application token', async () => {
		const reply = await exchange({}, sandbox.credential({ tokenSubject: 'application' }));
		expect(reply.body).toMatchObject({ token_type: 'Application', expires_in: 3600 });
	});
});

describe('what is refused, always with 400', () => {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const foreignKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	const noKeys = grant('no_valid_keys_or_signatures');

	const flaws: Array<[string, Claims, object]> = [
		['exp missing', { exp: undefined }, noKeys],
		['exp that is text', { exp: String(now + 600) }, noKeys],
		['iat that is no number', { iat: 'now' }, noKeys],
		['iat in the future', { iat: now + 600, exp: now + 1200 }, noKeys],
		['iat a little in the future', { iat: now + 30, exp: now + 3600 }, noKeys],
		['more than an hour', { iat: now, exp: now + 3601 }, noKeys],
		['nbf in the future', { nbf: now + 30 }, noKeys],
		['aud with a scheme', { aud: 'https://account.docusign.com' }, noKeys],
		['aud missing', { aud: undefined }, noKeys],
		['aud of another environment', { aud: 'account.docusign.com' }, grant('issuer_not_found')],
		[
			'an unknown integration key',
			{ iss: '1a000000-0000-4000-8000-0000000000ff' },
			grant('issuer_not_found'),
		],
		['iss missing', { iss: undefined }, grant('issuer_not_found')],
		['exp in the past', { iat: now - 7200, exp: now - 3700 }, grant('expired_grant')],
		['sub that is an e-mail', { sub: 'user000001@example.com' }, grant('invalid_subject')],
		[
			'sub that is nobody',
			{ sub: '0c000000-0000-4000-8000-00000000ffff' },
			grant('user_not_found'),
		],
		[
			'sub that is an account',
			{ sub: '0b000000-0000-4000-8000-000000000001' },
			grant('user_not_found'),
		],
		[
			'sub of a closed user',
			{ sub: '0c000000-0000-4000-8000-000000000007' },
			grant('user_not_found'),
		],
		[
			'sub of an invited user',
			{ sub: '0c000000-0000-4000-8000-00000000000d' },
			grant('user_not_found'),
		],
		['an unknown scope', { scope: 'user_read user_fly' }, { error: 'invalid_scope' }],
		['scopes joined by plus signs', { scope: 'user_read+user_write' }, { error: 'invalid_scope' }],
		['no scope', { scope: '' }, { error: 'invalid_scope' }],
		['a scope nobody consented to', { scope: 'user_read extended' }, { error: 'consent_required' }],
		[
			'a user who has not consented',
			{ sub: '0c000000-0000-4000-8000-000000000002' },
			{ error: 'consent_required' },
		],
	];

	it.each(flaws)('%s', async (_name, claims, body) => {
		const reply = await exchange(claims);
		expect(reply.status).toBe(400);
		expect(reply.body).toEqual(body);
	});

	it('a key that is not registered', async () => {
		const reply = await exchange({}, { ...credential, privateKey: foreignKey });
		expect([reply.status, reply.body]).toEqual([400, noKeys]);
	});

	it('a signature that does not fit, and no JWT at all', async () => {
		const assertion = await assertionFor(credential);
		const [head, payload, signature] = assertion.split('.');
		const other = Buffer.from('{"alg":"none"}').toString('base64url');
		const forged = [
			`${head}.${payload}.${signature.slice(0, -8)}AAAAAAAA`,
			`${other}.${payload}.${signature}`,
			`${head}.${payload}.`,
			'nonsense',
		];
		for (const each of forged) {
			const reply = await postToken(sandbox.url, { grant_type: JWT_BEARER, assertion: each });
			expect([reply.status, reply.body]).toEqual([400, noKeys]);
		}
	});

	it('another algorithm in the header, however well it is signed', async () => {
		const [, payload] = (await assertionFor(credential)).split('.');
		for (const alg of ['RS384', 'HS256', 'none', undefined]) {
			const head = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
			const signature = sign(
				'RSA-SHA256',
				Buffer.from(`${head}.${payload}`),
				credential.privateKey,
			);
			const assertion = `${head}.${payload}.${signature.toString('base64url')}`;
			const reply = await postToken(sandbox.url, { grant_type: JWT_BEARER, assertion });
			expect([reply.status, reply.body]).toEqual([400, noKeys]);
		}
	});

	it('another grant type, no grant type, and a body that is no form', async () => {
		expect((await postToken(sandbox.url, { grant_type: 'password' })).body).toEqual({
			error: 'unsupported_grant_type',
		});
		expect((await postToken(sandbox.url, {})).status).toBe(400);
		const json = await send(`${sandbox.url}/oauth/token`, 'POST', {
			body: { grant_type: JWT_BEARER },
		});
		expect([json.status, json.body.error]).toEqual([400, 'invalid_request']);
	});
});

describe('consent', () => {
	it('lacks when impersonation is taken back, and works again when it is given', async () => {
		const { oauth } = sandbox.state;
		oauth.revokeConsent(credential.integrationKey, credential.userId, ['impersonation']);
		expect((await exchange({ scope: 'user_read' })).body).toEqual({ error: 'consent_required' });
		oauth.grantConsent(credential.integrationKey, credential.userId, ['impersonation']);
		expect((await exchange({ scope: 'user_read' })).status).toBe(200);
	});

	it('of an administrator covers users on a claimed domain, and no others', async () => {
		const { state } = sandbox;
		const { integrationKey, userId } = sandbox.credential({ tokenSubject: 'application' });
		const from = sandbox.credential({
			integrationKey,
			privateKey: sandbox.apps.application.privateKey,
		});
		const [organization] = state.organizations.values();
		expect((await exchange({ scope: 'user_read' }, from)).body.error).toBe('consent_required');
		state.oauth.grantAdminConsent(integrationKey, organization.id, ['impersonation']);
		expect((await exchange({ scope: 'user_read' }, from)).status).toBe(200);
		organization.domains[0].status = 'pending';
		expect((await exchange({ scope: 'user_read' }, from)).body.error).toBe('consent_required');
		organization.domains[0].status = 'active';
		expect(userId).toBe(from.userId);
	});

	it('of the organization is what an application token needs, and covers no user scopes', async () => {
		const from = sandbox.credential({ tokenSubject: 'application' });
		expect((await exchange({ scope: 'user_read signature' }, from)).body.error).toBe(
			'consent_required',
		);
		expect((await exchange({ sub: undefined })).body.error).toBe('consent_required');
	});
});

describe('tokens', () => {
	const read = async (token: string | undefined) => {
		const reply = await send(`${sandbox.adminBaseUrl}/v2/organizations`, 'GET', { token });
		return [reply.status, reply.body.errorCode];
	};

	it('that are missing, forged, expired or ended are told apart from each other', async () => {
		expect(await read(undefined)).toEqual([401, 'USER_AUTHENTICATION_FAILED']);
		expect(await read('forged')).toEqual([401, 'AUTHORIZATION_INVALID_TOKEN']);
		const token = await tokenFor(credential);
		expect(await read(token)).toEqual([200, undefined]);
		sandbox.state.oauth.expireAccessTokens();
		expect(await read(token)).toEqual([401, 'AUTHORIZATION_INVALID_TOKEN']);
	});

	it('end when their time is over', async () => {
		sandbox.configure({ tokenLifetimeSeconds: 30 });
		const token = await tokenFor(credential);
		sandbox.clock.advance(29_000);
		expect(await read(token)).toEqual([200, undefined]);
		sandbox.clock.advance(1_000);
		expect(await read(token)).toEqual([401, 'AUTHORIZATION_INVALID_TOKEN']);
		sandbox.clock.advance(-30_000);
	});

	it('of the application are refused where Docusign wants a user', async () => {
		const token = await tokenFor(sandbox.credential({ tokenSubject: 'application' }));
		expect(await read(token)).toEqual([401, 'AUTHORIZATION_INVALID_TOKEN']);
		const [organization] = sandbox.state.organizations.values();
		const url = `${sandbox.adminBaseUrl}/v2/organizations/${organization.id}/users`;
		const close = await send(`${url}/${credential.userId}/accounts`, 'DELETE', {
			token,
			body: { accounts: [] },
		});
		expect(close.status).toBe(401);
		expect((await send(url, 'GET', { token, query: { email: 'a@example.com' } })).status).toBe(200);
		expect((await send(`${sandbox.url}/oauth/userinfo`, 'GET', { token })).status).toBe(401);
	});

	it('tell who they are for', async () => {
		const reply = await send(`${sandbox.url}/oauth/userinfo`, 'GET', {
			token: await tokenFor(credential),
		});
		expect(reply.body).toMatchObject({
			sub: credential.userId,
			name: 'User 000001',
			email: 'user000001@example.com',
			accounts: [{ is_default: true, organization: { organization_id: expect.any(String) } }, {}],
		});
	});

	it('leave no trace in the record', async () => {
		const token = await tokenFor(credential);
		await read(token);
		const recorded = JSON.stringify(sandbox.requests);
		expect(recorded).not.toContain(token);
		expect(recorded).not.toMatch(/eyJ\w+\.eyJ/);
		expect(sandbox.requests.at(-1)?.headers.authorization).toBe('Bearer');
		expect(sandbox.requests.at(-2)?.body).toMatchObject({
			assertion: '[removed]',
			claims: { aud: new URL(sandbox.url).host },
		});
	});
});
