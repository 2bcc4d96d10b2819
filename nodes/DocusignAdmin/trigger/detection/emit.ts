import { type Candidate, needsProfile } from './candidates';
import { type Change, changesOf } from './changes';
import { toEvent } from './events';
import { complete, update } from './merge';
import type { PollParts } from './context';
import type { Reading } from './listReader';
import { BLANK, REVISIONS, sameUser, type UserRecord } from './record';
import { streamFinder } from './scope';
import { createdOn, type Sighting } from './observation';
import type { StreamId, UserEvent } from './types';

interface Parts extends PollParts {
	reading: Reading;
	now: number;
}

type Seen = Pick<Candidate, 'userId' | 'lists'>;
type Due = ReadonlyArray<[userId: string, readAt: number]>;

/** The end of a poll: compares each candidate with what was told last, and tells what is different. */
export class Settlement {
	private readonly events: UserEvent[] = [];
	private full = false;
	private readonly streamOf;

	constructor(private readonly parts: Parts) {
		this.streamOf = streamFinder(parts.settings.streams);
	}

	/**
	 * @param due watched users whom no window returned and who were not read since
	 * @param returned users whom a window returned
	 */
	settle(due: Due, returned: ReadonlySet<string>): { events: UserEvent[]; profilesRead: number } {
		const { candidates, ledger, profiles } = this.parts;
		for (const candidate of candidates.tell.values()) {
			const needed = profiles || needsProfile(candidate, ledger.get(candidate.userId));
			const lacking = needed && candidates.profileOf(candidate.userId) === undefined;
			if (lacking || !this.tell(candidate)) this.leave(candidate);
		}
		for (const candidate of candidates.rechecks(due)) {
			if (candidates.profileOf(candidate.userId)) this.tell(candidate);
		}
		const profilesRead = candidates.toLearn().filter((each) => this.learn(each)).length;
		this.parts.reading.unwatch(this.parts.watch, returned);
		return { events: this.events, profilesRead };
	}

	/** @returns whether the user is done with; false when telling this one would be too much */
	private tell({ userId, lists }: Candidate): boolean {
		const { settings, began, ledger, lexicon, candidates, profiles, now } = this.parts;
		const known = ledger.get(userId);
		const profile = candidates.profileOf(userId);
		const listed = new Set(lists.map(({ stream }) => stream));
		const after = this.after(known, { userId, lists }, listed);
		const existing = began.firstRun === 'emitExisting';
		const changes = changesOf(known, after, {
			lexicon,
			statusField: settings.scope.contract === 'openApi' ? 'user_status' : 'status',
			existing,
			created: this.isCreated(this.sightingsOf({ userId, lists })),
			suspicious: (account) => listed.has(account) && !this.isSettling(known, account),
		});
		const wanted = changes.filter(({ event }) => settings.events?.includes(event) ?? true);
		if (this.exceeds(wanted)) return false;
		const revision =
			known && changes.length > 0 ? (known.revision + 1) % REVISIONS : after.revision;
		const epoch = existing && !known ? '' : String(began.epoch);
		for (const change of wanted) {
			const facts = { userId, after, revision, epoch, lists, profile: profile?.sighting, now };
			this.events.push(toEvent(change, facts));
		}
		const settling = profile ? false : after.settling;
		if (!known || !sameUser(known, after) || known.settling !== settling) {
			ledger.set(userId, { ...after, revision, settling });
		}
		if (profiles && profile && !existing) this.parts.watch.set(userId, profile.readAt);
		return true;
	}

	/**
	 * Takes over what the profile shows of lists whose baseline is being taken. Any other difference is
	 * left for the window that will return the user, and then this reading does not count as one.
	 */
	private learn({ userId }: Candidate): boolean {
		const { began, ledger, candidates, watch } = this.parts;
		const profile = candidates.profileOf(userId);
		if (!profile) return false;
		const known = ledger.get(userId) ?? BLANK;
		const { streamOf } = this;
		const learns = (account: StreamId) => began.streams[account]?.cursor === undefined;
		const rules = { streamOf, listed: new Set<StreamId>(), learns };
		const record = profile.sighting ? complete(known, profile.sighting, rules) : known;
		const now = profile.sighting
			? update(known, profile.sighting, { ...rules, learns: () => true })
			: known;
		ledger.set(userId, { ...record, settling: false });
		if (sameUser(record, now)) watch.set(userId, profile.readAt);
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
		};
		return this.sightingsOf(candidate).reduce(
			(record, sighting) => update(record, sighting, rules),
			known ?? BLANK,
		);
	}

	/** All that this poll saw of a user, in the order in which it was seen. */
	private sightingsOf({ userId, lists }: Seen): Sighting[] {
		const profile = this.parts.candidates.profileOf(userId)?.sighting;
		return [...lists.map(({ sighting }) => sighting), ...(profile ? [profile] : [])];
	}

	private isCreated(sightings: readonly Sighting[]): boolean {
		const { began, settings } = this.parts;
		const at = sightings.map(createdOn).find((time) => time !== undefined);
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

	/** The lists go on, in the next poll, from the first page with a user left untold. */
	private leave({ places }: Candidate): void {
		for (const [stream, page] of places) {
			const run = this.parts.reading.run(stream);
			run.untold = Math.min(run.untold, page);
		}
	}
}
