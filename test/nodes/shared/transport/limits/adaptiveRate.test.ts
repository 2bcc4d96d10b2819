import fc from 'fast-check';

import { AdaptiveRate, SLOWEST } from '../../../../../nodes/shared/transport/limits/adaptiveRate';

describe('AdaptiveRate', () => {
	it('is free until it was cut', () => {
		const pace = new AdaptiveRate();
		for (let sent = 0; sent < 1_000; sent++) pace.sent(5);
		expect(pace.readyAt(5)).toBe(5);
	});

	it('goes on at a share of what the server took, evenly spaced', () => {
		const pace = new AdaptiveRate();
		pace.cut(0, 2_000, 20, 0.85);
		expect(pace.rate(2_000)).toBeCloseTo(17);
		expect(pace.readyAt(0)).toBe(2_000);
		pace.sent(2_000);
		expect(pace.readyAt(2_000) - 2_000).toBeGreaterThan(30);
		expect(pace.readyAt(2_000) - 2_000).toBeLessThan(1_000 / 17 + 0.001);
	});

	it('stays below the refused pace for long, comes back to it, and then tries for more', () => {
		const pace = new AdaptiveRate();
		pace.cut(0, 0, 20, 0.85);
		expect(pace.rate(7_500)).toBeGreaterThan(19);
		expect(pace.rate(15_000)).toBeCloseTo(20);
		expect(pace.rate(20_000)).toBeLessThan(20.5);
		expect(pace.rate(60_000)).toBeGreaterThan(40);
		expect(pace.rate(3_600_000)).toBe(Infinity);
	});

	it('takes what nobody uses within some seconds', () => {
		const pace = new AdaptiveRate();
		pace.cut(0, 0, 10, 0.9);
		for (let now = 15_000; now < 25_000; now += 1_000) pace.hasten(now);
		expect(pace.rate(25_000)).toBeGreaterThan(20);
	});

	it('hastens nothing before sending goes on', () => {
		const pace = new AdaptiveRate();
		pace.hasten(0);
		pace.cut(0, 60_000, 20, 0.85);
		pace.hasten(59_000);
		expect(pace.rate(60_000)).toBeCloseTo(17);
	});

	it('does not recover before sending goes on', () => {
		const pace = new AdaptiveRate();
		pace.cut(0, 60_000, 20, 0.85);
		expect(pace.rate(59_000)).toBeCloseTo(17);
	});

	it('makes up for a timer that is late, but for no more', () => {
		const pace = new AdaptiveRate();
		pace.cut(0, 0, 20, 0.5);
		pace.sent(0);
		const due = pace.readyAt(0);
		pace.sent(due + 10);
		expect(pace.readyAt(due) - due).toBeLessThan(100);
		pace.sent(due + 10_000);
		expect(pace.readyAt(due)).toBeGreaterThan(due + 10_000);
	});

	it('slows down, but does not stop', () => {
		const pace = new AdaptiveRate();
		for (let cut = 0; cut < 50; cut++) pace.cut(cut, cut, 0, 0.7);
		expect(pace.rate(50)).toBeGreaterThanOrEqual(SLOWEST - 1e-9);
		expect(pace.rate(50)).toBeLessThan(2 * SLOWEST);
	});

	it('stays between the slowest and the pace that was refused, however often it is cut', () => {
		const cuts = fc.array(
			fc.record({
				after: fc.integer({ min: 0, max: 20_000 }),
				accepted: fc.integer({ min: 0, max: 500 }),
				kept: fc.constantFrom(0.7, 0.85, 0.9),
			}),
			{ minLength: 1, maxLength: 50 },
		);
		fc.assert(
			fc.property(cuts, (made) => {
				const pace = new AdaptiveRate();
				let now = 0;
				for (const { after, accepted, kept } of made) {
					now += after;
					const before = pace.rate(now);
					pace.cut(now, now, accepted, kept);
					expect(pace.rate(now)).toBeLessThanOrEqual(Math.max(SLOWEST, before) + 1e-9);
					expect(pace.rate(now)).toBeGreaterThanOrEqual(SLOWEST - 1e-9);
				}
				expect(pace.rate(now + 1_000)).toBeGreaterThanOrEqual(pace.rate(now));
			}),
		);
	});
});
