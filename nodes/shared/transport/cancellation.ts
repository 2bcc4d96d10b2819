/** The error that a cancelled wait ends with. n8n knows the end of a cancelled execution by the word, in its spelling. */
export function cancelled(): Error {
	const error = new Error('The execution was canceled');
	error.name = 'AbortError';
	return error;
}

/** Whether an execution was cancelled: it is no failure, and nothing goes on after it. */
export const isCancelled = (error: unknown): boolean =>
	error instanceof Error && error.name === 'AbortError';

/** Aborts when any of those given does. */
export function joined(...signals: Array<AbortSignal | undefined>): AbortSignal | undefined {
	const given = signals.filter((signal) => signal !== undefined);
	return given.length > 1 ? AbortSignal.any(given) : given[0];
}

/** Joins signals with another one: once each, however many requests have it. */
export function joinedWith(other: AbortSignal | undefined): (signal: AbortSignal) => AbortSignal {
	const known = new WeakMap<AbortSignal, AbortSignal>();
	return (signal) => {
		const both = known.get(signal) ?? (other ? AbortSignal.any([signal, other]) : signal);
		known.set(signal, both);
		return both;
	};
}

/** Who has to be told when a signal aborts: one listener per signal, however many wait for it. */
export class Cancellation<T> {
	private readonly watched = new Map<AbortSignal, { waiting: Set<T>; stop: () => void }>();

	/** @param onCancel is told of all at once: none of them may begin because another one left */
	constructor(private readonly onCancel: (entries: Set<T>) => void) {}

	watch(signal: AbortSignal, entry: T): void {
		const known = this.watched.get(signal);
		if (known) known.waiting.add(entry);
		else this.watched.set(signal, this.listen(signal, entry));
	}

	unwatch(signal: AbortSignal, entry: T): void {
		const watch = this.watched.get(signal);
		watch?.waiting.delete(entry);
		if (watch?.waiting.size !== 0) return;
		watch.stop();
		this.watched.delete(signal);
	}

	private listen(signal: AbortSignal, entry: T) {
		const waiting = new Set([entry]);
		const onAbort = () => {
			this.watched.delete(signal);
			this.onCancel(waiting);
		};
		signal.addEventListener('abort', onAbort, { once: true });
		return { waiting, stop: () => signal.removeEventListener('abort', onAbort) };
	}
}
