/**
 * Bounds the requests in flight, first come, first served. The first request that fails closes it for
 * everyone with the reason of that failure, before anything that waits can start.
 */
export class Semaphore {
	private free: number;
	private readonly waiting: Array<() => void> = [];
	private closed?: { reason: unknown };

	constructor(limit: number) {
		this.free = Math.max(1, Math.floor(limit) || 1);
	}

	lane(): Lane {
		return new Lane(this);
	}

	/** Nothing starts any more: what waits rejects with `reason`. */
	close(reason: unknown): void {
		this.closed ??= { reason };
	}

	/** @param urgent goes before whatever waits */
	async enter(urgent: boolean): Promise<void> {
		if (this.free > 0) {
			this.free--;
			return;
		}
		await new Promise<void>((start) => {
			if (urgent) this.waiting.unshift(start);
			else this.waiting.push(start);
		});
	}

	async send<T>(request: () => Promise<T>): Promise<T> {
		if (this.closed) return await Promise.reject(this.closed.reason);
		const sent = async () => await request();
		return await sent().catch(async (reason: unknown) => {
			this.close(reason);
			return await Promise.reject(reason);
		});
	}

	leave(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.free++;
	}
}

/** One list's way through a semaphore, to be closed alone. */
export class Lane {
	/** What `run` rejects with once the lane is closed. */
	readonly stopped = new Error('The list is not read any further');
	private open = true;

	constructor(private readonly semaphore: Semaphore) {}

	close(): void {
		this.open = false;
	}

	async run<T>(request: () => Promise<T>, urgent = false): Promise<T> {
		await this.semaphore.enter(urgent);
		try {
			if (!this.open) return await Promise.reject(this.stopped);
			return await this.semaphore.send(request);
		} finally {
			this.semaphore.leave();
		}
	}
}
