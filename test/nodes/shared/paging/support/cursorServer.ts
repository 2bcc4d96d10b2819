import type { JsonObject } from '../../../../../nodes/shared/http';
import type { FetchCursor } from '../../../../../nodes/shared/paging/cursor';

/** What happens to a list between two answers. Positions are parts of the list, from 0 to 1. */
export type CursorChange =
	| { kind: 'add'; count: number }
	| { kind: 'remove' | 'move'; at: number }
	/** The record that was taken out last comes back. */
	| { kind: 'return' };

export interface CursorServerOptions {
	total: number;
	/** Records in an answer at most. */
	cap?: number;
	/** What happens before the answers, one entry to an answer. */
	changes?: CursorChange[][];
	/** How many of the records asked for each answer gives, as a part from 0 to 1; never none. */
	shortness?: number[];
}

/**
 * A list whose cursors name the last record shown by its place in the order of arrival. Whatever is
 * added, moved or comes back stands at the end, so that no record ever gets behind a cursor.
 */
export class CursorServer {
	private records: Array<{ id: string; sequence: number }> = [];
	private readonly gone: string[] = [];
	private readonly initial: string[];
	private readonly disturbed = new Set<string>();
	private readonly removed = new Set<string>();
	private sequence = 0;
	private born = 0;
	private answers = 0;

	constructor(private readonly options: CursorServerOptions) {
		this.add(options.total);
		this.initial = this.ids();
	}

	readonly fetch: FetchCursor = async ({ cursor, count }) => {
		const { changes = [], shortness = [], cap = Infinity } = this.options;
		for (const change of changes[this.answers] ?? []) this.apply(change);
		const most = Math.min(count, cap);
		const given = Math.max(1, Math.ceil(most * (shortness[this.answers] ?? 1)));
		this.answers++;
		const after = Number(cursor ?? 0);
		const rest = this.records.filter(({ sequence }) => sequence > after);
		const shown = rest.slice(0, given);
		const records = shown.map(({ id }): JsonObject => ({ id }));
		return { records, next: rest.length > given ? String(shown.at(-1)?.sequence) : undefined };
	};

	/** The list as it is now. */
	ids(): string[] {
		return this.records.map(({ id }) => id);
	}

	/** Those that were in the list all the time, wherever in it. */
	lasting(): string[] {
		return this.initial.filter((id) => !this.removed.has(id));
	}

	/** Those that never changed their place either, in its order. */
	undisturbed(): string[] {
		return this.initial.filter((id) => !this.disturbed.has(id));
	}

	private apply(change: CursorChange): void {
		if (change.kind === 'add') return this.add(change.count);
		if (change.kind === 'return') {
			const id = this.gone.pop();
			if (id !== undefined) this.records.push({ id, sequence: ++this.sequence });
			return;
		}
		const [taken] = this.records.splice(Math.floor(change.at * this.records.length), 1);
		if (!taken) return;
		this.disturbed.add(taken.id);
		if (change.kind === 'move') {
			this.records.push({ id: taken.id, sequence: ++this.sequence });
		} else {
			this.gone.push(taken.id);
			this.removed.add(taken.id);
		}
	}

	private add(count: number): void {
		for (let n = 0; n < count; n++) {
			this.records.push({ id: `u${this.born++}`, sequence: ++this.sequence });
		}
	}
}
