/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { verify } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import nock from 'nock';

import { exchangeToken, type HttpRequest } from '../../../../credentials/shared/jwt/tokenExchange';
import { readJwtSettings } from '../../../../credentials/shared/jwt/jwtSettings';
import { realHelpers } from '../../support/engine';
import {
	authError,
	CLIENT_ID,
	credentialData,
	expectNothingOf,
	rsaKey,
	USER_ID,
} from '../../support/jwt';

const HOST = 'https://account.docusign.com';
const NOW = Date.parse('2026-03-01T12:00:00Z');

const clock = { now: () => NOW, sleep: async () => await Promise.resolve() };
const { httpRequest } = realHelpers().helpers;
const settings = readJwtSettings(credentialData());
const exchange = async (request: HttpRequest = httpRequest, changes = {}) =>
	await exchangeToken(request, { ...settings, ...changes }, clock);

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	nock.abortPendingRequests();
	nock.cleanAll();
});
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

interface SentRequest {
	headers: Record<string, string>;
	form: URLSearchParams;
	raw: string;
}

/** Answers the next sign-in with a token and keeps what was sent. */
function grant(answer: unknown = { access_token: 'token-1', token_type: 'Bearer' }): SentRequest[] {
	const sent: SentRequest[] = [];
	nock(HOST)
		.post('/oauth/token')
		.reply(function (_uri, body) {
			const raw = String(
				typeof body === 'string' ? body : new URLSearchParams(body as Record<string, string>),
			);
			const headers = Object.fromEntries(
				Object.entries(this.req.headers).map(([name, value]) => [name, String(value)]),
			);
			sent.push({ headers, form: new URLSearchParams(raw), raw });
			return [200, answer as nock.Body];
		});
	return sent;
}

describe('a token', () => {
	it.each([
		['user_read user_write', ['user_read', 'user_write']],
		['', undefined],
		[7, undefined],
	])('comes with its scopes where the answer names them: %j', async (scope, scopes) => {
		grant({ access_token: 'token-1', scope });
		expect((await exchange()).scopes).toEqual(scopes);
	});
});

describe('a token request', () => {
	it('is a form with the grant type and the assertion, and nothing else', async () => {
		const sent = grant();
		expect(await exchange()).toEqual({ accessToken: 'token-1' });
		expect(sent).toHaveLength(1);
		const [{ headers, form }] = sent;
		expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(headers).not.toHaveProperty('authorization');
		expect([...form.keys()]).toEqual(['grant_type', 'assertion']);
		expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
	});

	it('carries an assertion that the public key verifies, made at this moment', async () => {
		const sent = grant();
		await exchange();
		const [head, body, signature] = sent[0].form.get('assertion')!.split('.');
		const signed = Buffer.from(`${head}.${body}`);
		expect(
			verify('RSA-SHA256', signed, rsaKey.publicKey, Buffer.from(signature, 'base64url')),
		).toBe(true);
		expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toEqual({
			iss: CLIENT_ID,
			sub: USER_ID,
			aud: 'account.docusign.com',
			scope: 'signature impersonation organization_read',
			iat: NOW / 1000 - 60,
			exp: NOW / 1000 + 600,
		});
	});

	it('for the application leaves out sub and what only users can do', async () => {
		const sent = grant();
		const application = readJwtSettings(credentialData({ tokenSubject: 'application' }));
		await exchangeToken(httpRequest, application, clock);
		const [, body] = sent[0].form.get('assertion')!.split('.');
		const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
		expect(claims).not.toHaveProperty('sub');
		expect(claims.scope).toBe('organization_read');
	});

	it('asks the helper for the whole answer, whatever its status, and for no redirects', async () => {
		const asked: unknown[] = [];
		await exchange(async (options) => {
			asked.push(options);
			return { access_token: 'token-1' };
		});
		expect(asked).toEqual([
			expect.objectContaining({
				method: 'POST',
				url: `${HOST}/oauth/token`,
				headers: expect.objectContaining({
					'Content-Type': 'application/x-www-form-urlencoded',
				}),
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
			}),
		]);
	});

	it('reads how long the token lives', async () => {
		grant({ access_token: 'token-1', expires_in: 3600 });
		expect(await exchange()).toEqual({ accessToken: 'token-1', expiresInSeconds: 3600 });
	});

	it('reads JSON that is sent as plain text', async () => {
		nock(HOST)
			.post('/oauth/token')
			.reply(200, '\n {"access_token":"token-1"}', { 'Content-Type': 'text/plain' });
		expect(await exchange()).toEqual({ accessToken: 'token-1' });
	});

	const sentFor = async (reply: (mock: nock.Interceptor) => nock.Scope): Promise<number> => {
		let sent = 0;
		const scope = reply(nock(HOST).persist().post('/oauth/token'));
		scope.on('request', () => (sent += 1));
		await authError(exchange);
		nock.cleanAll();
		return sent;
	};

	it.each([
		[400, { error: 'consent_required' }],
		[400, { error: 'invalid_grant', error_description: 'no_valid_keys_or_signatures' }],
		[401, { error: 'invalid_client' }],
		[403, {}],
		[429, {}],
		[302, {}],
	])('is sent once where Docusign refuses it: %i %j', async (status, body) => {
		expect(await sentFor((mock) => mock.reply(status, body))).toBe(1);
	});

	it.each([
		[401, ''],
		[400, { error: 'internal_server_error', reference_id: 'r-1' }],
		[500, {}],
		[503, '<html>'],
		[200, '{"access_token":"tok'],
	])('is sent twice where the fault may pass: %i %j', async (status, body) => {
		expect(await sentFor((mock) => mock.reply(status, body))).toBe(2);
	});

	it.each<[number, unknown, string, number]>([
		[429, '', '3', 3_000],
		[429, '', '0', 500],
		[429, '', new Date(NOW + 4_000).toUTCString(), 4_000],
		[400, { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED' }, '5', 5_000],
		[503, '', '2', 2_000],
		[503, '', '120', 500],
		[500, {}, '', 500],
	])('is sent again after %i %j, Retry-After "%s", in %i ms', async (status, body, after, ms) => {
		nock(HOST)
			.post('/oauth/token')
			.reply(status, body as nock.Body, { 'Retry-After': after });
		grant();
		const waits: number[] = [];
		const sleep = async (pause: number) => await Promise.resolve(void waits.push(pause));
		expect(await exchangeToken(httpRequest, settings, { now: () => NOW, sleep })).toEqual({
			accessToken: 'token-1',
		});
		expect(waits).toEqual([ms]);
	});

	it.each([
		['6', 'Wait until 2026-03-01 12:00:06 UTC, and'],
		['3600', 'Wait until 2026-03-01 13:00:00 UTC, and'],
		[new Date(NOW + 90_000).toUTCString(), 'Wait until 2026-03-01 12:01:30 UTC, and'],
		['soon', 'Wait some minutes, and'],
		['', 'Wait some minutes, and'],
	])('over a limit that ends later says when to try again: %j', async (after, said) => {
		const reply = (mock: nock.Interceptor) => mock.reply(429, {}, { 'Retry-After': after });
		expect(await sentFor(reply)).toBe(1);
		reply(nock(HOST).post('/oauth/token'));
		expect((await authError(exchange)).message).toContain(said);
	});

	it('over a limit is sent twice at most, however short the wait', async () => {
		const reply = (mock: nock.Interceptor) => mock.reply(429, {}, { 'Retry-After': '1' });
		expect(await sentFor(reply)).toBe(2);
	});

	it.each([
		['ECONNRESET', 2],
		['ETIMEDOUT', 1],
		['ENOTFOUND', 1],
		['CERT_HAS_EXPIRED', 1],
	])('that fails with %s is sent so often: %i', async (code, times) => {
		const error = Object.assign(new Error(code), { code });
		expect(await sentFor((mock) => mock.replyWithError(error))).toBe(times);
	});

	it.each<[string, () => void]>([
		['401 without a code', () => nock(HOST).post('/oauth/token').reply(401, '')],
		['500', () => nock(HOST).post('/oauth/token').reply(500, {})],
		[
			'internal_server_error',
			() => nock(HOST).post('/oauth/token').reply(400, { error: 'internal_server_error' }),
		],
	])('succeeds after one %s', async (_, fault) => {
		fault();
		grant();
		expect(await exchange()).toEqual({ accessToken: 'token-1' });
	});

	it('has a time limit for all of it, the body of the answer included', async () => {
		const asked: Array<Parameters<HttpRequest>[0]> = [];
		const limit = jest.spyOn(AbortSignal, 'timeout');
		await exchange(async (options) => {
			asked.push(options);
			return { access_token: 'token-1' };
		});
		expect(asked[0].timeout).toBe(15_000);
		expect(limit).toHaveBeenCalledWith(15_000);
		expect(asked[0].abortSignal).toBe(limit.mock.results[0].value);
		limit.mockRestore();
	});

	it('follows no redirect, so that nobody else gets the assertion', async () => {
		const elsewhere = nock('https://elsewhere.example.com').post('/oauth/token').reply(200, {});
		const elsewhereByGet = nock('https://elsewhere.example.com').get('/oauth/token').reply(200, {});
		nock(HOST)
			.post('/oauth/token')
			.reply(307, '', { Location: 'https://elsewhere.example.com/oauth/token' });
		const error = await authError(exchange);
		expect(error.docusignCode).toBe('DOCUSIGN_OAUTH_REDIRECTED');
		expect(elsewhere.isDone() || elsewhereByGet.isDone()).toBe(false);
	});
});

describe('a helper of another n8n version', () => {
	it('may hand back the body alone', async () => {
		expect(await exchange(async () => ({ access_token: 'token-1' }))).toEqual({
			accessToken: 'token-1',
		});
	});

	it('may reject for a status although told not to', async () => {
		const rejection = Object.assign(new Error('Request failed with status code 400'), {
			response: { status: 400, data: { error: 'consent_required' } },
		});
		const error = await authError(
			async () => await exchange(async () => Promise.reject(rejection)),
		);
		expect(error.docusignCode).toBe('DOCUSIGN_CONSENT_REQUIRED');
	});
});

describe('an error of a token request', () => {
	const assertions: string[] = [];
	/** A server, or a network layer, that repeats what it was sent wherever it can. */
	const echo = (kind: number): HttpRequest => {
		return async (options) => {
			const form = String(options.body);
			const assertion = new URLSearchParams(form).get('assertion')!;
			assertions.push(assertion);
			const echoes = [
				{ statusCode: 400, body: { error: 'invalid_grant', error_description: assertion } },
				{ statusCode: 400, body: { error: assertion, error_description: form } },
				{ statusCode: 400, body: `<html>${form}</html>` },
				{ statusCode: 500, body: { errorCode: assertion, message: rsaKey.pkcs1 } },
				{ statusCode: 200, body: { access_token: `${assertion}\r\nX-Forged: 1` } },
			];
			if (kind < echoes.length) return { headers: {}, ...echoes[kind] };
			throw Object.assign(new Error(`connect ETIMEDOUT ${form}`), {
				code: 'ETIMEDOUT',
				config: { data: form },
				request: { body: form },
			});
		};
	};

	it('holds nothing of the assertion, the key or the token, even if the server echoes them', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 5 }), async (kind) => {
				const error = await authError(async () => await exchange(echo(kind)));
				const everything = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`;
				const assertion = assertions[assertions.length - 1];
				expectNothingOf(assertion, everything);
				expectNothingOf(rsaKey.pkcs1, everything);
			}),
			{ numRuns: 24 },
		);
	});

	it('has none of the properties that n8n reads before the message', async () => {
		nock(HOST).post('/oauth/token').reply(401, { error: 'invalid_client' });
		const error = await authError(exchange);
		for (const property of ['code', 'response', 'statusCode', 'status', 'cause', 'config']) {
			expect(error).not.toHaveProperty(property);
		}
	});

	it.each([
		['2026-03-01T11:48:00Z', 'The clock here is 12 min ahead of Docusign'],
		['2026-03-01T12:30:00Z', 'The clock here is 30 min behind Docusign'],
	])('about time tells both clocks apart when the server says %s', async (date, text) => {
		nock(HOST)
			.post('/oauth/token')
			.reply(
				400,
				{ error: 'invalid_grant', error_description: 'expired_grant' },
				{ Date: new Date(date).toUTCString() },
			);
		expect((await authError(exchange)).message).toContain(text);
	});

	it('about time does not blame a clock that is right', async () => {
		nock(HOST)
			.post('/oauth/token')
			.reply(
				400,
				{ error: 'invalid_grant', error_description: 'expired_grant' },
				{ Date: new Date(NOW + 5000).toUTCString() },
			);
		expect((await authError(exchange)).message).not.toContain('The clock here');
	});
});
