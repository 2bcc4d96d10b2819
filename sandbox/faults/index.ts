import type { Fault, FaultSpec } from './model';

export type { Fault, FaultAction, FaultMatch, FaultSpec } from './model';

function fits(fault: Fault, method: string, target: string): boolean {
	const { match = {} } = fault;
	if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match.path === undefined) return true;
	if (typeof match.path === 'string')
		return target.toLowerCase().includes(match.path.toLowerCase());
	// A global or sticky expression would remember where it stopped.
	match.path.lastIndex = 0;
	return match.path.test(target);
}

/** Repeating takes a page to repeat. */
const usualTimes = ({ do: action }: Fault): number => (action.type === 'repeatPage' ? 2 : 1);

/** Faults on demand: what the next requests meet, in the order they were added. */
export class Faults {
	private readonly active: Fault[] = [];

	/** Puts a fault in place and returns it, for its counters and for taking it away. */
	add(spec: FaultSpec): Fault {
		const fault: Fault = {
			...spec,
			seen: 0,
			hits: 0,
			remove: () => {
				const index = this.active.indexOf(fault);
				if (index >= 0) this.active.splice(index, 1);
			},
		};
		this.active.push(fault);
		return fault;
	}

	clear(): void {
		this.active.length = 0;
	}

	list(): readonly Fault[] {
		return this.active;
	}

	/** The faults that meet this request; counts it for all that it fits. */
	meet(method: string, target: string): Fault[] {
		return this.active.filter((fault) => {
			if (!fits(fault, method, target)) return false;
			fault.seen++;
			const first = fault.match?.nth ?? 1;
			if (fault.seen < first || fault.seen >= first + (fault.match?.times ?? usualTimes(fault)))
				return false;
			fault.hits++;
			return true;
		});
	}
}
