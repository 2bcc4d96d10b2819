import { DocusignAuthError } from '../../../../credentials/shared/authError';
import {
	EARLY_REFUSAL_MS,
	MAX_EARLY_REFUSALS,
	REUSE_WINDOW_MS,
	TokenCache,
} from '../../../../credentials/shared/jwt/tokenCache';
import type { IssuedToken } from '../../../../credentials/shared/jwt/tokenExchange';

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
	const obtain = async (refused: string, key = 'key') =>
		(await tokens.obtain(key, { refused }, issuer.exchange)).accessToken;
	/** As the test of a credential does, whatever token is stored. */
	const test = async (key = 'key') =>
		await tokens.obtain(key, { refused: '', anew: true }, issuer.exchange);
	return { clock, issuer, tokens, obtain, test };
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

	it('take the one that others have got, in the first half of its life', async () => {
		const { clock, issuer, obtain } = setup(3_600);
		await obtain('');
		clock.now += 1_799_000;
		expect(await obtain('')).toBe('token-1');
		clock.now += 1_000;
		expect(await obtain('')).toBe('token-2');
		expect(issuer.issued).toBe(2);
	});

	it('take one whose end nobody told for a minute', async () => {
		const { clock, obtain } = setup();
		await obtain('');
		clock.now += 59_000;
		expect(await obtain('')).toBe('token-1');
		clock.now += 1_000;
		expect(await obtain('')).toBe('token-2');
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

describe('a refusal with which the server asks for time', () => {
	const refusal = (ms?: number) =>
		new DocusignAuthError({ code: 'DOCUSIGN_LIMIT', cause: 'Too many.', remedy: '' }, {}, '', ms);

	it.each([
		[5_000, 4_999, 1],
		[5_000, 5_000, 2],
		[3_600_000, 59_999, 1],
		[3_600_000, 60_000, 2],
		[undefined, 0, 2],
		[5_000, -1_000, 2],
	])('of %p ms is told again after %i ms, or asked about anew: %i', async (asked, later, times) => {
		const { clock, issuer, obtain } = setup();
		issuer.refusals.push(refusal(asked), refusal(asked));
		await expect(obtain('')).rejects.toThrow('Too many.');
		clock.now += later;
		await expect(obtain('')).rejects.toThrow('Too many.');
		expect(issuer.issued).toBe(times);
	});

	it('keeps nobody from a token that is known, no other credential, and no test', async () => {
		const { issuer, obtain, tokens } = setup(3_600);
		await obtain('');
		issuer.refusals.push(refusal(5_000));
		await expect(obtain('token-1')).rejects.toThrow('Too many.');
		expect(await obtain('')).toBe('token-1');
		expect(await obtain('', 'other')).toBe('token-3');
		const need = { refused: '', anew: true, isTest: true };
		expect(await tokens.obtain('key', need, issuer.exchange)).toMatchObject({ isNew: true });
	});

	it('is over with the first token', async () => {
		const { issuer, obtain, tokens } = setup(3_600);
		issuer.refusals.push(refusal(60_000));
		await expect(obtain('')).rejects.toThrow('Too many.');
		const need = { refused: '', anew: true, isTest: true };
		await tokens.obtain('key', need, issuer.exchange);
		expect(await obtain('token-2')).toBe('token-3');
	});
});

describe('a test', () => {
	it('gets a new token each time, so that it sees withdrawn consent', async () => {
		const { issuer, obtain, test } = setup(3_600);
		await obtain('');
		expect(await test()).toEqual({ accessToken: 'token-2', isNew: true });
		issuer.refusals.push(new Error('consent_required'));
		await expect(test()).rejects.toThrow('consent_required');
	});

	it('gets one however often it is repeated within a short time', async () => {
		const { test } = setup(3_600);
		for (let n = 1; n <= 2 * MAX_EARLY_REFUSALS; n++) {
			expect((await test()).accessToken).toBe(`token-${n}`);
		}
	});

	it('says whether a token is new', async () => {
		const { tokens, issuer } = setup(3_600);
		const need = { refused: '' };
		const both = async () => await tokens.obtain('key', need, issuer.exchange);
		const [one, other] = await Promise.all([both(), both()]);
		expect([one.isNew, other.isNew, (await both()).isNew]).toEqual([true, true, false]);
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
