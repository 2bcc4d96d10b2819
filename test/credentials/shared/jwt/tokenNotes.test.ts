import { grantOf, noteToken, tokenEnd } from '../../../../credentials/shared/jwt/tokenNotes';

const NOW = 1_700_000_000_000;

describe('what is known of a token', () => {
	it('is its scopes and its end, as the answer said', () => {
		noteToken({ accessToken: 'a', scopes: ['user_read'], expiresInSeconds: 60 }, NOW);
		expect(grantOf('a')).toEqual(['user_read']);
		expect(tokenEnd('a')).toBe(NOW + 60_000);
	});

	it.each(['another', '', undefined])('is nothing of one that was not got here: %j', (token) => {
		noteToken({ accessToken: 'a', scopes: ['user_read'], expiresInSeconds: 60 }, NOW);
		expect(grantOf(token)).toBeUndefined();
		expect(tokenEnd(token)).toBeUndefined();
	});

	it('is nothing where the answer said nothing', () => {
		noteToken({ accessToken: 'b' }, NOW);
		expect(grantOf('b')).toBeUndefined();
		expect(tokenEnd('b')).toBeUndefined();
	});

	it('is kept for the newest two hundred only', () => {
		for (let n = 0; n <= 200; n++) noteToken({ accessToken: `t${n}`, scopes: ['user_read'] }, NOW);
		expect(grantOf('t0')).toBeUndefined();
		expect(grantOf('t200')).toEqual(['user_read']);
	});
});
