import {
	type Grantee,
	grantOf,
	rememberGrant,
	EARLY_REFUSAL_MS,
	MAX_EARLY_REFUSALS,
	REUSE_WINDOW_MS,
	tokenKey,
	TokenCache,
} from '../../../../credentials/shared/jwt/tokenCache';
import type { IssuedToken } from '../../../../credentials/shared/jwt/tokenExchange';
import { readJwtSettings } from '../../../../credentials/shared/jwt/jwtSettings';
import { credentialData, generateRsaKey, rsaKey } from '../../support/jwt';

/** A token server that counts, and answers when it is told to. */
class Issuer {
	issued = 0;

	readonly refusals: Error[] = [];

	constructor(private readonly expiresInSeconds?: number) {}

	readonly exchange = async (): Promise<IssuedToken> => {
		this.issued += 1;
		const accessToken = `token-${this.issued}`;
		await Promise.resolve();
		const refusal = this.refusals.shift();
		if (refusal) throw refusal;
		return { accessToken, expiresInSeconds: this.expiresInSeconds };
	};
}

function setup(expiresInSeconds?: number, maxEntries?: number) {
	const clock = { now: 1_700_000_000_000 };
	const issuer = new Issuer(expiresInSeconds);
	const tokens = new TokenCache({ now: () => clock.now, maxEntries });
	const obtain = async (stored: string, key = 'key') =>
		await tokens.obtain(key, stored, issuer.exchange);
	return { clock, issuer, tokens, obtain };
}

const repeat = async <T>(times: number, run: () => Promise<T>) =>
	await Promise.all(Array.from({ length: times }, run));

describe('items that start without a token', () => {
	it('share one exchange', async () => {
		const { issuer, obtain } = setup();
		const tokens = await repeat(1000, async () => await obtain(''));
		expect(new Set(tokens)).toEqual(new Set(['token-1']));
		expect(issuer.issued).toBe(1);
	});

	it('share one exchange for each credential', async () => {
		const { issuer, obtain } = setup();
		const [one, other] = await Promise.all([obtain('', 'one'), obtain('', 'other')]);
		expect(one).not.toBe(other);
		expect(issuer.issued).toBe(2);
	});

	it('get a new token each time, so that a test sees withdrawn consent', async () => {
		const { issuer, obtain } = setup();
		await obtain('');
		issuer.refusals.push(new Error('consent_required'));
		await expect(obtain('')).rejects.toThrow('consent_required');
	});

	it('all fail with the same error, which is asked about again and not remembered', async () => {
		const { issuer, obtain } = setup();
		issuer.refusals.push(new Error('consent_required'));
		const results = await Promise.allSettled(
			Array.from({ length: 50 }, async () => await obtain('')),
		);
		expect(results.every(({ status }) => status === 'rejected')).toBe(true);
		expect(issuer.issued).toBe(1);
		expect(await obtain('')).toBe('token-2');
	});
});

describe('a storm of refused tokens', () => {
	it('gets one new token when all come at once', async () => {
		const { issuer, obtain } = setup();
		const tokens = await repeat(1000, async () => await obtain('stale'));
		expect(new Set(tokens)).toEqual(new Set(['token-1']));
		expect(issuer.issued).toBe(1);
	});

	it('gets one new token when they come one after the other', async () => {
		const { clock, issuer, obtain } = setup();
		for (let item = 0; item < 50; item++) {
			expect(await obtain('stale')).toBe('token-1');
			clock.now += 1000;
		}
		expect(issuer.issued).toBe(1);
	});

	it('joins the exchange that items without a token have begun', async () => {
		const { issuer, obtain } = setup();
		await Promise.all([obtain(''), obtain('stale'), obtain('')]);
		expect(issuer.issued).toBe(1);
	});

	it('gets another one when the newer token has been around too long to be sure of it', async () => {
		const { clock, issuer, obtain } = setup();
		await obtain('stale');
		clock.now += REUSE_WINDOW_MS;
		expect(await obtain('stale')).toBe('token-2');
		expect(issuer.issued).toBe(2);
	});

	it('gets another one when the newer token has expired already', async () => {
		const { clock, obtain } = setup(2);
		await obtain('stale');
		clock.now += 2000;
		expect(await obtain('stale')).toBe('token-2');
	});

	it('asks again after a failure, once for all that wait', async () => {
		const { issuer, obtain } = setup();
		issuer.refusals.push(new Error('consent_required'));
		const failed = await Promise.allSettled([obtain('stale'), obtain('stale')]);
		expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(issuer.issued).toBe(1);
		expect(await obtain('stale')).toBe('token-2');
	});
});

describe('a token that is refused although it is new', () => {
	it('is renewed, since it may have been revoked', async () => {
		const { obtain } = setup();
		const first = await obtain('');
		expect(await obtain(first)).toBe('token-2');
	});

	it('is not renewed without end, since a 401 for lack of rights stays', async () => {
		const { clock, issuer, obtain } = setup();
		let token = await obtain('');
		for (let item = 0; item < 500; item++) {
			token = await obtain(token);
			clock.now += 10;
		}
		expect(issuer.issued).toBe(1 + MAX_EARLY_REFUSALS);
	});

	it('is renewed again once it is old enough to have run out', async () => {
		const { clock, issuer, obtain } = setup();
		let token = await obtain('');
		for (let item = 0; item < 20; item++) token = await obtain(token);
		clock.now += EARLY_REFUSAL_MS;
		expect(await obtain(token)).toBe(`token-${issuer.issued}`);
		expect(issuer.issued).toBe(2 + MAX_EARLY_REFUSALS);
		for (let item = 0; item < 20; item++) token = await obtain(token);
		expect(issuer.issued).toBe(2 + 2 * MAX_EARLY_REFUSALS);
	});

	it('is renewed as often as needed when tokens really live that short', async () => {
		const { clock, issuer, obtain } = setup(1);
		let token = await obtain('');
		for (let item = 0; item < 10; item++) {
			clock.now += 1000;
			token = await obtain(token);
		}
		expect(issuer.issued).toBe(11);
	});
});

describe('what is remembered', () => {
	it('ends with the time in which it may be used', async () => {
		const { clock, tokens, obtain } = setup();
		await obtain('', 'one');
		clock.now += REUSE_WINDOW_MS;
		await obtain('', 'other');
		expect(tokens.size).toBe(1);
	});

	it('is bounded, the credential used longest ago leaving first', async () => {
		const { issuer, tokens, obtain } = setup(undefined, 3);
		for (const key of ['a', 'b', 'c', 'd', 'e']) await obtain('', key);
		expect(tokens.size).toBe(3);
		await obtain('stale', 'e');
		expect(issuer.issued).toBe(5);
		await obtain('stale', 'a');
		expect(issuer.issued).toBe(6);
	});

	it('stays for a credential that is used again and again', async () => {
		const { issuer, obtain } = setup(undefined, 3);
		for (const key of ['a', 'b', 'c']) await obtain('', key);
		await obtain('stale', 'a');
		await obtain('', 'd');
		await obtain('stale', 'a');
		expect(issuer.issued).toBe(4);
		await obtain('stale', 'b');
		expect(issuer.issued).toBe(5);
	});

	it('holds no failure', async () => {
		const { issuer, tokens, obtain } = setup();
		issuer.refusals.push(new Error('no'));
		await expect(obtain('')).rejects.toThrow('no');
		expect(tokens.size).toBe(0);
	});
});

describe('the key of a credential', () => {
	const keyOf = (changes = {}) => tokenKey(readJwtSettings(credentialData(changes)));

	it('differs with everything that shapes a token', () => {
		const keys = [
			keyOf(),
			keyOf({ environment: 'demo' }),
			keyOf({ tokenSubject: 'application' }),
			keyOf({ userId: '00000000-0000-4000-8000-000000000000' }),
			keyOf({ integrationKey: '00000000-0000-4000-8000-000000000000' }),
			keyOf({ scopes: 'signature' }),
			keyOf({ privateKey: generateRsaKey().pkcs1 }),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('is the same for the same token however the fields are written', () => {
		expect(
			keyOf({
				scopes: 'organization_read,impersonation signature',
				privateKey: rsaKey.pkcs1.replace(/\n/g, ' '),
				redirectUri: '',
				accessToken: 'token',
			}),
		).toBe(keyOf());
	});

	it('holds nothing of the private key', () => {
		expect(keyOf()).toMatch(/^[0-9a-f]{64}$/);
	});
});

describe('the scopes that a token was granted', () => {
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
});
