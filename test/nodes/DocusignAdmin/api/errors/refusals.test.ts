import fc from 'fast-check';

import { WORDS_N8N_REPLACES } from '../../../../../credentials/shared/messageFilter';
import {
	failureFromOutcome,
	failureFromItems,
	type FailureContext,
} from '../../../../../nodes/DocusignAdmin/api/errors/refusals';
import type { Attempt } from '../../../../../nodes/shared/errors/fromOutcome';
import type { Answer } from '../../../../../nodes/shared/http';
import { classify } from '../../../../../nodes/shared/transport/answers/classify';

const now = Date.UTC(2030, 0, 1, 12, 0, 0);

type Context = FailureContext & Partial<Attempt>;

/** The failure for an answer, as the transport makes it. */
function failing(answer: Answer, { method = 'GET', ...context }: Context = {}) {
	const outcome = classify(answer, { method }, now);
	if (outcome.kind === 'ok') throw new Error('No failure');
	return failureFromOutcome(outcome, { ...context, method });
}

const status = (code: number, body: unknown = '', headers = {}): Answer => ({
	status: code,
	headers,
	body,
});
const create: Context = {
	method: 'POST',
	operation: 'create the user',
	scope: 'user_write',
	organization: 'o-1',
	account: 'a-1',
	email: 'jane@example.com',
};

describe('failureFromOutcome', () => {
	it.each<[string, Answer, Context, string, RegExp]>([
		['a refused token', status(401), create, 'TOKEN_REFUSED', /did not accept the access token/],
		[
			'a missing scope',
			status(403, { error: 'insufficient_scope' }),
			create,
			'SCOPE_MISSING',
			/lacks the scope user_write to create the user/,
		],
		['no rights', status(403), create, 'ACCESS_DENIED', /does not allow this credential/],
		[
			'no administrator',
			status(403, { errorCode: 'USER_LACKS_PERMISSIONS' }),
			create,
			'NOT_ORGANIZATION_ADMIN',
			/has not the administrator's rights in the organization "o-1"/,
		],
		[
			'an e-mail change that is refused as if the token were wrong',
			status(401, { errorCode: 'AUTHORIZATION_INVALID_TOKEN' }),
			{ method: 'POST', whenNotAuthorized: 'DOCUSIGN_EMAIL_DOMAIN_NOT_MANAGED', user: 'u-1' },
			'EMAIL_DOMAIN_NOT_MANAGED',
			/change the e-mail address of the user "u-1"/,
		],
		['an unknown user', status(404), { user: 'u-1', account: 'a-1' }, 'USER_NOT_FOUND', /"u-1"/],
		['an unknown account', status(404), { account: 'a-1' }, 'ACCOUNT_NOT_FOUND', /"a-1"/],
		[
			'an unknown organization',
			status(404),
			{ organization: 'o' },
			'ORGANIZATION_NOT_FOUND',
			/"o"/,
		],
		[
			'an unknown record',
			status(404),
			{ record: 'the export', user: 'u' },
			'NOT_FOUND',
			/the export/,
		],
		['an unknown path', status(404), {}, 'NOT_FOUND', /does not exist/],
		[
			'a wrong value',
			status(400, { error: 'invalid_request', error_description: 'Email is missing' }),
			create,
			'VALIDATION_REFUSED',
			/refused to create the user: Email is missing \(invalid_request\)$/,
		],
		['a wrong value without a text', status(400), create, 'VALIDATION_REFUSED', /gave no reason/],
		['too many at a time', status(429), create, 'BURST_LIMIT', /too many requests/],
		['maintenance', status(503), {}, 'UNAVAILABLE', /status 503/],
		['a failing server at a write', status(500), create, 'UNKNOWN_OUTCOME', /status 500/],
		['a lost answer', { reason: 'read ECONNRESET' }, {}, 'NO_ANSWER', /connection was closed/],
		['a lost answer to a write', { reason: 'ETIMEDOUT' }, create, 'UNKNOWN_OUTCOME', /too long/],
		[
			'a write that never left',
			{ reason: 'ECONNREFUSED', sent: false },
			create,
			'NO_ANSWER',
			/connection was refused/,
		],
		['a cut-off list', status(200, '{"users":['), {}, 'CUT_OFF', /cut off/],
		[
			'a redirect',
			status(302, '', { location: 'https://login.example.com/?next=1' }),
			{},
			'REDIRECT_REFUSED',
			/redirect to login\.example\.com/,
		],
	])('tells %s', (_, answer, context, code, message) => {
		const failure = failing(answer, context);
		expect(failure.code).toBe(`DOCUSIGN_${code}`);
		expect(failure.message).toMatch(message);
	});

	it('says when an hourly limit ends, and for how long to wait', () => {
		const reset = String(Date.UTC(2030, 0, 1, 13) / 1_000);
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
		const failure = failing(status(429, '', headers), create);
		expect(failure.code).toBe('DOCUSIGN_HOURLY_LIMIT');
		expect(failure.message).toContain('2030-01-01 13:00:00 UTC');
		expect(failure.retryAt).toBe(Date.UTC(2030, 0, 1, 13));
		expect(failure.unknownOutcome).toBe(false);
	});

	it('calls the outcome unknown only for writes that may have been carried out', () => {
		const unknown = (answer: Answer, context: Context) => failing(answer, context).unknownOutcome;
		expect(unknown(status(500), create)).toBe(true);
		expect(unknown({ reason: 'ETIMEDOUT' }, create)).toBe(true);
		expect(unknown(status(201, '{"id'), create)).toBe(true);
		expect(unknown({ reason: 'ECONNREFUSED', sent: false }, create)).toBe(false);
		expect(unknown(status(400), create)).toBe(false);
		expect(unknown(status(429), create)).toBe(false);
		expect(unknown(status(500), { method: 'GET' })).toBe(false);
		expect(unknown({ reason: 'ETIMEDOUT' }, { method: 'GET' })).toBe(false);
	});

	it('carries the status, the trace token and the words of Docusign', () => {
		const body = { errorCode: 'SOMETHING', message: 'Some text' };
		expect(failing(status(409, body, { 'x-docusign-tracetoken': 't-1' }))).toMatchObject({
			status: 409,
			traceToken: 't-1',
			docusign: { error: 'SOMETHING', message: 'Some text' },
		});
	});

	it('keeps tokens, headers and raw bodies to itself', () => {
		const secret = `eyJ${Buffer.from('{"alg":"RS256"}').toString('base64url')}.x.y`;
		const answers = [
			status(401, { errorCode: 'X', message: `Bearer ${secret} is bad`, hidden: 'raw-body' }),
			status(500, `<html>raw-body ${secret}</html>`, { authorization: `Bearer ${secret}` }),
			status(200, `{"raw-body":"${secret}"`),
			{ reason: `failed with Bearer ${secret}` },
		];
		for (const answer of answers) {
			const failure = failing(answer, create);
			const everything = `${JSON.stringify(failure)} ${failure.message} ${failure.stack}`;
			expect(everything).not.toContain(secret);
			expect(everything).not.toContain('raw-body');
		}
	});

	it('puts every reason into words that n8n leaves alone', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...WORDS_N8N_REPLACES, 'EPIPE', 'ERR_NETWORK', 'CERT_HAS_EXPIRED', ''),
				fc.constantFrom('', 'connect ', 'read '),
				fc.constantFrom('GET' as const, 'POST' as const),
				(word, before, method) => {
					const { message } = failing({ reason: `${before}${word}` }, { method });
					for (const replaced of WORDS_N8N_REPLACES) {
						expect(message.toUpperCase()).not.toContain(replaced);
					}
				},
			),
		);
	});
});

describe('failureFromItems', () => {
	it('tells the failure by its code', () => {
		const failures = [{ id: 'a-1', error: 'cannot_close_last_active_admin', description: 'Last' }];
		const failure = failureFromItems(failures, { operation: 'close the user', user: 'u-1' });
		expect(failure.code).toBe('DOCUSIGN_LAST_ADMINISTRATOR');
		expect(failure.message).toContain('the user "u-1" is the last active administrator');
		expect(failure.description).toContain('a-1: Last (cannot_close_last_active_admin)');
		expect(failure.docusign).toEqual({ error: failures[0].error, message: 'Last' });
	});

	it('names the first and counts the rest', () => {
		const failures = ['u-1', 'u-2', 'u-3'].map((id) => ({ id, error: 'x_y', description: 'No' }));
		const failure = failureFromItems(failures, { operation: 'update the users' });
		expect(failure.code).toBe('DOCUSIGN_ITEMS_FAILED');
		expect(failure.message).toBe(
			'Docusign answered with success but did not update the users: u-1: No (x_y), and 2 more',
		);
	});
});
