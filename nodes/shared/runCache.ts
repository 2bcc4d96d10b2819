/**
 * What the items of one run share: look-ups that are made once, and turns for tasks that would get
 * in each other's way.
 */
export class RunCache {
	private readonly values = new Map<string, Promise<unknown>>();

	private readonly turns = new Map<string, Promise<unknown>>();

	private readonly parts = new Map<string, RunCache>();

	/** The value of the first call for a key, also while it is still loading; failures are not kept. */
	async remember<T>(key: string, load: () => Promise<T>): Promise<T> {
		const known = this.values.get(key);
		if (known) return (await known) as T;
		const loading = load();
		this.values.set(key, loading);
		// It may have been forgotten meanwhile, and asked for anew.
		loading.catch(() => this.values.get(key) === loading && this.values.delete(key));
		return await loading;
	}

	/** What is remembered under a key, without asking for it; undefined where nothing is, or its load failed. */
	async peek<T>(key: string): Promise<T | undefined> {
		return await (this.values.get(key) as Promise<T> | undefined)?.catch(() => undefined);
	}

	/** The cache of those items that have `key` in common, such as who they sign in as. */
	part(key: string): RunCache {
		const part = this.parts.get(key) ?? new RunCache();
		this.parts.set(key, part);
		return part;
	}

	/** What is remembered or being loaded under keys that begin so. */
	startingWith(prefix: string): Array<Promise<unknown>> {
		const known = [...this.values].filter(([key]) => key.startsWith(prefix));
		return known.map(([, value]) => value);
	}

	forget(key: string): void {
		this.values.delete(key);
	}

	forgetStartingWith(prefix: string): void {
		for (const key of this.values.keys()) if (key.startsWith(prefix)) this.values.delete(key);
	}

	/** Runs a task after all earlier ones with the same key, whether they succeeded or not; at once without one. */
	async inTurn<T>(key: string | undefined, task: () => Promise<T>): Promise<T> {
		if (key === undefined) return await task();
		const turn = (this.turns.get(key) ?? Promise.resolve()).then(task, task);
		this.turns.set(key, turn);
		return await turn;
	}
}
