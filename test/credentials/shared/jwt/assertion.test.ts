import { verify } from 'node:crypto';

import { signAssertion } from '../../../../credentials/shared/jwt/assertion';
import { CLIENT_ID, rsaKey, USER_ID } from '../../support/jwt';

const CLAIMS = {
	integrationKey: CLIENT_ID,
	userId: USER_ID,
	audience: 'account.docusign.com',
	scopes: ['signature', 'impersonation', 'user_read'],
	now: 1_700_000_000,
};

async function decode(claims: Parameters<typeof signAssertion>[0]) {
	const assertion = await signAssertion(claims, rsaKey.privateKey);
	const [header, payload] = assertion
		.split('.')
		.map((part) => Buffer.from(part, 'base64url').toString());
	return { assertion, header: JSON.parse(header), payload: JSON.parse(payload) };
}

describe('an assertion', () => {
	it('is signed with RS256, and node:crypto agrees', async () => {
		const { assertion, header } = await decode(CLAIMS);
		const [head, body, signature] = assertion.split('.');
		expect(header).toEqual({ alg: 'RS256', typ: 'JWT' });
		expect(
			verify(
				'RSA-SHA256',
				Buffer.from(`${head}.${body}`),
				rsaKey.publicKey,
				Buffer.from(signature, 'base64url'),
			),
		).toBe(true);
	});

	it('carries exactly the claims that Docusign reads, and no nbf', async () => {
		const { payload } = await decode(CLAIMS);
		expect(payload).toEqual({
			iss: CLIENT_ID,
			sub: USER_ID,
			aud: 'account.docusign.com',
			scope: 'signature impersonation user_read',
			iat: 1_699_999_940,
			exp: 1_700_000_600,
		});
	});

	it('is taken where the clock here is ahead by less than a minute', async () => {
		const { payload } = await decode(CLAIMS);
		expect(payload.iat).toBe(CLAIMS.now - 60);
	});

	it('has no sub when it is for the application itself', async () => {
		const { payload } = await decode({ ...CLAIMS, userId: undefined });
		expect(payload).not.toHaveProperty('sub');
	});

	it('is good for an hour at most', async () => {
		const { payload } = await decode(CLAIMS);
		expect(payload.exp - payload.iat).toBeLessThanOrEqual(3600);
	});
});
