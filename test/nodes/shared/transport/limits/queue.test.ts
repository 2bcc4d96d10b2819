import { Queue } from '../../../../../nodes/shared/transport/limits/queue';

describe('Queue', () => {
	it('gives the first that still waits', () => {
		const line = new Queue<{ done: boolean; name: string }>();
		const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ done: false, name }));
		[a, b, c].forEach((entry) => line.push(entry));
		expect(line.first()).toBe(a);
		b.done = true;
		a.done = true;
		expect(line.first()).toBe(c);
		c.done = true;
		expect(line.first()).toBeUndefined();
	});

	it('looks at each entry, and moves it, a bounded number of times, however many there are', () => {
		let looks = 0;
		const line = new Queue<{ done: boolean }>();
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
		const copies = jest.spyOn(Array.prototype, 'slice');
		for (const entry of entries) {
			if (line.first() !== entry) throw new Error('Out of order');
			entry.done = true;
		}
		const copied = copies.mock.calls.length;
		copies.mockRestore();
		expect(copied).toBeLessThan(20);
		expect(looks).toBeLessThanOrEqual(3 * 10_000);
	});
});
