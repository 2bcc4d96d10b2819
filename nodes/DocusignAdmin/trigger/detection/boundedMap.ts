/** As JSON, with quotes and commas. */
const sizeOf = (key: string, value: unknown): number =>
	key.length + JSON.stringify(value).length + 4;

/** Values by key; the oldest are let go when they come to more characters than are to be kept. */
export class Shelf<T> {
	private readonly values: Map<string, T>;
	private size = 0;

	constructor(
		stored: Record<string, T>,
		private readonly most: number,
	) {
		this.values = new Map(Object.entries(stored));
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

	store(): Record<string, T> {
		return Object.fromEntries(this.values);
	}

	private delete(key: string): void {
		const value = this.values.get(key);
		if (value === undefined) return;
		this.size -= sizeOf(key, value);
		this.values.delete(key);
	}
}
