/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { systemClock } from '../../nodes/shared/n8n/clock';

/**
 * Lets the package's waits pass at once, for tests of what follows them: the clock is put forward instead.
 * For the whole file, since time must not go back.
 *
 * @returns the waits so far, in milliseconds
 */
export function quickClock(): number[] {
	const waits: number[] = [];
	let ahead = 0;
	const { now, ticks } = systemClock;
	beforeAll(() => {
		jest.spyOn(systemClock, 'now').mockImplementation(() => now() + ahead);
		jest.spyOn(systemClock, 'ticks').mockImplementation(() => ticks() + ahead);
		jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
			waits.push(ms);
			ahead += ms;
			await new Promise((resolve) => setImmediate(resolve));
		});
	});
	return waits;
}
