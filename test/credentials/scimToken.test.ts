import { generateKeyPairSync, randomBytes } from 'node:crypto';

import { tokenKind } from '../../credentials/shared/scimToken';
import { signAssertion } from '../../credentials/shared/assertion';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 24 * 3_600;
const inSeconds = (later: number) => NOW / 1000 + later;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object | string, header: object = { typ: 'JWT', alg: 'RS256' }) =>
	[part(header), typeof claims === 'string' ? claims : part(claims), part({ s: 1 })].join('.');

describe('what was pasted as a token', () => {
	it.each([
		['random Base64', randomBytes(32).toString('base64')],
		['random hexadecimal', randomBytes(32).toString('hex')],
		['a GUID', '2819c223-7f76-453a-919d-413861904646'],
		['three parts that are no JWT', 'scim.v1.2819c223'],
		['three parts of which one is no text', 'scim..x'],
		['JSON that is no header', jwt({ iss: 'x' }, { kid: '1' })],
		['a JWT that says nothing of an issuer or scopes', jwt({ org: 'o-1' })],
		['a JWT that is good for months', jwt({ iss: 'docusign', exp: inSeconds(180 * DAY) })],
		['a sealed token of another kind', jwt('AQoAAAABAAUABwCA', { alg: 'RS256', typ: 'at' })],
	])('may be a static token: %s', (_, token) => {
		expect(tokenKind(token, NOW)).toBe('static');
	});

	it.each([
		['with scopes', jwt({ iss: 'https://account.docusign.com', scp: ['user_read'] })],
		['with scopes only', jwt({ scp: 'user_read' })],
		['with scopes, whatever its end', jwt({ scp: [], exp: inSeconds(400 * DAY) })],
		['with an issuer', jwt({ iss: 'https://account.docusign.com' })],
		['with an issuer and an end', jwt({ iss: 'docusign', exp: inSeconds(8 * 3_600) })],
		['with an end that is past', jwt({ iss: 'docusign', exp: inSeconds(-DAY) })],
		["in Docusign's own form", jwt('AQoAAAABAAUABwCA', { typ: 'MT', alg: 'RS256', kid: '1' })],
	])('is an OAuth token: one %s', (_, token) => {
		expect(tokenKind(token, NOW)).toBe('accessToken');
	});

	it('is the assertion that this package signs', async () => {
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const claims = { integrationKey: 'k', audience: 'account.docusign.com', scopes: ['user_read'] };
		const token = await signAssertion(
			{ ...claims, userId: 'u', issuedAt: inSeconds(0) },
			privateKey,
		);
		expect(tokenKind(token, NOW)).toBe('assertion');
		const local = await signAssertion(
			{ ...claims, audience: '127.0.0.1:8080', issuedAt: inSeconds(0) },
			privateKey,
		);
		expect(tokenKind(local, NOW)).toBe('assertion');
	});

	it('is a key, public or private', () => {
		const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
		expect(tokenKind(pem, NOW)).toBe('key');
		expect(tokenKind(pem.replaceAll('\n', ' '), NOW)).toBe('key');
		expect(tokenKind(publicKey.export({ type: 'spki', format: 'pem' }).toString(), NOW)).toBe(
			'key',
		);
	});
});
