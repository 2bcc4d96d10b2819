import { grantOf, rememberGrant, type Grantee } from '../../credentials/shared/jwt/tokenCache';

const grantee = (change: Partial<Grantee> = {}): Grantee => ({
	oauthBaseUrl: 'https://account.docusign.com',
	integrationKey: 'ABC',
	userId: 'u-1',
	scopes: ['user_read', 'user_write'],
	...change,
});

it('is found by all who ask for the same, however it is written', () => {
	rememberGrant(grantee(), ['user_read']);
	const same = grantee({ integrationKey: 'abc', scopes: ['user_write', 'user_read'] });
	expect(grantOf(same)).toEqual(['user_read']);
});

it.each<Partial<Grantee>>([
	{ oauthBaseUrl: 'https://account-d.docusign.com' },
	{ userId: 'u-2' },
	{ userId: undefined },
	{ scopes: ['user_read'] },
])('is not taken for that of another sign-in: %j', (change) => {
	rememberGrant(grantee(), ['user_read']);
	expect(grantOf(grantee(change))).toBeUndefined();
});

it('is forgotten when a newer token came without it', () => {
	rememberGrant(grantee(), ['user_read']);
	rememberGrant(grantee(), undefined);
	expect(grantOf(grantee())).toBeUndefined();
});

it('is kept for the newest two hundred only', () => {
	for (let n = 0; n <= 200; n++) rememberGrant(grantee({ userId: `many-${n}` }), ['user_read']);
	expect(grantOf(grantee({ userId: 'many-0' }))).toBeUndefined();
	expect(grantOf(grantee({ userId: 'many-200' }))).toEqual(['user_read']);
});
