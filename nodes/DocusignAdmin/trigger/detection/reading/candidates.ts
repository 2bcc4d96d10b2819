import type { Observed } from './observation';
import type { StreamId } from '../types';

/**
 * Why a user waits, the most urgent first:
 * - `tell`: lists show that the user is different, and an event is wanted
 * - `read`: returned by a window; what is different, the profile has to tell
 * - `recheck`: returned again by a window, by when the profile was last read
 */
const QUEUES = ['tell', 'read', 'recheck'] as const;
export type Queue = (typeof QUEUES)[number];

/** A user whom lists of this poll showed, and what is to be done about it. */
export interface Candidate {
	userId: string;
	lists: Array<{ stream: StreamId; observed: Observed }>;
	/** Stream → the page of this poll that showed the user; there it goes on if the user stays untold. */
	places: Map<StreamId, number>;
	/** When the profile was last read, epoch seconds. */
	readAt: number;
}

export interface Profile {
	/** undefined: Docusign has no profile of this user, or did not give it. */
	observed?: Observed;
	readAt: number;
	/** It could not be read: the user is told from what lists show, and it is asked for again. */
	failed?: boolean;
}

const keyOf = (userId: string) => userId.toLowerCase();

/** Users for rechecking kept, as a multiple of those whose turn may come. */
const SPARE = 5;

/**
 * The users of a poll whose profile or whose events are wanted, in queues: what lists show to be
 * different comes before what only a profile can tell, and each list has its turn.
 */
export class Candidates {
	private readonly queues: Record<Queue, Map<string, Candidate>> = {
		tell: new Map(),
		read: new Map(),
		recheck: new Map(),
	};
	/** How many to be told or read each list has shown. */
	private readonly shown = new Map<StreamId, number>();
	/** To be read for the baseline, without events: open memberships, and after them closed ones. */
	private readonly open = new Map<string, string>();
	private readonly closed = new Map<string, string>();
	private readonly profiles = new Map<string, Profile>();

	/** @param mostProfiles how many profiles may be read for the baseline */
	constructor(
		private readonly maxRechecks: number,
		private readonly mostProfiles: number,
	) {}

	/** How many users of a list are to be told or read. */
	countOf(stream: StreamId): number {
		return this.shown.get(stream) ?? 0;
	}

	isToBeTold(userId: string): boolean {
		return this.queues.tell.size > 0 && this.queues.tell.has(keyOf(userId));
	}

	/** Puts a user into a queue, unless it waits in a more urgent one; what lists before showed stays. */
	add(queue: Queue, stream: StreamId, observed: Observed, page: number, readAt = 0): void {
		const { userId } = observed;
		const key = keyOf(userId);
		const from = QUEUES.find((each) => this.queues[each].has(key));
		let candidate = from && this.queues[from].get(key);
		if (!from || !candidate || QUEUES.indexOf(queue) < QUEUES.indexOf(from)) {
			candidate = { lists: [], places: new Map<StreamId, number>(), readAt, ...candidate, userId };
			if (from) this.queues[from].delete(key);
			this.queues[queue].set(key, candidate);
			if (queue !== 'recheck') this.shown.set(stream, this.countOf(stream) + 1);
		}
		candidate.lists.push({ stream, observed });
		if (queue !== 'recheck' && !candidate.places.has(stream)) candidate.places.set(stream, page);
		if (this.queues.recheck.size > 2 * SPARE * this.maxRechecks) {
			const oldest = this.oldest().slice(0, SPARE * this.maxRechecks);
			this.queues.recheck = new Map(oldest.map((each) => [keyOf(each.userId), each]));
		}
	}

	addToLearn(userId: string, isClosed: boolean): void {
		const map = isClosed ? this.closed : this.open;
		const key = keyOf(userId);
		if (map.size < this.mostProfiles && !map.has(key)) map.set(key, userId);
	}

	toTell(): Candidate[] {
		return [...this.queues.tell.values()];
	}

	/**
	 * Those whose profile has to tell, a user of each list in turn.
	 *
	 * @param from with whom of a list's first page to begin: with another one in each poll, so that those
	 * whose profiles cannot be read do not keep the others on that page from their turn
	 */
	toRead(from = 0): Candidate[] {
		const queues = new Map<StreamId, Candidate[]>();
		for (const candidate of this.queues.read.values()) {
			const { stream } = candidate.lists[0];
			queues.set(stream, [...(queues.get(stream) ?? []), candidate]);
		}
		const lists = [...queues].map(([stream, list]) => {
			const isFirst = ({ places }: Candidate) => places.get(stream) === list[0].places.get(stream);
			const first = list.filter(isFirst);
			const others = list.filter((each) => !isFirst(each));
			const at = from % first.length;
			return [...first.slice(at), ...first.slice(0, at), ...others];
		});
		const longest = Math.max(0, ...lists.map(({ length }) => length));
		return Array.from({ length: longest }).flatMap((_, turn) =>
			lists.flatMap((list) => list.slice(turn, turn + 1)),
		);
	}

	/** Ids of those whose profiles are read for the baseline. */
	toLearn(): string[] {
		const closed = [...this.closed].filter(([key]) => !this.open.has(key));
		return [...this.open, ...closed].map(([, userId]) => userId).slice(0, this.mostProfiles);
	}

	/** Those whose turn it is to be read again: who was not read for longest. */
	toRecheck(): Candidate[] {
		return this.oldest().slice(0, this.maxRechecks);
	}

	addProfile(userId: string, profile: Profile): void {
		this.profiles.set(keyOf(userId), profile);
	}

	profileOf(userId: string): Profile | undefined {
		return this.profiles.get(keyOf(userId));
	}

	private oldest(): Candidate[] {
		return [...this.queues.recheck.values()].sort((a, b) => a.readAt - b.readAt);
	}
}
