import type { Candidate } from '../reading/candidates';
import { asTold, type Change, changesOf } from './changes';
import { toEvent } from './events';
import { afterAll, complete, isOver, update } from './merge';
import type { PollParts } from '../context';
import type { Reading } from '../reading/listReader';
import { BLANK, nextRevision, sameUser } from '../store/record';
import type { StreamId, UserEvent } from '../types';

/** How long a window waits for a profile that cannot be read, ms. */
const LONGEST_HELD = 24 * 3_600_000;

/** Kept to the second, and not rounded up: what was read counts from then on. */
const seconds = (ms: number) => Math.floor(ms / 1_000);

/** The end of a poll: compares each candidate with what was told last, and tells what is different. */
export class Settler {
	readonly events: UserEvent[] = [];
	/** Users whose profile was read and of whom everything is told. */
	readonly done = new Set<string>();
	/** How many profiles were read for the baseline. */
	profilesRead = 0;
	private full = false;

	/** @param now when the changes are noticed, epoch milliseconds */
	constructor(
		private readonly parts: PollParts,
		private readonly reading: Reading,
		private readonly now: number,
	) {}

	settle(): this {
		const { candidates } = this.parts;
		for (const candidate of candidates.toTell()) {
			this.tellOrLeave(candidate, this.parts.needsProfile(candidate));
		}
		for (const candidate of candidates.toRead()) this.tellOrLeave(candidate, true);
		for (const candidate of candidates.toRecheck()) {
			if (candidates.profileOf(candidate.userId)) this.tell(candidate);
		}
		for (const userId of candidates.toLearn()) this.learn(userId);
		return this;
	}

	/** The lists go on, in the next poll, from the first page with a user left untold. */
	private tellOrLeave(candidate: Candidate, needsProfile: boolean): void {
		const lacks = needsProfile && !this.parts.candidates.profileOf(candidate.userId);
		if (!lacks && this.tell(candidate)) return;
		for (const [stream, page] of candidate.places) {
			const run = this.reading.run(stream);
			run.untold = Math.min(run.untold, page);
		}
	}

	/** @returns whether the user is done with; false when telling this one would be too much */
	private tell({ userId, lists }: Candidate): boolean {
		const { parts, now } = this;
		const { began, store, existing } = parts;
		const known = store.get(userId);
		const profile = parts.candidates.profileOf(userId);
		const observations = lists.map(({ observed }) => observed);
		if (profile?.observed) observations.push(profile.observed);
		const listed = new Set(lists.map(({ stream }) => stream));
		const seen = afterAll(known, observations, parts.streamOf, listed);
		const suspicious = (account: StreamId) =>
			listed.has(account) && !parts.isSettling(known, account);
		const changes = changesOf(known, seen, observations, parts, suspicious);
		const wanted = changes.filter(({ event }) => parts.tells(event));
		if (this.exceeds(wanted)) return false;
		const revision = nextRevision(known);
		const isNote = changes.length === 0;
		const after = isNote ? seen : asTold({ ...seen, revision }, changes, observations, existing);
		const epoch = existing && !known ? '' : String(began.epoch);
		const facts = { userId, after, epoch, lists, profile: profile?.observed, parts, now };
		this.events.push(...wanted.map((change) => toEvent(change, facts)));
		if (profile && !profile.failed) {
			this.done.add(userId);
			store.set(userId, { ...after, settling: false, readAt: seconds(profile.readAt) });
		} else if (!known || !sameUser(known, after)) {
			store.set(userId, after);
		}
		if (profile?.failed) this.defer(userId, listed);
		return true;
	}

	/**
	 * Takes over what the profile shows of lists whose baseline is being taken. Any other difference is
	 * left for the window that will return the user, and then this reading does not count as one.
	 */
	private learn(userId: string): void {
		const { began, store, candidates, streamOf } = this.parts;
		const profile = candidates.profileOf(userId);
		if (!profile || profile.failed) return;
		this.profilesRead++;
		const known = store.get(userId) ?? BLANK;
		const learns = (account: StreamId) => began.streams[account]?.cursor === undefined;
		const rules = { streamOf, learns, wasOver: isOver(known) };
		const { observed } = profile;
		const record = observed ? complete(known, observed, rules) : known;
		const now = observed ? update(known, observed, { ...rules, learns: () => true }) : known;
		const readAt = sameUser(record, now) ? { readAt: seconds(profile.readAt) } : {};
		store.set(userId, { ...record, settling: false, ...readAt });
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
	private defer(userId: string, listed: ReadonlySet<StreamId>): void {
		const { began, settings } = this.parts;
		for (const stream of listed) {
			const cursor = began.streams[stream]?.cursor ?? settings.now;
			const from = Math.max(cursor, settings.now - LONGEST_HELD);
			this.reading.run(stream).deferred.set(userId, from);
		}
	}
}
