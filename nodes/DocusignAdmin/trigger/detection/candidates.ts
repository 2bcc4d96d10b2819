import type { UserRecord } from './record';
import type { Sighting } from './observation';
import type { StreamId } from './types';

/** A user whom lists of this poll showed, and what is to be done about it. */
export interface Candidate {
	userId: string;
	lists: Array<{ stream: StreamId; sighting: Sighting }>;
	/** Stream → the page of this poll that showed the user; there it goes on if the user stays untold. */
	places: Map<StreamId, number>;
}

export interface Profile {
	/** undefined: Docusign has no profile of this user. */
	sighting?: Sighting;
	readAt: number;
}

/**
 * Whether a list that shows profiles leaves out even the status of a user who is not known. Its
 * shortest form does, and an event needs to say who the user is.
 */
export const needsProfile = ({ lists }: Candidate, known: UserRecord | undefined): boolean =>
	known === undefined && lists.every(({ sighting }) => sighting.status === undefined);

const keyOf = (userId: string) => userId.toLowerCase();

function noted(map: Map<string, Candidate>, userId: string): Candidate {
	let candidate = map.get(keyOf(userId));
	if (!candidate) {
		candidate = { userId, lists: [], places: new Map() };
		map.set(keyOf(userId), candidate);
	}
	return candidate;
}

/** Suspects kept, as a multiple of those whose turn may come; a coarse window may return thousands. */
const SPARE = 5;

/** The users of a poll whose profile or whose events are wanted, in the order in which they are met. */
export class Candidates {
	/** To be told. */
	readonly tell = new Map<string, Candidate>();
	/** To be read for the baseline, without events: open memberships, and after them closed ones. */
	private readonly open = new Map<string, Candidate>();
	private readonly closed = new Map<string, Candidate>();
	/** Returned again by a window, by when their profile was last read. */
	private suspects = new Map<string, { candidate: Candidate; readAt: number }>();
	private readonly profiles = new Map<string, Profile>();

	/** @param mostProfiles how many profiles may be read for the baseline */
	constructor(
		private readonly maxRechecks: number,
		private readonly mostProfiles: number,
	) {}

	isToBeTold(userId: string): boolean {
		return this.tell.size > 0 && this.tell.has(keyOf(userId));
	}

	addToTell(stream: StreamId, sighting: Sighting, page: number): void {
		const candidate = noted(this.tell, sighting.userId);
		const suspect = this.suspects.get(keyOf(sighting.userId));
		if (suspect) candidate.lists.push(...suspect.candidate.lists);
		this.suspects.delete(keyOf(sighting.userId));
		candidate.lists.push({ stream, sighting });
		if (!candidate.places.has(stream)) candidate.places.set(stream, page);
	}

	addToLearn({ userId }: Sighting, isClosed: boolean): void {
		const map = isClosed ? this.closed : this.open;
		if (map.size < this.mostProfiles) noted(map, userId);
	}

	toLearn(): Candidate[] {
		const open = [...this.open.values()];
		const closed = [...this.closed].filter(([key]) => !this.open.has(key));
		return [...open, ...closed.map(([, each]) => each)].slice(0, this.mostProfiles);
	}

	addSuspect(stream: StreamId, sighting: Sighting, readAt: number): void {
		const key = keyOf(sighting.userId);
		const candidate: Candidate = { userId: sighting.userId, lists: [], places: new Map() };
		const suspect = this.suspects.get(key) ?? { candidate, readAt };
		suspect.candidate.lists.push({ stream, sighting });
		this.suspects.set(key, suspect);
		if (this.suspects.size > 2 * SPARE * this.maxRechecks) {
			this.suspects = new Map(this.oldest().slice(0, SPARE * this.maxRechecks));
		}
	}

	/** Those whose turn it is to be read again, among the suspects and those no longer returned. */
	rechecks(due: ReadonlyArray<[userId: string, readAt: number]>): Candidate[] {
		const left = due.map(([userId, readAt]) => ({
			candidate: { userId, lists: [], places: new Map() } as Candidate,
			readAt,
		}));
		return [...this.oldest().map(([, suspect]) => suspect), ...left]
			.sort((a, b) => a.readAt - b.readAt)
			.slice(0, this.maxRechecks)
			.map(({ candidate }) => candidate);
	}

	addProfile(userId: string, profile: Profile): void {
		this.profiles.set(keyOf(userId), profile);
	}

	profileOf(userId: string): Profile | undefined {
		return this.profiles.get(keyOf(userId));
	}

	private oldest() {
		return [...this.suspects].sort(([, a], [, b]) => a.readAt - b.readAt);
	}
}
