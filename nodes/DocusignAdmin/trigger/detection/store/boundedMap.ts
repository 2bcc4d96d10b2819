/** As JSON, with quotes and commas. */
const sizeOf = (key: string, value: unknown): number =>
	key.length + JSON.stringify(value).length + 4;

/** Values by key; the oldest are let go when they come to more characters than are to be kept. */
export class BoundedMap<T> {
	private readonly values: Map<string, T>;
	private size = 0;

	constructor(
		stored: ReadonlyArray<[key: string, value: T]>,
		private readonly most: number,
	) {
		this.values = new Map(stored);
		for (const [key, value] of this.values) this.size += sizeOf(key, value);
	}

	get(key: string): T | undefined {
		return this.values.get(key);
	}

	set(key: string, value: T): void {
		this.delete(key);
		this.values.set(key, value);
		this.size += sizeOf(key, value);
		while (this.size > this.most) this.delete(this.values.keys().next().value as string);
	}

	/** In their order, which an object would not keep: keys that look like numbers come first there. */
	store(): Array<[key: string, value: T]> {
		return [...this.values];
	}

	private delete(key: string): void {
		const value = this.values.get(key);
		if (value === undefined) return;
		this.size -= sizeOf(key, value);
		this.values.delete(key);
	}
}
