import { generateKeyPairSync, randomBytes } from 'node:crypto';

import { tokenKind } from '../../../../credentials/shared/scim/scimToken';
import { signAssertion } from '../../../../credentials/shared/jwt/assertion';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 24 * 3_600;
const inSeconds = (later: number) => NOW / 1000 + later;

const life = (from: number, to: number) => ({
	iss: 'docusign',
	iat: inSeconds(from),
	exp: inSeconds(to),
});

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
		['a JWT that never ends', jwt({ iss: 'https://account.docusign.com', iat: inSeconds(0) })],
		['a JWT that is made for months', jwt(life(0, 180 * DAY))],
		['a JWT made for months, in its last week', jwt(life(-175 * DAY, 5 * DAY))],
		['a JWT made for months that is over', jwt(life(-200 * DAY, -20 * DAY))],
		['a JWT that does not say since when', jwt({ iss: 'docusign', exp: inSeconds(3_600) })],
		['a sealed token of another kind', jwt('AQoAAAABAAUABwCA', { alg: 'RS256', typ: 'at' })],
	])('may be a static token: %s', (_, token) => {
		expect(tokenKind(token)).toBe('static');
	});

	it.each([
		['with scopes', jwt({ iss: 'https://account.docusign.com', scp: ['user_read'] })],
		['with scopes only', jwt({ scp: 'user_read' })],
		['with scopes, whatever its end', jwt({ scp: [], exp: inSeconds(400 * DAY) })],
		['that is made for hours', jwt(life(0, 8 * 3_600))],
		['that was made for hours', jwt(life(-9 * DAY, -9 * DAY + 3_600))],
		['that is made for 30 days', jwt(life(0, 30 * DAY))],
		["in Docusign's own form", jwt('AQoAAAABAAUABwCA', { typ: 'MT', alg: 'RS256', kid: '1' })],
	])('is an OAuth token: one %s', (_, token) => {
		expect(tokenKind(token)).toBe('accessToken');
	});

	it('is no assertion without the host that one is for', () => {
		const claims = { iss: 'k', scope: 'user_read' };
		expect(tokenKind(jwt(claims))).toBe('accessToken');
		expect(tokenKind(jwt({ ...claims, aud: null }))).toBe('accessToken');
		expect(tokenKind(jwt({ ...claims, aud: 'account.docusign.com' }))).toBe('assertion');
	});

	it('is the assertion that this package signs', async () => {
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const claims = { integrationKey: 'k', audience: 'account.docusign.com', scopes: ['user_read'] };
		const token = await signAssertion({ ...claims, userId: 'u', now: inSeconds(0) }, privateKey);
		expect(tokenKind(token)).toBe('assertion');
		const local = await signAssertion(
			{ ...claims, audience: '127.0.0.1:8080', now: inSeconds(0) },
			privateKey,
		);
		expect(tokenKind(local)).toBe('assertion');
	});
});
