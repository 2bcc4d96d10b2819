/**
 * Answers asked for ahead of need and handed over in the order of the plan, however they come in. At
 * most `depth` are under way or waiting to be taken; a place taken is filled again at once.
 */
export class Prefetch<Ask, Answer> {
	private readonly slots: Array<{ ask: Ask; answer: Promise<Answer> }> = [];
	private fail!: (reason: unknown) => void;
	private readonly failed = new Promise<never>((_, reject) => {
		this.fail = reject;
	});

	/** @param plan the next ask, or undefined while there is nothing (more) to ask for */
	constructor(
		private readonly plan: () => Ask | undefined,
		private readonly fetch: (ask: Ask) => Promise<Answer>,
		private readonly depth: number,
	) {
		// A failure counts when somebody waits in `race`; when nobody does any more, it is of no concern.
		this.failed.catch(() => undefined);
	}

	/** The ask whose answer is next. */
	peek(): Ask | undefined {
		while (this.slots.length < this.depth) {
			const ask = this.plan();
			if (ask === undefined) break;
			const answer = this.fetch(ask);
			answer.catch(this.fail);
			this.slots.push({ ask, answer });
		}
		return this.slots[0]?.ask;
	}

	/** The next answer. Rejects at once when any answer asked for fails, be it a later one. */
	async take(): Promise<Answer | undefined> {
		this.peek();
		const slot = this.slots.shift();
		this.peek();
		return slot && (await this.race(slot.answer));
	}

	drop(): void {
		this.slots.shift();
	}

	/** Puts an answer back, to be the next one again. */
	putBack(ask: Ask, answer: Answer): void {
		this.slots.unshift({ ask, answer: Promise.resolve(answer) });
	}

	/** Waits for something else, and rejects at once when an answer asked for fails meanwhile. */
	async race<T>(other: Promise<T>): Promise<T> {
		return await Promise.race([other, this.failed]);
	}
}
