/** The sandbox's time: real time plus what a test has advanced it by. */
export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
	/** Moves time forward: tokens age and limit windows pass without waiting. */
	advance(milliseconds: number): void;
}

export function createClock(base: () => number = Date.now): Clock {
	let offset = 0;
	return {
		now: () => base() + offset,
		advance: (milliseconds) => {
			offset += milliseconds;
		},
	};
}
