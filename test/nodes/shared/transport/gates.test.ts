import type { Gate } from '../../../../nodes/shared/transport/throttle';
import { createGateRegistry } from '../../../../nodes/shared/transport/throttles';

const gate = (idle = true): Gate => ({
	run: jest.fn(),
	accepted: jest.fn(),
	refused: jest.fn(),
	isIdle: () => idle,
});

describe('the registry of gates', () => {
	it('gives the same gate for the same key', () => {
		const gateFor = createGateRegistry();
		const first = gateFor('api.example.com key-1', gate);
		expect(gateFor('api.example.com key-1', gate)).toBe(first);
		expect(gateFor('api.example.com key-2', gate)).not.toBe(first);
	});

	it('keeps only so many, the most recently used', () => {
		const gateFor = createGateRegistry(2);
		const a = gateFor('a', gate);
		const b = gateFor('b', gate);
		gateFor('a', gate);
		gateFor('c', gate);
		expect(gateFor('a', gate)).toBe(a);
		expect(gateFor('b', gate)).not.toBe(b);
	});

	it('gives none up for one that it has', () => {
		const gateFor = createGateRegistry(2);
		const a = gateFor('a', gate);
		gateFor('b', gate);
		gateFor('b', gate);
		expect(gateFor('a', gate)).toBe(a);
	});

	it('does not give up one that is in use', () => {
		const gateFor = createGateRegistry(1);
		const busy = gateFor('busy', () => gate(false));
		gateFor('other', gate);
		expect(gateFor('busy', gate)).toBe(busy);
	});
});
