import { generateKeyPairSync } from 'node:crypto';

import { WORDS_N8N_REPLACES } from '../../../../credentials/shared/messageFilter';
import { SCIM_TEST_ERRORS } from '../../../../credentials/shared/scim/scimConnectionTest';
import { SCIM_TOKEN_ROWS, SCIM_URL_ROWS } from '../../../../credentials/shared/scim/scimErrors';
import {
	checkDestination,
	readScimSettings,
} from '../../../../credentials/shared/scim/scimSettings';
import { authError, expectNothingOf } from '../../support/jwt';

const baseUrl = 'https://account.docusign.com/scim/v2';
const bearerToken = 'a-static-token';
const read = (change: object) => readScimSettings({ baseUrl, bearerToken, ...change });

describe('the fields of a SCIM credential', () => {
	it.each([
		[{}, baseUrl],
		[{ baseUrl: ` ${baseUrl}// ` }, baseUrl],
		[
			{ baseUrl: 'https://account-d.docusign.com/scim/v2' },
			'https://account-d.docusign.com/scim/v2',
		],
		[{ baseUrl: 'http://127.0.0.1:8080/scim' }, 'http://127.0.0.1:8080/scim'],
		[{ baseUrl: 'http://localhost:8080' }, 'http://localhost:8080'],
		[{ baseUrl: 'http://[::1]:8080/' }, 'http://[::1]:8080'],
		[{ baseUrl: 'https://users.example.com/Users/scim' }, 'https://users.example.com/Users/scim'],
	])('may be %j', (change, expected) => {
		expect(read(change)).toEqual({ baseUrl: expected, token: bearerToken });
	});

	it('may hold the token with what stands before it in a header', () => {
		expect(read({ bearerToken: ` Bearer  ${bearerToken}\n` }).token).toBe(bearerToken);
	});

	it.each([
		['', SCIM_URL_ROWS.blank],
		[undefined, SCIM_URL_ROWS.blank],
		['account.docusign.com/scim/v2', SCIM_URL_ROWS.notUrl],
		['https://', SCIM_URL_ROWS.notUrl],
		['http://account.docusign.com/scim/v2', SCIM_URL_ROWS.notHttps],
		['http://127.0.0.1.example.com/scim', SCIM_URL_ROWS.notHttps],
		['https://user:pass@scim.example.com', SCIM_URL_ROWS.withLogin],
		['https://scim.example.com/?a=b', SCIM_URL_ROWS.withQuery],
		['https://scim.example.com/v2/Users', SCIM_URL_ROWS.withEndpoint],
		['https://account.docusign.com/scim/v2/ServiceProviderConfig/', SCIM_URL_ROWS.withEndpoint],
		['https://api.docusign.net/Management', SCIM_URL_ROWS.isAdminApi],
		['https://api-d.docusign.net', SCIM_URL_ROWS.isAdminApi],
		['http://127.0.0.1:80/Management/v2', SCIM_URL_ROWS.isAdminApi],
		['https://na3.docusign.net/restapi', SCIM_URL_ROWS.isESignature],
		['https://account.docusign.com', SCIM_URL_ROWS.notScim],
		['https://account-d.docusign.com/oauth/token', SCIM_URL_ROWS.notScim],
	])('name what is wrong with the address %s', async (address, row) => {
		const error = await authError(() => read({ baseUrl: address }));
		expect(error.docusignCode).toBe(row.code);
		expect(error.message).toContain(row.remedy);
	});

	it.each([
		['', SCIM_TOKEN_ROWS.blank],
		['Bearer ', SCIM_TOKEN_ROWS.blank],
		['two words', SCIM_TOKEN_ROWS.notHeader],
		['with\r\nX-Header: forged', SCIM_TOKEN_ROWS.notHeader],
		['naïve', SCIM_TOKEN_ROWS.notHeader],
		['eyJ0eXAiOiJNVCIsImFsZyI6IlJTMjU2In0.AQoAAAAB.c2ln', SCIM_TOKEN_ROWS.accessToken],
	])('name what is wrong with the token %j', async (token, row) => {
		const error = await authError(() => read({ bearerToken: token }));
		expect(error.docusignCode).toBe(row.code);
	});

	it('never show the token or the key that was pasted for one', async () => {
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
		const error = await authError(() => read({ bearerToken: pem }));
		expect(error.docusignCode).toBe(SCIM_TOKEN_ROWS.key.code);
		expectNothingOf(pem, JSON.stringify({ ...error, message: error.message, stack: error.stack }));
	});
});

describe('where the token may go', () => {
	const settings = { baseUrl, token: bearerToken };

	it.each([
		['/Users', baseUrl],
		['/Users/a:b', baseUrl],
		['https://account.docusign.com/scim/v2/Users', undefined],
		['https://account.docusign.com:443/scim/v2/Users', 'https://elsewhere.example.com'],
	])('is its own host: %s below %s', (url, base) => {
		expect(() => checkDestination(settings, url, base)).not.toThrow();
	});

	it.each([
		['/Users', 'https://elsewhere.example.com'],
		['/Users', ''],
		['https://elsewhere.example.com/Users', baseUrl],
		['//elsewhere.example.com/Users', baseUrl],
		['http://account.docusign.com/scim/v2/Users', baseUrl],
		['https://account.docusign.com:8443/Users', baseUrl],
		['https://account.docusign.com.example.com/Users', baseUrl],
		['https://account.docusign.com@example.com/Users', baseUrl],
		['javascript:alert(1)', baseUrl],
	])('is no other: %s below %s', async (url, base) => {
		const error = await authError(() => checkDestination(settings, url, base));
		expect(error.docusignCode).toBe('DOCUSIGN_SCIM_TOKEN_ELSEWHERE');
		expect(error.message).not.toContain(bearerToken);
	});
});

describe('the texts', () => {
	const rows = [
		...Object.values(SCIM_URL_ROWS),
		...Object.values(SCIM_TOKEN_ROWS),
		...SCIM_TEST_ERRORS,
	];

	it('are sentences that n8n shows as they are, with codes of their own', () => {
		expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
		for (const { code, cause, remedy } of rows) {
			expect(code).toMatch(/^DOCUSIGN_SCIM_[A-Z_]+$/);
			expect(cause).toMatch(/\.$/);
			expect(remedy).toMatch(/\.$/);
			expect(`${cause} ${remedy}`).not.toMatch(new RegExp(WORDS_N8N_REPLACES.join('|'), 'i'));
		}
	});
});
