import type { Throttle } from '../../../../../nodes/shared/transport/limits/throttle';
import { createThrottleRegistry } from '../../../../../nodes/shared/transport/limits/throttles';

const throttle = (idle = true): Throttle => ({
	run: jest.fn(),
	sleep: jest.fn(),
	accepted: jest.fn(),
	refused: jest.fn(),
	isIdle: () => idle,
});

describe('the registry of throttles', () => {
	it('gives the same throttle for the same key', () => {
		const throttleFor = createThrottleRegistry();
		const first = throttleFor('api.example.com key-1', throttle);
		expect(throttleFor('api.example.com key-1', throttle)).toBe(first);
		expect(throttleFor('api.example.com key-2', throttle)).not.toBe(first);
	});

	it('keeps only so many, the most recently used', () => {
		const throttleFor = createThrottleRegistry(2);
		const a = throttleFor('a', throttle);
		const b = throttleFor('b', throttle);
		throttleFor('a', throttle);
		throttleFor('c', throttle);
		expect(throttleFor('a', throttle)).toBe(a);
		expect(throttleFor('b', throttle)).not.toBe(b);
	});

	it('gives none up for one that it has', () => {
		const throttleFor = createThrottleRegistry(2);
		const a = throttleFor('a', throttle);
		throttleFor('b', throttle);
		throttleFor('b', throttle);
		expect(throttleFor('a', throttle)).toBe(a);
	});

	it('does not give up one that is in use', () => {
		const throttleFor = createThrottleRegistry(1);
		const busy = throttleFor('busy', () => throttle(false));
		throttleFor('other', throttle);
		expect(throttleFor('busy', throttle)).toBe(busy);
	});
});
