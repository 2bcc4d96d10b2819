import { WaitingLine } from '../../../nodes/shared/transport/waitingLine';

describe('WaitingLine', () => {
	it('gives the first that still waits', () => {
		const line = new WaitingLine<{ done: boolean; name: string }>();
		const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ done: false, name }));
		[a, b, c].forEach((entry) => line.push(entry));
		expect(line.first()).toBe(a);
		b.done = true;
		a.done = true;
		expect(line.first()).toBe(c);
		c.done = true;
		expect(line.first()).toBeUndefined();
	});

	it('looks at each entry a bounded number of times, however many there are', () => {
		let looks = 0;
		const line = new WaitingLine<{ done: boolean }>();
		const entries = Array.from({ length: 10_000 }, () => {
			let done = false;
			const entry = {
				get done() {
					looks++;
					return done;
				},
				set done(value: boolean) {
					done = value;
				},
			};
			line.push(entry);
			return entry;
		});
		for (const entry of entries) {
			expect(line.first()).toBe(entry);
			entry.done = true;
		}
		expect(looks).toBeLessThanOrEqual(3 * 10_000);
	});
});
