/** First in, first out, in constant time. What was taken back while it waited is passed over. */
export class Queue<T extends { done: boolean }> {
	private waiting: T[] = [];
	private head = 0;

	push(entry: T): void {
		this.waiting.push(entry);
	}

	/** The first that still waits. */
	first(): T | undefined {
		while (this.head < this.waiting.length && this.waiting[this.head].done) this.drop();
		return this.waiting[this.head];
	}

	private drop(): void {
		this.head++;
		if (this.head * 2 < this.waiting.length) return;
		this.waiting = this.waiting.slice(this.head);
		this.head = 0;
	}
}
