import { generateKeyPairSync } from 'node:crypto';

import { WORDS_N8N_REPLACES } from '../../../../credentials/shared/messageFilter';
import { SCIM_TEST_ERRORS } from '../../../../credentials/shared/scim/scimConnectionTest';
import {
	SCIM_DOUBT_ROWS,
	SCIM_TOKEN_ROWS,
	SCIM_URL_ROWS,
} from '../../../../credentials/shared/scim/scimErrors';
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
		expect(read(change)).toEqual({ baseUrl: expected, token: bearerToken, doubts: {} });
	});

	it.each([
		` Bearer  ${bearerToken}\n`,
		`"${bearerToken}"`,
		`'Bearer ${bearerToken}'`,
		`bearer "${bearerToken}"`,
	])('may hold the token with what is copied with it: %j', (pasted) => {
		expect(read({ bearerToken: pasted }).token).toBe(bearerToken);
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
	])('name what is wrong with the address %s', async (address, row) => {
		const error = await authError(() => read({ baseUrl: address }));
		expect(error.docusignCode).toBe(row.code);
		expect(error.message).toContain(row.remedy);
	});

	it.each([
		['', SCIM_TOKEN_ROWS.blank],
		['Bearer ', SCIM_TOKEN_ROWS.blank],
		['""', SCIM_TOKEN_ROWS.blank],
		['two words', SCIM_TOKEN_ROWS.notHeader],
		['with\r\nX-Header: forged', SCIM_TOKEN_ROWS.notHeader],
		['naïve', SCIM_TOKEN_ROWS.notHeader],
	])('name what is wrong with the token %j', async (token, row) => {
		const error = await authError(() => read({ bearerToken: token }));
		expect(error.docusignCode).toBe(row.code);
	});

	it.each([
		['https://api.docusign.net/Management', SCIM_DOUBT_ROWS.isAdminApi],
		['https://api-d.docusign.net', SCIM_DOUBT_ROWS.isAdminApi],
		['http://127.0.0.1:80/Management/v2', SCIM_DOUBT_ROWS.isAdminApi],
		['https://na3.docusign.net/restapi', SCIM_DOUBT_ROWS.isESignature],
		['https://account.docusign.com', SCIM_DOUBT_ROWS.notScim],
		['https://account-d.docusign.com/oauth/token', SCIM_DOUBT_ROWS.notScim],
		['https://api.docusign.net/scim/v2', undefined],
		['https://gateway.example.com/Management/scim', undefined],
		['https://account.docusign.com/organizations/o-1/scim', undefined],
	])('may hold an address that looks like another one: %s', (address, doubt) => {
		expect(read({ baseUrl: address })).toMatchObject({ baseUrl: address, doubts: { url: doubt } });
	});

	it('may hold a token that looks like another one', () => {
		const header = Buffer.from(JSON.stringify({ typ: 'MT', alg: 'RS256' })).toString('base64url');
		const token = `${header}.AQoAAAAB.c2ln`;
		const doubts = { token: SCIM_DOUBT_ROWS.accessToken };
		expect(read({ bearerToken: token })).toMatchObject({ token, doubts });
	});

	it('hold no key, public or private, whatever became of its lines', async () => {
		const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
		const half = publicKey.export({ type: 'spki', format: 'pem' }).toString();
		for (const key of [pem, pem.replaceAll('\n', ' '), half]) {
			const { docusignCode } = await authError(() => read({ bearerToken: key }));
			expect(docusignCode).toBe(SCIM_TOKEN_ROWS.key.code);
		}
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
	const settings = { baseUrl };

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
		...Object.values(SCIM_DOUBT_ROWS),
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
