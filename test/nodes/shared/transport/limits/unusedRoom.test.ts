import { UnusedRoom } from '../../../../../nodes/shared/transport/limits/unusedRoom';

/** What is told of answers that come at a pace, when each leaves so much of a limit of 20. */
function told(left: number[], { everyMs = 100 } = {}) {
	const room = new UnusedRoom();
	const seen = left.map((remaining, index) => room.observe(index * everyMs, 20, remaining));
	return { room, seen };
}

/** From one number down to another. */
const down = (from: number, to: number) =>
	Array.from({ length: from - to + 1 }, (_, step) => from - step);

describe('the room that nobody uses', () => {
	it('is told once a window has ended with much of it left', () => {
		const { seen } = told([...down(19, 11), 19, 18]);
		expect(seen.indexOf(true)).toBe(9);
		expect(seen.filter(Boolean)).toHaveLength(1);
	});

	it('is not told of a window that was used', () => {
		expect(told([...down(19, 5), 19, 18]).seen).not.toContain(true);
	});

	it('is not told while the window lasts, however much is left', () => {
		expect(told(down(19, 12)).seen).not.toContain(true);
	});

	it('is not taken from answers that come out of order', () => {
		expect(told([19, 17, 18, 16, 15, 17, 14]).seen).not.toContain(true);
	});

	it('is judged by the window that ended, not by one before', () => {
		const { seen } = told([...down(19, 2), ...down(19, 10), 19]);
		expect(seen.indexOf(true)).toBe(seen.length - 1);
	});

	it('is told at a slow pace, too', () => {
		expect(told([19, 18, 17, 16, 19], { everyMs: 230 }).seen).toEqual([
			...Array(4).fill(false),
			true,
		]);
	});

	it('is not told of a bucket that was empty, which does not come back at once', () => {
		const { room, seen } = told([1, 0, 20, 12], { everyMs: 1_000 });
		expect(seen).not.toContain(true);
		expect(room.comesBackAtOnce).toBe(false);
	});

	it('knows a limit that comes back at once', () => {
		expect(told([5, 4, 19]).room.comesBackAtOnce).toBe(true);
	});
});
