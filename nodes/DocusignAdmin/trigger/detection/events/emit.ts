import { type Candidate, needsProfile } from '../reading/candidates';
import { type Change, changesOf } from './changes';
import { toEvent } from './events';
import { complete, isOver, settled, streamFinder, update } from './merge';
import type { PollParts } from '../context';
import type { Reading } from '../reading/listReader';
import { BLANK, REVISIONS, sameUser, type UserRecord } from '../store/record';
import { createdOn, type Observed } from '../reading/observation';
import type { StreamId, UserEvent } from '../types';

interface Parts extends PollParts {
	reading: Reading;
	now: number;
}

/** How long a window waits for a profile that cannot be read, ms. */
const LONGEST_HELD = 24 * 3_600_000;

/** Kept to the second, and not rounded up: what was read counts from then on. */
const seconds = (ms: number) => Math.floor(ms / 1_000);

type Seen = Pick<Candidate, 'userId' | 'lists'>;

/** The end of a poll: compares each candidate with what was told last, and tells what is different. */
export class Settler {
	private readonly events: UserEvent[] = [];
	/** Users whose profile was read and of whom everything is told. */
	private readonly done = new Set<string>();
	private full = false;
	private readonly streamOf;

	constructor(private readonly parts: Parts) {
		this.streamOf = streamFinder(parts.settings.streams);
	}

	settle(): { events: UserEvent[]; profilesRead: number; done: ReadonlySet<string> } {
		const { candidates, store, profiles } = this.parts;
		for (const candidate of candidates.tell.values()) {
			const needed = profiles || needsProfile(candidate, store.get(candidate.userId));
			this.tellOrLeave(candidate, needed);
		}
		for (const candidate of candidates.toRead()) this.tellOrLeave(candidate, true);
		for (const candidate of candidates.toRecheck()) {
			if (candidates.profileOf(candidate.userId)) this.tell(candidate);
		}
		const profilesRead = candidates.toLearn().filter((each) => this.learn(each)).length;
		return { events: this.events, profilesRead, done: this.done };
	}

	private tellOrLeave(candidate: Candidate, needsProfileFirst: boolean): void {
		const lacking =
			needsProfileFirst && this.parts.candidates.profileOf(candidate.userId) === undefined;
		if (lacking || !this.tell(candidate)) this.leave(candidate);
	}

	/** @returns whether the user is done with; false when telling this one would be too much */
	private tell({ userId, lists }: Candidate): boolean {
		const { settings, began, store, strings, candidates, tells, now } = this.parts;
		const known = store.get(userId);
		const profile = candidates.profileOf(userId);
		const listed = new Set(lists.map(({ stream }) => stream));
		const after = settled(known, this.after(known, { userId, lists }, listed));
		const existing = began.firstRun === 'emitExisting';
		const statusField = settings.scope.contract === 'openApi' ? 'user_status' : 'status';
		const changes = changesOf(known, after, {
			strings,
			statusField,
			existing,
			created: this.isCreated(this.observationsOf({ userId, lists })),
			tells,
			suspicious: (account) => listed.has(account) && !this.isSettling(known, account),
		});
		const wanted = changes.filter(({ event }) => tells(event));
		if (this.exceeds(wanted)) return false;
		const revision =
			known && changes.length > 0 ? (known.revision + 1) % REVISIONS : after.revision;
		const epoch = existing && !known ? '' : String(began.epoch);
		for (const change of wanted) {
			const { observed } = profile ?? {};
			const facts = {
				userId,
				after,
				revision,
				epoch,
				lists,
				profile: observed,
				strings,
				statusField,
				now,
			};
			this.events.push(toEvent(change, facts));
		}
		if (profile?.failed) this.defer({ userId, lists });
		if (profile && !profile.failed) {
			this.done.add(userId);
			store.set(userId, { ...after, revision, settling: false, readAt: seconds(profile.readAt) });
		} else if (!known || !sameUser(known, after)) {
			store.set(userId, { ...after, revision });
		}
		return true;
	}

	/**
	 * Takes over what the profile shows of lists whose baseline is being taken. Any other difference is
	 * left for the window that will return the user, and then this reading does not count as one.
	 */
	private learn({ userId }: Candidate): boolean {
		const { began, store, candidates } = this.parts;
		const profile = candidates.profileOf(userId);
		if (!profile || profile.failed) return false;
		const known = store.get(userId) ?? BLANK;
		const { streamOf } = this;
		const learns = (account: StreamId) => began.streams[account]?.cursor === undefined;
		const rules = { streamOf, listed: new Set<StreamId>(), learns, wasOver: isOver(known) };
		const record = profile.observed ? complete(known, profile.observed, rules) : known;
		const now = profile.observed
			? update(known, profile.observed, { ...rules, learns: () => true })
			: known;
		// A reading of which something is left for a window does not count as one.
		const readAt = sameUser(record, now) ? { readAt: seconds(profile.readAt) } : {};
		store.set(userId, { ...record, settling: false, ...readAt });
		return true;
	}

	/** @param listed accounts whose lists showed the user */
	private after(
		known: UserRecord | undefined,
		candidate: Seen,
		listed: ReadonlySet<StreamId>,
	): UserRecord {
		const rules = {
			streamOf: this.streamOf,
			listed,
			// Elsewhere a change may be waiting in a window that was read before the profile was.
			learns: (account: StreamId) => !known || listed.has(account),
			wasOver: isOver(known),
		};
		return this.observationsOf(candidate).reduce(
			(record, observed) => update(record, observed, rules),
			known ?? BLANK,
		);
	}

	/** All that this poll saw of a user, in the order in which it was seen. */
	private observationsOf({ userId, lists }: Seen): Observed[] {
		const profile = this.parts.candidates.profileOf(userId)?.observed;
		return [...lists.map(({ observed }) => observed), ...(profile ? [profile] : [])];
	}

	private isCreated(observations: readonly Observed[]): boolean {
		const { began, settings } = this.parts;
		const at = observations.map(createdOn).find((time) => time !== undefined);
		return at === undefined || at >= began.epoch - settings.overlapMinutes * 60_000;
	}

	private isSettling(known: UserRecord | undefined, account: StreamId): boolean {
		const until = this.parts.began.streams[account]?.settlesUntil ?? 0;
		return known?.settling === true && this.parts.settings.now < until;
	}

	/** A user's events are told together; the first user of a poll is told in any case. */
	private exceeds(changes: readonly Change[]): boolean {
		const told = this.events.length;
		if (changes.length === 0) return false;
		const over = told + changes.length > this.parts.settings.maxEventsPerPoll;
		this.full ||= told > 0 && over;
		return this.full;
	}

	/** The windows stay where they are, so that they return the user again; but not for ever. */
	private defer({ userId, lists }: Seen): void {
		const { began, reading, settings } = this.parts;
		for (const { stream } of lists) {
			const cursor = began.streams[stream]?.cursor ?? settings.now;
			const from = Math.max(cursor, settings.now - LONGEST_HELD);
			reading.run(stream).deferred.set(userId, from);
		}
	}

	/** The lists go on, in the next poll, from the first page with a user left untold. */
	private leave({ places }: Candidate): void {
		for (const [stream, page] of places) {
			const run = this.parts.reading.run(stream);
			run.untold = Math.min(run.untold, page);
		}
	}
}
