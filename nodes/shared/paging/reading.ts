import type { PageTurn } from './types';

/** What a list ends with that nobody reads any more. */
export class ReaderLeft extends Error {
	constructor() {
		super('The list is not read any further');
	}
}

/**
 * One reading of a list, or of several as one: after its first failure, or once its reader has left, no
 * further request of it leaves. How many are under way at a time is none of its business: that is the
 * throttle's, which the requests pass with what they get here.
 */
export class Reading {
	private readonly ending = new AbortController();
	private readonly signal: AbortSignal;

	/** @param whole the reading of several lists that this one is a part of: its failure ends all of them */
	constructor(private readonly whole?: Reading) {
		const { signal } = this.ending;
		this.signal = whole ? AbortSignal.any([signal, whole.signal]) : signal;
	}

	/** Nobody reads on. */
	leave(): void {
		this.ending.abort(new ReaderLeft());
	}

	/**
	 * Asks for a page. Whatever ends the reading meanwhile ends the page as well, with the same reason; an
	 * answer that comes after that is ignored.
	 *
	 * @param urgent the reader can do nothing without it: it goes before what was asked for ahead
	 */
	async ask<T>(request: (turn: PageTurn) => Promise<T>, urgent = false): Promise<T> {
		const { signal, onFailure } = this;
		try {
			signal.throwIfAborted();
			const page = await request({ urgent, signal, onFailure });
			signal.throwIfAborted();
			return page;
		} catch (reason) {
			onFailure(reason);
			return await Promise.reject(signal.reason);
		}
	}

	private readonly onFailure = (reason: unknown): void => {
		// What still comes of a list that is not read any more concerns nobody.
		if (this.signal.aborted) return;
		this.ending.abort(reason);
		this.whole?.onFailure(reason);
	};
}
