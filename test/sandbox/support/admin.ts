import { importPKCS8, SignJWT } from 'jose';
import type { JwtCredential, Sandbox } from '../../../sandbox';

/** An answer with its body parsed where it is JSON. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	body: Record<string, never> & Record<string, unknown>;
}

export interface Request {
	token?: string;
	query?: Record<string, string | number | boolean>;
	body?: unknown;
	headers?: Record<string, string>;
}

export type Claims = Record<string, unknown>;

/** Signs an assertion for a credential; `claims` override what belongs in it, undefined leaves out. */
export async function assertionFor(
	credential: JwtCredential,
	claims: Claims = {},
): Promise<string> {
	const now = Math.floor(Date.now() / 1000);
	const key = await importPKCS8(credential.privateKey, 'RS256');
	const all: Claims = {
		iss: credential.integrationKey,
		sub: credential.tokenSubject === 'user' ? credential.userId : undefined,
		aud: new URL(credential.oauthBaseUrl).host,
		iat: now,
		exp: now + 3600,
		scope: credential.requestedScopes,
		...claims,
	};
	return await new SignJWT(all).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).sign(key);
}

export async function postToken(url: string, form: Record<string, string>): Promise<Reply> {
	return await toReply(
		await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) }),
	);
}

export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** An access token for a credential; fails the test when there is none. */
export async function tokenFor(credential: JwtCredential, claims?: Claims): Promise<string> {
	const assertion = await assertionFor(credential, claims);
	const reply = await postToken(credential.oauthBaseUrl, { grant_type: JWT_BEARER, assertion });
	expect(reply.status).toBe(200);
	return String(reply.body.access_token);
}

export async function toReply(response: Response): Promise<Reply> {
	const text = await response.text();
	const json = response.headers.get('content-type')?.includes('json');
	const body = (json && text !== '' ? JSON.parse(text) : {}) as Reply['body'];
	return { status: response.status, headers: response.headers, text, body };
}

/** Sends one request, without following redirects. */
export async function send(url: string, method: string, request: Request = {}): Promise<Reply> {
	const target = new URL(url);
	for (const [name, value] of Object.entries(request.query ?? {})) {
		target.searchParams.set(name, String(value));
	}
	const { body } = request;
	const raw = typeof body === 'string';
	return await toReply(
		await fetch(target, {
			method,
			redirect: 'manual',
			headers: {
				...(request.token ? { authorization: `Bearer ${request.token}` } : {}),
				...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
				...request.headers,
			},
			body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
		}),
	);
}

/**
 * What tests of the Admin API start from: the first organization, its accounts and a token, of the
 * administrator and with the usual scopes unless told otherwise.
 */
export async function adminOf(sandbox: Sandbox, overrides: Partial<JwtCredential> = {}) {
	const now = Math.floor(sandbox.clock.now() / 1000);
	const token = await tokenFor(sandbox.credential(overrides), { iat: now, exp: now + 3600 });
	const [organization] = sandbox.state.organizations.values();
	const accounts = organization.accountIds.map((id) => {
		const account = sandbox.state.accounts.get(id);
		if (!account) throw new Error(`The seed has no account ${id}`);
		return account;
	});
	const at =
		(base: string) =>
		(method: string, path: string, request: Request = {}): Promise<Reply> =>
			send(`${base}${path}`, method, { token, ...request });
	return {
		token,
		organization,
		accounts,
		/** Below `…/Management` of the published contract. */
		published: at(sandbox.adminBaseUrl),
		/** Below `…/Management` of the cursor contract. */
		cursor: at(sandbox.cursorBaseUrl),
		v2: `/v2/organizations/${organization.id}`,
		v21: `/v2.1/organizations/${organization.id}`,
	};
}

export type Admin = Awaited<ReturnType<typeof adminOf>>;
