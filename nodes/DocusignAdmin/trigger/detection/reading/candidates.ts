import type { Observed } from './observation';
import type { UserRecord } from '../store/record';
import type { StreamId } from '../types';

/** A user whom lists of this poll showed, and what is to be done about it. */
export interface Candidate {
	userId: string;
	lists: Array<{ stream: StreamId; observed: Observed }>;
	/** Stream → the page of this poll that showed the user; there it goes on if the user stays untold. */
	places: Map<StreamId, number>;
}

export interface Profile {
	/** undefined: Docusign has no profile of this user, or did not give it. */
	observed?: Observed;
	readAt: number;
	/** It could not be read: the user is told from what lists show, and it is asked for again. */
	failed?: boolean;
}

/**
 * Whether a list that shows profiles leaves out even the status of a user who is not known. Its
 * shortest form does, and an event needs to say who the user is.
 */
export const needsProfile = ({ lists }: Candidate, known: UserRecord | undefined): boolean =>
	known === undefined && lists.every(({ observed }) => observed.status === undefined);

const keyOf = (userId: string) => userId.toLowerCase();

function noted(map: Map<string, Candidate>, userId: string): Candidate {
	let candidate = map.get(keyOf(userId));
	if (!candidate) {
		candidate = { userId, lists: [], places: new Map() };
		map.set(keyOf(userId), candidate);
	}
	return candidate;
}

function seen(candidate: Candidate, stream: StreamId, observed: Observed, page: number): void {
	candidate.lists.push({ stream, observed });
	if (!candidate.places.has(stream)) candidate.places.set(stream, page);
}

/** Users for rechecking kept, as a multiple of those whose turn may come. */
const SPARE = 5;

type Recheck = { candidate: Candidate; readAt: number };

/**
 * The users of a poll whose profile or whose events are wanted, in queues: what lists show to be
 * different comes before what only a profile can tell, and each list has its turn.
 */
export class Candidates {
	/** Lists show that they are different, and an event is wanted. */
	readonly tell = new Map<string, Candidate>();
	/** Returned by a window; what is different, the profile has to tell. */
	private readonly read = new Map<string, Candidate>();
	/** How many of both each list has shown. */
	private readonly shown = new Map<StreamId, number>();
	/** To be read for the baseline, without events: open memberships, and after them closed ones. */
	private readonly open = new Map<string, Candidate>();
	private readonly closed = new Map<string, Candidate>();
	/** Returned again by a window, by when their profile was last read. */
	private recheck = new Map<string, Recheck>();
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
		return this.tell.size > 0 && this.tell.has(keyOf(userId));
	}

	addToTell(stream: StreamId, observed: Observed, page: number): void {
		const key = keyOf(observed.userId);
		const isNew = !this.tell.has(key);
		const candidate = noted(this.tell, observed.userId);
		// What lists before showed of the user belongs to the same events.
		const before = this.read.get(key);
		if (before) {
			candidate.lists.push(...before.lists);
			for (const [list, at] of before.places) candidate.places.set(list, at);
			this.read.delete(key);
		} else if (isNew) {
			candidate.lists.push(...(this.recheck.get(key)?.candidate.lists ?? []));
			this.recheck.delete(key);
		}
		if (isNew) this.count(stream);
		seen(candidate, stream, observed, page);
	}

	addToRead(stream: StreamId, observed: Observed, page: number): void {
		const key = keyOf(observed.userId);
		if (!this.read.has(key)) this.count(stream);
		const candidate = noted(this.read, observed.userId);
		candidate.lists.push(...(this.recheck.get(key)?.candidate.lists ?? []));
		this.recheck.delete(key);
		seen(candidate, stream, observed, page);
	}

	addToLearn({ userId }: Observed, isClosed: boolean): void {
		const map = isClosed ? this.closed : this.open;
		if (map.size < this.mostProfiles) noted(map, userId);
	}

	addToRecheck(stream: StreamId, observed: Observed, readAt: number): void {
		const key = keyOf(observed.userId);
		const read = this.read.get(key);
		if (read) {
			read.lists.push({ stream, observed });
			return;
		}
		const candidate: Candidate = { userId: observed.userId, lists: [], places: new Map() };
		const recheck = this.recheck.get(key) ?? { candidate, readAt };
		recheck.candidate.lists.push({ stream, observed });
		this.recheck.set(key, recheck);
		if (this.recheck.size > 2 * SPARE * this.maxRechecks) {
			this.recheck = new Map(this.oldest().slice(0, SPARE * this.maxRechecks));
		}
	}

	/** Those whose profile has to tell, a user of each list in turn. */
	toRead(): Candidate[] {
		const queues = new Map<StreamId, Candidate[]>();
		for (const candidate of this.read.values()) {
			const { stream } = candidate.lists[0];
			queues.set(stream, [...(queues.get(stream) ?? []), candidate]);
		}
		const lists = [...queues.values()];
		const longest = Math.max(0, ...lists.map(({ length }) => length));
		return Array.from({ length: longest }).flatMap((_, turn) =>
			lists.flatMap((list) => list.slice(turn, turn + 1)),
		);
	}

	toLearn(): Candidate[] {
		const open = [...this.open.values()];
		const closed = [...this.closed].filter(([key]) => !this.open.has(key));
		return [...open, ...closed.map(([, each]) => each)].slice(0, this.mostProfiles);
	}

	/** Those whose turn it is to be read again: who was not read for longest. */
	toRecheck(): Candidate[] {
		return this.oldest()
			.slice(0, this.maxRechecks)
			.map(([, { candidate }]) => candidate);
	}

	addProfile(userId: string, profile: Profile): void {
		this.profiles.set(keyOf(userId), profile);
	}

	profileOf(userId: string): Profile | undefined {
		return this.profiles.get(keyOf(userId));
	}

	private count(stream: StreamId): void {
		this.shown.set(stream, this.countOf(stream) + 1);
	}

	private oldest() {
		return [...this.recheck].sort(([, a], [, b]) => a.readAt - b.readAt);
	}
}
