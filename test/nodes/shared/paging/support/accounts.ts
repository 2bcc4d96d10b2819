import type { JsonObject } from '../../../../../nodes/shared/http';
import { cursorPages } from '../../../../../nodes/shared/paging/cursor';
import { offsetPages } from '../../../../../nodes/shared/paging/offset/offset';
import type { Source } from '../../../../../nodes/shared/paging/mergeLists';
import { throttled } from './caller';
import { idOf } from './read';

/** What users do between two answers, whichever account answers. Positions are parts of a list. */
export type AccountChange =
	/** Somebody new joins an account. */
	| { kind: 'hire'; to: number }
	/** A member leaves one account and joins another at the same moment. */
	| { kind: 'move'; from: number; at: number; to: number }
	/** A member joins another account, too. */
	| { kind: 'join'; from: number; at: number; to: number }
	| { kind: 'leave'; from: number; at: number };

export interface AccountsOptions {
	/** The members of each account, by number; one may be in several. */
	members: number[][];
	wire: 'offset' | 'cursor';
	/** Records in an answer at most. */
	cap?: number;
	/** What happens before the answers, one entry to an answer. */
	changes: AccountChange[][];
	delay: () => Promise<void>;
}

interface Seat {
	id: string;
	sequence: number;
}

/** Accounts whose members come, go and change over while all the lists are read. */
export class Accounts {
	/** Most requests in flight at once, over all accounts. */
	busiest = 0;
	private readonly lists: Seat[][];
	private readonly initial: Seat[];
	private readonly left = new Set<Seat>();
	private readonly past = new Map<Seat[], Set<string>>();
	private sequence = 0;
	private born = 1_000;
	private answers = 0;
	private inFlight = 0;

	constructor(private readonly options: AccountsOptions) {
		this.lists = options.members.map((numbers) => numbers.map((n) => this.seat(`u${n}`)));
		this.initial = this.lists.flat();
	}

	sources(pageSize: number, concurrency: number): Source[] {
		const inRun = throttled(concurrency);
		return this.lists.map(
			(list): Source =>
				(ask) =>
					this.options.wire === 'offset'
						? offsetPages(
								inRun(
									async (start: number, take: number) => await this.byOffset(list, start, take),
								),
								{
									pageSize,
									concurrency,
									idOf,
									...ask,
								},
							)
						: cursorPages(
								inRun(
									async ({ cursor, count }: { cursor?: string; count: number }) =>
										await this.byCursor(list, Number(cursor ?? 0), count),
								),
								{ pageSize, idOf, ...ask },
							),
		);
	}

	/** Those who were in one and the same account all the time, whatever else they were in. */
	lasting(): string[] {
		return [...new Set(this.initial.filter((seat) => !this.left.has(seat)).map(({ id }) => id))];
	}

	private async byOffset(list: Seat[], start: number, take: number) {
		return await this.answer(() => {
			const end = start + Math.min(take, this.options.cap ?? Infinity);
			return { records: recordsOf(list.slice(start, end)), total: list.length };
		});
	}

	private async byCursor(list: Seat[], after: number, count: number) {
		return await this.answer(() => {
			const rest = list.filter(({ sequence }) => sequence > after);
			const shown = rest.slice(0, Math.min(count, this.options.cap ?? Infinity));
			const next = rest.length > shown.length ? String(shown.at(-1)?.sequence) : undefined;
			return { records: recordsOf(shown), next };
		});
	}

	private async answer<T>(give: () => T): Promise<T> {
		this.busiest = Math.max(this.busiest, ++this.inFlight);
		await this.options.delay();
		for (const change of this.options.changes[this.answers++] ?? []) this.apply(change);
		const given = give();
		await this.options.delay();
		this.inFlight--;
		return given;
	}

	private apply(change: AccountChange): void {
		if (change.kind === 'hire') return this.enter(this.listAt(change.to), `u${this.born++}`);
		const from = this.listAt(change.from);
		const place = Math.floor(change.at * from.length);
		const seat = from[place];
		if (!seat) return;
		if (change.kind !== 'join') {
			from.splice(place, 1);
			this.left.add(seat);
			this.remember(from, seat);
		}
		if (change.kind !== 'leave') this.enter(this.listAt(change.to), seat.id);
	}

	/**
	 * Those who join stand at the end of an account's list. By offset nobody comes back to an account: in
	 * its list such a member looks the same as one who stayed while the list grew shorter.
	 */
	private enter(list: Seat[], id: string): void {
		const isHere = list.some((seat) => seat.id === id);
		const wasHere = this.options.wire === 'offset' && this.past.get(list)?.has(id);
		if (!isHere && !wasHere) list.push(this.seat(id));
	}

	private remember(list: Seat[], { id }: Seat): void {
		this.past.set(list, (this.past.get(list) ?? new Set()).add(id));
	}

	private listAt(number: number): Seat[] {
		return this.lists[number % this.lists.length] ?? [];
	}

	private seat(id: string): Seat {
		return { id, sequence: ++this.sequence };
	}
}

const recordsOf = (seats: Seat[]): JsonObject[] => seats.map(({ id }) => ({ id }));
