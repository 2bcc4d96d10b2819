import { issuedFor, ownToken, tokenKey } from '../../../../credentials/shared/jwt/issuedFor';
import { readJwtSettings } from '../../../../credentials/shared/jwt/jwtSettings';
import { credentialData, expectNothingOf, generateRsaKey, rsaKey } from '../../support/jwt';

const settingsOf = (changes = {}) => readJwtSettings(credentialData(changes));
const keyOf = (changes = {}) => tokenKey(settingsOf(changes));
const OTHER_GUID = '00000000-0000-4000-8000-000000000000';

/** Whatever makes a token another one. */
const CHANGES: Array<Record<string, unknown>> = [
	{ environment: 'demo' },
	{ tokenSubject: 'application' },
	{ userId: OTHER_GUID },
	{ integrationKey: OTHER_GUID },
	{ requestedScopes: 'signature' },
	{ privateKey: generateRsaKey().pkcs1 },
];

describe('the key of a credential', () => {
	it('differs with everything that shapes a token', () => {
		const keys = [keyOf(), ...CHANGES.map(keyOf)];
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('is the same for the same token however the fields are written', () => {
		expect(
			keyOf({
				requestedScopes: 'organization_read,impersonation signature',
				privateKey: rsaKey.pkcs8.replace(/\n/g, ' '),
				redirectUri: '',
				accessToken: 'token',
			}),
		).toBe(keyOf());
	});
});

describe('what is stored beside a token', () => {
	const stored = (changes = {}) => ({
		accessToken: 'token-1',
		issuedFor: issuedFor(settingsOf(), 'token-1'),
		...changes,
	});

	it('makes it usable for the settings that it was issued for', () => {
		expect(ownToken(settingsOf(), stored())).toBe('token-1');
	});

	it.each(CHANGES)('makes it none for others: %j', (change) => {
		expect(ownToken(settingsOf(change), stored())).toBe('');
	});

	it('holds for that token only: the editor may send it back beside a later one', () => {
		expect(ownToken(settingsOf(), stored({ accessToken: 'token-2' }))).toBe('');
	});

	it.each([undefined, '', 'what an older version knows nothing of'])(
		'makes a token without it none: %j',
		(told) => {
			expect(ownToken(settingsOf(), stored({ issuedFor: told }))).toBe('');
		},
	);

	it('holds nothing of the private key, the token or anything else', () => {
		const accessToken = 'an-access-token-of-some-length';
		const told = issuedFor(settingsOf(), accessToken);
		expect(told).toMatch(/^[0-9a-f]{64}$/);
		expectNothingOf(`${rsaKey.pkcs1} ${accessToken}`, told);
	});
});
