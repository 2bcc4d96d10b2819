import { Queue } from './queue';

/** What waits and what is under way of one run. */
export class Lane<T extends { done: boolean }> {
	inFlight = 0;
	readonly urgent = new Queue<T>();
	readonly fresh = new Queue<T>();

	/** The next to start. */
	first(): T | undefined {
		return this.urgent.first() ?? this.fresh.first();
	}
}

/** The lanes of a throttle. They are served in turn, so that a long one delays a short one by a request. */
export class Lanes<T extends { done: boolean }> {
	/** In the order of their turns. */
	private readonly lanes = new Map<object, Lane<T>>();

	of(key: object): Lane<T> {
		const lane = this.lanes.get(key) ?? new Lane<T>();
		this.lanes.set(key, lane);
		return lane;
	}

	/** Whose turn it is, of those with something that may start. */
	next(mayStart: (entry: T, lane: Lane<T>) => boolean): { key: object; entry: T } | undefined {
		for (const [key, lane] of this.lanes) {
			const entry = lane.first();
			if (entry && mayStart(entry, lane)) return { key, entry };
			if (!entry && lane.inFlight === 0) this.lanes.delete(key);
		}
		return undefined;
	}

	/** A request of the lane leaves: the others come first now. */
	started(key: object): void {
		const lane = this.of(key);
		this.lanes.delete(key);
		this.lanes.set(key, lane);
		lane.inFlight++;
	}

	isEmpty(): boolean {
		return [...this.lanes.values()].every((lane) => lane.inFlight === 0 && !lane.first());
	}
}
