import type { JsonObject } from '../../../../../nodes/shared/http';

/** Records put in or taken out between two answers. Positions are parts of the list, from 0 to 1. */
export type Change =
	{ kind: 'insert'; at: number; count: number } | { kind: 'remove'; at: number; count: number };

export interface ServerOptions {
	total: number;
	/** Records in an answer at most. */
	cap?: number;
	/** What happens before the answers, one entry to an answer. */
	changes?: Change[][];
	/** How many of the records asked for each answer gives, as a part from 0 to 1; all where left out. */
	shortness?: number[];
	/** Whether answers tell the length of the list. */
	counts?: boolean;
	/** Stands between arrival and answer, and between answer and delivery. */
	delay?: () => Promise<void>;
}

/** A list in the server's order that changes while it is read. */
export class ListServer {
	readonly asked: Array<{ start: number; take: number }> = [];
	/** Most requests in flight at once. */
	busiest = 0;
	private records: JsonObject[];
	private readonly removed = new Set<string>();
	private readonly initial: string[];
	private inFlight = 0;
	private answers = 0;
	private born = 0;

	constructor(private readonly options: ServerOptions) {
		this.records = Array.from({ length: options.total }, () => this.create());
		this.initial = this.ids();
	}

	readonly fetch = async (start: number, take: number) => {
		this.asked.push({ start, take });
		this.busiest = Math.max(this.busiest, ++this.inFlight);
		await this.options.delay?.();
		const answer = this.answer(start, take);
		await this.options.delay?.();
		this.inFlight--;
		return answer;
	};

	/** Those that were in the list all the time, in its order. */
	lasting(): string[] {
		return this.initial.filter((id) => !this.removed.has(id));
	}

	ids(): string[] {
		return this.records.map(({ id }) => String(id));
	}

	private answer(start: number, take: number) {
		const { changes = [], shortness = [], cap = Infinity, counts = true } = this.options;
		for (const change of changes[this.answers] ?? []) this.apply(change);
		const part = shortness[this.answers] ?? 1;
		// One record at a time proves nothing, so a server that only ever gives one is tested for itself.
		const least = counts && this.answers % 2 === 0 ? 1 : 2;
		this.answers++;
		const asked = Math.min(take, cap);
		const given = Math.min(asked, Math.max(least, Math.ceil(asked * part)));
		const records = this.records.slice(start, start + given);
		return { records, total: counts ? this.records.length : undefined };
	}

	private apply({ kind, at, count }: Change): void {
		const place = Math.floor(at * this.records.length);
		if (kind === 'insert') {
			this.records.splice(place, 0, ...Array.from({ length: count }, () => this.create()));
		} else {
			for (const { id } of this.records.splice(place, count)) this.removed.add(String(id));
		}
	}

	private create(): JsonObject {
		return { id: `u${this.born++}` };
	}
}
