import type { Gate } from './throttle';

const MOST_GATES = 100;

export type GateRegistry = (key: string, create: () => Gate) => Gate;

/**
 * Keeps one gate per key, the most recently used ones. A gate that is in use is never given up, since a
 * second one beside it would not know of its requests.
 */
export function createGateRegistry(most = MOST_GATES): GateRegistry {
	const gates = new Map<string, Gate>();
	return (key, create) => {
		const gate = gates.get(key) ?? create();
		gates.delete(key);
		if (gates.size >= most) giveUpOldestIdle(gates);
		gates.set(key, gate);
		return gate;
	};
}

function giveUpOldestIdle(gates: Map<string, Gate>): void {
	for (const [key, gate] of gates) {
		if (gate.isIdle()) {
			gates.delete(key);
			return;
		}
	}
}

/** The gates of this process, by API host and integration key: Docusign counts per key and account. */
export const gateFor = createGateRegistry();
