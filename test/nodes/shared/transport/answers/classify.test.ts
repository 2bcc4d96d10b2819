import fc from 'fast-check';

import type { Answer, ApiResponse } from '../../../../../nodes/shared/http';
import { classify, type Expectation } from '../../../../../nodes/shared/transport/answers/classify';

const now = Date.UTC(2030, 0, 1, 12, 0, 0);
const get: Expectation = { method: 'GET' };
const post: Expectation = { method: 'POST' };
const answer = (status: number, body: unknown = {}, headers = {}): ApiResponse => ({
	status,
	headers,
	body,
});
const epoch = (ms: number) => String(Math.ceil((now + ms) / 1_000));

describe('classify', () => {
	it.each([
		[401, 'unauthorized'],
		[403, 'forbidden'],
		[404, 'notFound'],
		[400, 'refused'],
		[409, 'refused'],
		[422, 'refused'],
		[302, 'redirected'],
		[307, 'redirected'],
		[408, 'serverError'],
		[500, 'serverError'],
		[503, 'serverError'],
	])('takes status %i for %s', (status, kind) => {
		const body = { errorCode: 'SOMETHING', message: 'Some text' };
		const outcome = classify(answer(status, body, { 'x-docusign-tracetoken': 't-1' }), post, now);
		expect(outcome).toMatchObject({
			kind,
			status,
			text: { error: 'SOMETHING', message: 'Some text' },
			traceToken: 't-1',
		});
	});

	it.each([400, 401, 403, 404])(
		'takes a fault that names itself for one, under %i too',
		(status) => {
			for (const error of ['internal_server_error', 'INTERNAL_SERVER_ERROR', 'server_error']) {
				const outcome = classify(answer(status, { error, reference_id: 'r-1' }), post, now);
				expect(outcome).toMatchObject({ kind: 'serverError', status });
			}
			const other = classify(answer(status, { error: 'internal_server_error_codes' }), post, now);
			expect(other.kind).not.toBe('serverError');
		},
	);

	it.each([
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'CERT_HAS_EXPIRED',
		'CERT_NOT_YET_VALID',
		'CERT_UNTRUSTED',
		'HOSTNAME_MISMATCH',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('knows %s for a certificate that is not trusted, before anything was sent', (reason) => {
		expect(classify({ reason }, post, now)).toMatchObject({ why: 'untrusted', sent: false });
	});

	it.each(['ECONNRESET', 'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ETIMEDOUT', ''])(
		'does not take %j for a certificate',
		(reason) => {
			expect(classify({ reason }, post, now)).toMatchObject({ why: 'noAnswer', sent: true });
		},
	);

	it('names the host of a redirect, and nothing else of it', () => {
		const location = 'https://user:pw@evil.example.com:8443/path?token=x';
		const outcome = classify(answer(302, '', { location }), get, now);
		expect(outcome).toMatchObject({ kind: 'redirected', host: 'evil.example.com:8443' });
		expect(JSON.stringify(outcome)).not.toMatch(/pw|token=/);
	});

	it('gives the Retry-After of a server error', () => {
		const outcome = classify(answer(503, '', { 'retry-after': '20' }), get, now);
		expect(outcome).toMatchObject({ kind: 'serverError', retryAfterMs: 20_000 });
	});

	describe('of a limit', () => {
		it.each([
			['HOURLY_APIINVOCATION_LIMIT_EXCEEDED', 'hourly'],
			['BURST_APIINVOCATION_LIMIT_EXCEEDED', 'burst'],
			['Hourly_Envelope_Polling_Limit_Exceeded', 'hourly'],
			['Burst_APIInvocation_Envelope_Limit_Exceeded', 'burst'],
			['OTHER_LIMIT_EXCEEDED', 'unknown'],
		])('knows 400 with %s', (errorCode, limit) => {
			expect(classify(answer(400, { errorCode }), post, now)).toMatchObject({
				kind: 'throttled',
				limit,
			});
			expect(classify(answer(400, { error: errorCode }), post, now)).toMatchObject({
				kind: 'throttled',
				limit,
			});
		});

		it('knows the documented sentence', () => {
			const message = 'The maximum number of hourly API invocations has been exceeded.';
			expect(classify(answer(400, { message }), post, now)).toMatchObject({
				kind: 'throttled',
				limit: 'hourly',
			});
		});

		it('knows 429 with nothing else', () => {
			expect(classify(answer(429, ''), post, now)).toMatchObject({
				kind: 'throttled',
				limit: 'unknown',
				resetAt: undefined,
			});
		});

		it('takes a far reset of a used-up budget for the hourly limit', () => {
			const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch(1_800_000) };
			expect(classify(answer(429, '', headers), post, now)).toMatchObject({
				limit: 'hourly',
				resetAt: now + 1_800_000,
			});
		});

		it('does not wait for the hour when the hour has calls left', () => {
			const headers = { 'x-ratelimit-remaining': '2500', 'x-ratelimit-reset': epoch(1_800_000) };
			expect(classify(answer(429, '', headers), post, now)).toMatchObject({
				limit: 'burst',
				resetAt: undefined,
			});
		});

		it('does not wait for the hour when a burst was refused', () => {
			const body = { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED' };
			const outcome = classify(
				answer(400, body, { 'x-ratelimit-reset': epoch(1_800_000) }),
				post,
				now,
			);
			expect(outcome).toMatchObject({ limit: 'burst', resetAt: undefined });
		});

		it('waits for a near reset when a burst was refused', () => {
			const body = { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED' };
			const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch(1_000) };
			expect(classify(answer(400, body, headers), post, now)).toMatchObject({
				limit: 'burst',
				resetAt: now + 1_000,
			});
		});

		it.each(['USER_LIMIT_EXCEEDED', 'Account_User_Limit_Exceeded', 'SEATS_LIMIT_EXCEEDED'])(
			'does not take %s for one, since no waiting lifts the limits of a plan',
			(code) => {
				expect(classify(answer(400, { errorCode: code }), post, now).kind).toBe('refused');
				expect(classify(answer(400, { message: `Refused: ${code}` }), post, now).kind).toBe(
					'refused',
				);
			},
		);

		it('knows a rate that is counted by user for one', () => {
			const outcome = classify(answer(400, { errorCode: 'USER_RATE_LIMIT_EXCEEDED' }), post, now);
			expect(outcome.kind).toBe('throttled');
		});

		it('does not take a refused token for a limit', () => {
			const outcome = classify(answer(401, { errorCode: 'X_LIMIT_EXCEEDED' }), get, now);
			expect(outcome.kind).toBe('unauthorized');
		});
	});

	describe('of a success', () => {
		it.each<[string, ApiResponse, Expectation]>([
			['an object', answer(200, { users: [] }), get],
			['a list', answer(200, []), get],
			['no content', answer(204, ''), get],
			['an empty answer to a write', answer(200, ''), post],
			['text where text is expected', answer(200, 'a,b\n1,2'), { method: 'GET', expects: 'text' }],
			['an empty text', answer(200, ''), { method: 'GET', expects: 'text' }],
		])('accepts %s', (_, response, expectation) => {
			expect(classify(response, expectation, now)).toEqual({ kind: 'ok', response });
		});

		it.each<[string, ApiResponse, Expectation]>([
			['JSON cut short', answer(200, '{"users":[{"id":"1"'), get],
			['JSON cut short after a write', answer(201, '{"id":"1"'), post],
			['a page of HTML', answer(200, '<!DOCTYPE html><p>Log in'), get],
			['nothing where a list was asked for', answer(200, ''), get],
			['null where a list was asked for', answer(200, null), get],
			['no body where a list was asked for', { ...answer(200), body: undefined }, get],
		])('does not trust %s', (_, response, expectation) => {
			expect(classify(response, expectation, now)).toMatchObject({
				kind: 'unknownOutcome',
				why: 'cutOff',
				sent: true,
			});
		});
	});

	it('takes an hourly limit that does not say so to end at the top of the hour', () => {
		const body = { errorCode: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED', message: 'No more' };
		const soon = now + 59 * 60_000;
		expect(classify(answer(400, body), get, soon)).toMatchObject({
			kind: 'throttled',
			limit: 'hourly',
			resetAt: now + 3_600_000,
		});
		expect(classify(answer(400, body), get, now)).toMatchObject({ resetAt: now + 3_600_000 });
	});

	it('does not know what became of a request without an answer, unless it never left', () => {
		const lost: Answer = { reason: 'ECONNRESET' };
		expect(classify(lost, post, now)).toMatchObject({ kind: 'unknownOutcome', sent: true });
		expect(classify({ ...lost, sent: false }, post, now)).toMatchObject({ sent: false });
	});

	it('finds an outcome for any answer, and success only within 2xx', () => {
		const answers = fc.record({
			status: fc.integer({ min: 100, max: 599 }),
			headers: fc.dictionary(fc.string(), fc.string()),
			body: fc.anything(),
		});
		fc.assert(
			fc.property(answers, (given) => {
				const { kind } = classify(given, get, now);
				if (kind === 'ok') expect(Math.floor(given.status / 100)).toBe(2);
			}),
		);
	});
});
