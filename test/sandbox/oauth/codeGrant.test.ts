import { createHash } from 'node:crypto';
import { type OAuth2Credential, type Sandbox, startSandbox } from '../../../sandbox';
import { postToken, type Reply, send } from '../support/admin';

const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';

let sandbox: Sandbox;
let credential: OAuth2Credential;

beforeEach(async () => {
	sandbox = await startSandbox();
	credential = sandbox.oauth2Credential();
});
afterEach(() => sandbox.close());

/** A browser that keeps its cookie and follows nothing by itself. */
function browser() {
	let cookie = '';
	const go = async (path: string, form?: Record<string, string>): Promise<Reply> => {
		const response = await send(sandbox.url + path, form ? 'POST' : 'GET', {
			headers: {
				cookie,
				...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
			},
			body: form && new URLSearchParams(form).toString(),
		});
		cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
		return response;
	};
	return {
		go,
		action: (page: Reply) => /action="([^"]+)"/.exec(page.text)?.[1].replaceAll('&amp;', '&') ?? '',
	};
}

const authPath = (query: Record<string, string> = {}): string =>
	`/oauth/auth?${new URLSearchParams({
		response_type: 'code',
		client_id: credential.clientId,
		redirect_uri: REDIRECT,
		scope: 'user_read extended',
		state: 'xyz',
		...query,
	})}`;

/** Logs in, allows, and returns where the browser is sent. */
async function consent(
	query: Record<string, string> = {},
	email = 'user000001@example.com',
): Promise<URL> {
	const { go, action } = browser();
	const login = await go(authPath(query));
	const loggedIn = await go(action(login), { email });
	const asked = await go(loggedIn.headers.get('location') ?? '');
	const done = asked.status === 302 ? asked : await go(action(asked), { decision: 'allow' });
	return new URL(done.headers.get('location') ?? '');
}

async function redeem(code: string | null, more: Record<string, string> = {}): Promise<Reply> {
	return await postToken(sandbox.url, {
		grant_type: 'authorization_code',
		code: code ?? '',
		redirect_uri: REDIRECT,
		client_id: credential.clientId,
		client_secret: credential.clientSecret,
		...more,
	});
}

const refresh = (token: unknown): Promise<Reply> =>
	postToken(sandbox.url, {
		grant_type: 'refresh_token',
		refresh_token: String(token),
		client_id: credential.clientId,
		client_secret: credential.clientSecret,
	});

describe('login and consent', () => {
	it('asks who is there, then for consent, and sends the browser back with code and state', async () => {
		const { go, action } = browser();
		const login = await go(authPath());
		expect(login.text).toContain('Log in');
		const unknown = await go(action(login), { email: 'nobody@example.com' });
		expect(unknown.text).toContain('No active user');
		const loggedIn = await go(action(login), { email: 'USER000001@example.com' });
		const page = await go(loggedIn.headers.get('location') ?? '');
		expect(page.text).toContain('<li>user_read</li><li>extended</li>');
		const done = await go(action(page), { decision: 'allow' });
		const target = new URL(done.headers.get('location') ?? '');
		expect(target.origin + target.pathname).toBe(REDIRECT);
		expect(target.searchParams.get('state')).toBe('xyz');
		expect(target.searchParams.get('code')).toBeTruthy();
		// Once consented, there is nothing left to ask.
		expect((await go(authPath())).headers.get('location')).toContain('code=');
		expect((await go(authPath({ prompt: 'login' }))).text).toContain('Log in');
	});

	it('goes back empty-handed when it is refused', async () => {
		const { go, action } = browser();
		const loggedIn = await go(action(await go(authPath())), { email: 'user000001@example.com' });
		const page = await go(loggedIn.headers.get('location') ?? '');
		const done = await go(action(page), { decision: 'cancel' });
		expect(done.headers.get('location')).toBe(`${REDIRECT}?error=access_denied&state=xyz`);
	});

	it('lets one of several users with the same address choose', async () => {
		const [account] = sandbox.state.accounts.values();
		const twin = sandbox.state.addUser({
			organizationId: account.organizationId,
			email: 'user000001@example.com',
			userName: 'Twin',
			defaultAccountId: account.id,
			siteId: 1,
			status: 'active',
		});
		const { go, action } = browser();
		const login = await go(authPath());
		const choice = await go(action(login), { email: 'user000001@example.com' });
		expect(choice.text).toContain('Twin');
		const chosen = await go(action(choice), { email: 'user000001@example.com', user_id: twin.id });
		expect((await go(chosen.headers.get('location') ?? '')).text).toContain('Logged in as Twin');
	});

	const dead: Array<[string, Record<string, string>, RegExp]> = [
		['an unknown client', { client_id: 'nobody' }, /invalid_client/],
		[
			'a redirect URI that is not registered',
			{ redirect_uri: `${REDIRECT}/` },
			/invalid_redirect_uri/,
		],
	];

	it.each(dead)('never leaves for %s', async (_name, query, text) => {
		const page = await browser().go(authPath(query));
		expect([page.status, page.headers.get('location')]).toEqual([400, null]);
		expect(page.text).toMatch(text);
	});

	const back: Array<[string, Record<string, string>, string]> = [
		['another response type', { response_type: 'token' }, 'unsupported_response_type'],
		['scopes joined by an escaped plus', { scope: 'signature+impersonation' }, 'invalid_scope'],
		['an unknown admin scope', { admin_consent_scope: 'user_fly' }, 'invalid_scope'],
		[
			'a plain code challenge',
			{ code_challenge: 'x', code_challenge_method: 'plain' },
			'invalid_request',
		],
	];

	it.each(back)('reports to the app: %s', async (_name, query, error) => {
		const reply = await browser().go(authPath(query));
		expect(reply.headers.get('location')).toBe(`${REDIRECT}?error=${error}&state=xyz`);
	});

	it('records the consent that the JWT grant asks for', async () => {
		const jwt = sandbox.credential();
		const { oauth } = sandbox.state;
		oauth.revokeConsent(jwt.integrationKey);
		await consent({ client_id: jwt.integrationKey, scope: jwt.requestedScopes });
		expect([...oauth.consentOf(jwt.integrationKey, jwt.userId)].sort()).toEqual(
			jwt.requestedScopes.split(' ').sort(),
		);
	});

	it('of everybody is for administrators only', async () => {
		const query = { scope: 'openid', admin_consent_scope: 'user_read user_write' };
		const { oauth, organizations } = sandbox.state;
		const [id] = organizations.keys();
		await expect(consent(query, 'user000002@example.com')).rejects.toThrow();
		expect(oauth.adminConsentOf(credential.clientId, id).size).toBe(0);
		expect((await consent(query)).searchParams.get('code')).toBeTruthy();
		expect([...oauth.adminConsentOf(credential.clientId, id)]).toEqual(['user_read', 'user_write']);
	});

	it('does not let names break out of the page', async () => {
		const page = await browser().go(authPath({ login_hint: '"><script>alert(1)</script>' }));
		expect(page.text).not.toContain('<script>');
	});
});

describe('codes', () => {
	it('bring access and refresh token, once', async () => {
		const code = (await consent()).searchParams.get('code');
		const reply = await redeem(code);
		expect(reply.body).toEqual({
			access_token: expect.any(String),
			token_type: 'Bearer',
			refresh_token: expect.any(String),
			expires_in: 28_800,
			scope: 'user_read extended',
		});
		expect((await redeem(code)).body.error_description).toBe('unauthorized_client');
	});

	it('are accepted with the secret in the header, too', async () => {
		const code = (await consent()).searchParams.get('code') ?? '';
		const pair = Buffer.from(`${credential.clientId}:${credential.clientSecret}`).toString(
			'base64',
		);
		const reply = await send(`${sandbox.url}/oauth/token`, 'POST', {
			headers: {
				authorization: `Basic ${pair}`,
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: new URLSearchParams({
				grant_type: 'authorization_code',
				code,
				redirect_uri: REDIRECT,
			}).toString(),
		});
		expect(reply.status).toBe(200);
	});

	it('are refused with a wrong secret, another redirect URI, or after two minutes', async () => {
		const refused = { error: 'invalid_grant', error_description: 'unauthorized_client' };
		const flaws: Array<Record<string, string>> = [
			{ client_secret: 'wrong' },
			{ redirect_uri: 'http://localhost:5678/' },
		];
		for (const flaw of flaws) {
			const reply = await redeem((await consent()).searchParams.get('code'), flaw);
			expect([reply.status, reply.body]).toEqual([400, refused]);
		}
		const code = (await consent()).searchParams.get('code');
		sandbox.clock.advance(120_000);
		expect((await redeem(code)).body).toEqual(refused);
	});

	it('with a challenge need the verifier', async () => {
		const verifier = 'v'.repeat(50);
		const challenge = createHash('sha256').update(verifier).digest('base64url');
		const query = { code_challenge: challenge, code_challenge_method: 'S256' };
		const code = async () => (await consent(query)).searchParams.get('code');
		expect((await redeem(await code())).status).toBe(400);
		expect((await redeem(await code(), { code_verifier: 'w'.repeat(50) })).status).toBe(400);
		expect((await redeem(await code(), { code_verifier: verifier })).status).toBe(200);
	});

	it('of an app without a secret need a challenge', async () => {
		const { integrationKey } = sandbox.credential();
		const public_ = { client_id: integrationKey, client_secret: '' };
		const plain = (await consent({ client_id: integrationKey })).searchParams.get('code');
		expect((await redeem(plain, public_)).status).toBe(400);
		const verifier = 'p'.repeat(43);
		const challenge = createHash('sha256').update(verifier).digest('base64url');
		const query = {
			client_id: integrationKey,
			code_challenge: challenge,
			code_challenge_method: 'S256',
		};
		const code = (await consent(query)).searchParams.get('code');
		expect((await redeem(code, { ...public_, code_verifier: verifier })).status).toBe(200);
	});
});

describe('refresh tokens', () => {
	const day = 24 * 3600 * 1000;
	const first = async (scope: string): Promise<Reply> =>
		await redeem((await consent({ scope })).searchParams.get('code'));

	it('work once and bring the next', async () => {
		const { refresh_token: token } = (await first('user_read extended')).body;
		const next = await refresh(token);
		expect(next.status).toBe(200);
		expect(next.body.refresh_token).not.toBe(token);
		expect((await refresh(token)).body.error).toBe('invalid_grant');
		expect((await refresh(next.body.refresh_token)).status).toBe(200);
	});

	it('live 30 days from the first one, and with extended 30 days each', async () => {
		for (const [scope, status] of [
			['user_read', 400],
			['user_read extended', 200],
		] as const) {
			const { refresh_token: token } = (await first(scope)).body;
			sandbox.clock.advance(20 * day);
			const next = await refresh(token);
			sandbox.clock.advance(20 * day);
			expect((await refresh(next.body.refresh_token)).status).toBe(status);
		}
	});

	it('end when they are revoked', async () => {
		const { refresh_token: token } = (await first('user_read')).body;
		sandbox.state.oauth.revokeRefreshTokens();
		expect((await refresh(token)).body).toEqual({
			error: 'invalid_grant',
			error_description: 'expired_client_token',
		});
	});
});
