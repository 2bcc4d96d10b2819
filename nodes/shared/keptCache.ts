/** How long what one run has read is good for the next run of the same execution. */
const KEPT_FOR_MS = 60_000;
/** So many things are kept at most; what was read first goes first. */
const MOST_KEPT = 20;

interface Entry {
	value: Promise<unknown>;
	/** Epoch ms; not before it was read. */
	until: number;
}

/**
 * What the runs of one execution share: a loop would otherwise read a long list again in each of its
 * iterations. Bounded in time and number, since others change what was read.
 */
export class KeptCache {
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly now: () => number = Date.now) {}

	/**
	 * The value of a key, read anew where it is not kept any more; failures are not kept.
	 *
	 * @returns `isOld`: it was there before this call
	 */
	async remember<T>(key: string, load: () => Promise<T>): Promise<{ value: T; isOld: boolean }> {
		for (const [name, { until }] of this.entries) {
			if (until <= this.now()) this.entries.delete(name);
		}
		const known = this.entries.get(key);
		if (known) return { value: (await known.value) as T, isOld: true };
		const entry: Entry = { value: load(), until: Infinity };
		this.entries.set(key, entry);
		const [oldest] = this.entries.keys();
		if (this.entries.size > MOST_KEPT) this.entries.delete(oldest);
		const value = await entry.value.catch(async (error: unknown) => {
			if (this.entries.get(key) === entry) this.entries.delete(key);
			return await Promise.reject(error);
		});
		entry.until = this.now() + KEPT_FOR_MS;
		return { value: value as T, isOld: false };
	}

	/** What is kept or being read under keys that begin so. */
	startingWith(prefix: string): Array<Promise<unknown>> {
		const kept = [...this.entries].filter(([key]) => key.startsWith(prefix));
		return kept.map(([, { value }]) => value);
	}

	forgetStartingWith(prefix: string): void {
		for (const key of this.entries.keys()) if (key.startsWith(prefix)) this.entries.delete(key);
	}
}

/** By execution, and by who signs in. */
const caches = new WeakMap<object, Map<string, KeptCache>>();

/**
 * The cache of the execution that a context belongs to, for one sign-in: another user may see less. What
 * n8n keeps of an execution is one object for all its nodes and runs, which n8n does not declare; a
 * context without one shares with nobody.
 */
export function keptCacheOf(context: object, identity: string): KeptCache {
	const { runExecutionData } = context as { runExecutionData?: object | null };
	if (!runExecutionData) return new KeptCache();
	const ofExecution = caches.get(runExecutionData) ?? new Map<string, KeptCache>();
	caches.set(runExecutionData, ofExecution);
	const cache = ofExecution.get(identity) ?? new KeptCache();
	ofExecution.set(identity, cache);
	return cache;
}
