import { Quota } from '../../../../../nodes/shared/transport/limits/quota';

const NOW = 1_800_000_000_000;

/** What a server has said of its limit. */
function told(remaining: number, resetsInMs: number, limit = 20) {
	const quota = new Quota();
	quota.observe({ limit, remaining, resetAt: NOW + resetsInMs });
	return quota;
}

describe('a limit that the server tells', () => {
	it('is waited for where it is used up and comes back within seconds', () => {
		expect(told(0, 900).readyAt(NOW, NOW)).toBe(NOW + 900);
	});

	it('holds nobody up while something of it is left that comes back within seconds', () => {
		expect(told(1, 900).readyAt(NOW, NOW)).toBe(NOW);
		expect(told(1, 900).strained(NOW)).toBe(true);
	});

	it('is spread over the time that is left where it is nearly used up for long', () => {
		const quota = told(30, 30_000, 3_000);
		expect(quota.readyAt(NOW, NOW)).toBe(NOW + 1_000);
		expect(quota.strained(NOW)).toBe(false);
	});

	it('counts no more once it is back', () => {
		expect(told(0, 900).readyAt(NOW + 900, NOW)).toBe(NOW + 900);
	});
});
