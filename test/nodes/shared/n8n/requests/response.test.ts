/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';

import { responseInError } from '../../../../../nodes/shared/n8n/requests/response';

const axiosError = (cause: object) => ({ cause: { isAxiosError: true, ...cause } });

describe('the answer inside an error of the engine', () => {
	it('has status, headers in lower case and the parsed body', async () => {
		const response = {
			status: 400,
			headers: { 'X-RateLimit-Reset': 1631174400 },
			data: '{"errorCode":"A"}',
		};
		expect(await responseInError(axiosError({ response }))).toEqual({
			status: 400,
			headers: { 'x-ratelimit-reset': '1631174400' },
			body: { errorCode: 'A' },
		});
	});

	it('is found without a cause, as older engines drop it', async () => {
		expect(
			await responseInError({ httpCode: '404', context: { data: { message: 'No' } } }),
		).toEqual({
			status: 404,
			headers: {},
			body: { message: 'No' },
		});
	});

	it('has the words of one whose body is still on its way', async () => {
		const data = Readable.from([Buffer.from('{"error":'), Buffer.from('"no"}')]);
		const answer = { status: 403, headers: {}, body: { error: 'no' } };
		expect(await responseInError({ httpCode: '403', context: { data } })).toEqual(answer);
	});

	it('has what came of a body that broke off', async () => {
		const data = Readable.from(
			(function* () {
				yield Buffer.from('Not to');
				throw new Error('socket hang up');
			})(),
		);
		const answer = { status: 500, headers: {}, body: 'Not to' };
		expect(await responseInError({ httpCode: '500', context: { data } })).toEqual(answer);
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
		'says that %s was never sent',
		async (code) => {
			expect(await responseInError(axiosError({ code }))).toEqual({ reason: code, sent: false });
		},
	);

	it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED'])('does not know of %s', async (code) => {
		expect(await responseInError(axiosError({ code }))).toEqual({ reason: code, sent: true });
		expect(await responseInError({ httpCode: code })).toEqual({ reason: code, sent: true });
	});

	it.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED'])(
		'passes on %s, also without a cause',
		async (code) => {
			expect(await responseInError({ httpCode: code })).toMatchObject({ reason: code });
		},
	);

	it('is none when the body broke off behind a status 200', async () => {
		const error = axiosError({ code: 'ERR_BAD_RESPONSE', response: { status: 200 } });
		expect(await responseInError(error)).toEqual({ reason: 'the answer was cut off' });
	});

	it.each([
		['a sign-in that failed', { message: 'No consent', cause: { message: 'No consent' } }],
		['a cancelled run', axiosError({ code: 'ERR_CANCELED' })],
		['something else', { message: 'Oops', httpCode: null }],
		['no object', 'Oops'],
	])('is not looked for in %s', async (_, error) => {
		expect(await responseInError(error)).toBeUndefined();
	});
});
