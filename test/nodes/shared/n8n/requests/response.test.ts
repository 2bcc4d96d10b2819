import { responseInError } from '../../../../../nodes/shared/n8n/requests/response';

const axiosError = (cause: object) => ({ cause: { isAxiosError: true, ...cause } });

describe('the answer inside an error of the engine', () => {
	it('has status, headers in lower case and the parsed body', () => {
		const response = {
			status: 400,
			headers: { 'X-RateLimit-Reset': 1631174400 },
			data: '{"errorCode":"A"}',
		};
		expect(responseInError(axiosError({ response }))).toEqual({
			status: 400,
			headers: { 'x-ratelimit-reset': '1631174400' },
			body: { errorCode: 'A' },
		});
	});

	it('is found without a cause, as older engines drop it', () => {
		expect(responseInError({ httpCode: '404', context: { data: { message: 'No' } } })).toEqual({
			status: 404,
			headers: {},
			body: { message: 'No' },
		});
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('says that %s was never sent', (code) => {
		expect(responseInError(axiosError({ code }))).toEqual({ reason: code, sent: false });
	});

	it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED'])('does not know of %s', (code) => {
		expect(responseInError(axiosError({ code }))).toEqual({ reason: code, sent: true });
		expect(responseInError({ httpCode: code })).toEqual({ reason: code, sent: true });
	});

	it.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED'])(
		'passes on %s, also without a cause',
		(code) => {
			expect(responseInError({ httpCode: code })).toMatchObject({ reason: code });
		},
	);

	it('is none when the body broke off behind a status 200', () => {
		const error = axiosError({ code: 'ERR_BAD_RESPONSE', response: { status: 200 } });
		expect(responseInError(error)).toEqual({ reason: 'the answer was cut off' });
	});

	it.each([
		['a sign-in that failed', { message: 'No consent', cause: { message: 'No consent' } }],
		['a cancelled run', axiosError({ code: 'ERR_CANCELED' })],
		['something else', { message: 'Oops', httpCode: null }],
		['no object', 'Oops'],
	])('is not looked for in %s', (_, error) => {
		expect(responseInError(error)).toBeUndefined();
	});
});
