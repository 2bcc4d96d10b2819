import fc from 'fast-check';

import { SlidingWindow } from '../../../../../nodes/shared/transport/limits/slidingWindow';

const steps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 });
const limits = fc.integer({ min: 1, max: 20 });

describe('SlidingWindow', () => {
	it('never lets more than the limit into any window when its times are kept', () => {
		fc.assert(
			fc.property(steps, limits, (gaps, limit) => {
				const window = new SlidingWindow(1_000);
				const times: number[] = [];
				let now = 0;
				for (const gap of gaps) {
					now = window.freeAt(now + gap, limit);
					window.add(now);
					times.push(now);
				}
				for (const [index, at] of times.entries()) {
					const within = times.slice(index).filter((other) => other < at + 1_000);
					expect(within.length).toBeLessThanOrEqual(limit);
				}
			}),
		);
	});

	it('does not wait while there is room', () => {
		fc.assert(
			fc.property(steps, limits, (gaps, limit) => {
				const window = new SlidingWindow(1_000);
				let now = 0;
				for (const gap of gaps) {
					now += gap;
					const room = window.count(now) < limit;
					expect(window.freeAt(now, limit) === now).toBe(room);
					if (room) window.add(now);
				}
			}),
		);
	});

	it('forgets the past', () => {
		const window = new SlidingWindow(1_000);
		for (let now = 0; now < 100_000; now++) window.add(now);
		expect(window.count(99_999)).toBe(1_000);
		expect(window.count(200_000)).toBe(0);
	});

	it('does not grow when nobody counts', () => {
		const window = new SlidingWindow(1_000);
		for (let now = 0; now < 100_000; now++) window.add(now);
		expect(window.held).toBeLessThan(3_000);
	});

	it('survives a clock that was put back', () => {
		const window = new SlidingWindow(1_000);
		window.add(10_000);
		window.add(2_000);
		expect(window.count(10_000)).toBe(2);
		expect(window.freeAt(10_000, 1)).toBe(11_000);
	});

	it('knows when there is room under a limit that was lowered', () => {
		const window = new SlidingWindow(1_000);
		for (const at of [0, 100, 200, 300, 400]) window.add(at);
		expect(window.freeAt(400, 2)).toBe(1_300);
		expect(window.freeAt(400, 0)).toBe(1_400);
	});
});
