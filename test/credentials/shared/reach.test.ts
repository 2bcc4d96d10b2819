import { reach } from '../../../credentials/shared/reach';

const URL_OF_SERVER = 'https://scim.example.com/scim/v2/ServiceProviderConfig';
/** What n8n's helper rejects with; a key of the request must not show. */
const failure = (code: string, message = '') =>
	Object.assign(new Error(message), { code, config: { headers: { Authorization: 'secret' } } });

const said = async (error: unknown) =>
	await reach(async () => await Promise.reject(error as Error), URL_OF_SERVER, "'Base URL'").then(
		() => 'reached',
		({ message }: Error) => message,
	);

describe('calling on a host', () => {
	it.each([
		['ENOTFOUND', 'HOST_UNKNOWN'],
		['EAI_AGAIN', 'HOST_UNKNOWN'],
		['ECONNREFUSED', 'REFUSED_CONNECTION'],
		['ETIMEDOUT', 'TIMEOUT'],
		['ECONNABORTED', 'TIMEOUT'],
		['ERR_CANCELED', 'TIMEOUT'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS'],
		['ECONNRESET', 'NO_CONNECTION'],
		['', 'NO_CONNECTION'],
	])('puts %s into words', async (code, told) => {
		for (const error of [failure(code), Object.assign(new Error('x'), { cause: failure(code) })]) {
			const message = await said(error);
			expect(message).toContain(`(DOCUSIGN_TEST_${told})`);
			expect(message).toContain('scim.example.com');
			expect(message).not.toMatch(/secret|undefined|\{/);
		}
	});

	it("tells n8n's own refusals apart", async () => {
		expect(await said(new Error('Domain not allowed: x'))).toContain('DOMAIN_NOT_ALLOWED');
		expect(await said(new Error('The request was blocked because …'))).toContain('TEST_BLOCKED');
	});

	it('takes any answer for one, however it comes', async () => {
		expect(await said(Object.assign(failure('ERR_BAD_REQUEST'), { response: {} }))).toBe('reached');
		let options: object = {};
		await reach(async (request) => void (options = request), URL_OF_SERVER, "'Base URL'");
		expect(JSON.stringify(options)).not.toMatch(/Authorization/i);
		expect(options).toMatchObject({ disableFollowRedirect: true, ignoreHttpStatusErrors: true });
	});
});
