import { steadyTicks } from '../../../../nodes/shared/n8n/clock';

function clocks() {
	const time = { now: 1_000_000, steady: 50 };
	const ticks = steadyTicks(
		() => time.now,
		() => time.steady,
	);
	/** What the ticks count while the two clocks go on so far. */
	const passed = (now: number, steady: number) => {
		const before = ticks();
		time.now += now;
		time.steady += steady;
		return ticks() - before;
	};
	return passed;
}

describe('the ticks of the clock', () => {
	it('go on when the time of day is set back, at the pace of the steady clock', () => {
		const passed = clocks();
		expect(passed(-3_600_000, 20)).toBe(20);
		expect(passed(1_000, 1_000)).toBe(1_000);
	});

	it('have counted the time that a machine slept', () => {
		const passed = clocks();
		expect(passed(3_600_000, 20)).toBe(3_600_000);
	});

	it('go no faster for being looked at often, with clocks of different grain', () => {
		const passed = clocks();
		let sum = 0;
		for (let look = 0; look < 10_000; look++) sum += passed(look % 2, 0.5);
		expect(sum).toBe(5_000);
	});

	it('count a sleep after the time of day was set back', () => {
		const passed = clocks();
		passed(-3_600_000, 0);
		expect(passed(600_000, 20)).toBe(600_000);
	});

	it('never go back', () => {
		const passed = clocks();
		expect(passed(-5_000, 0)).toBe(0);
	});
});
