import type { JsonObject } from '../../../shared/http';
import { needsProfile } from './candidates';
import { Dedupe } from './sort';
import { outcomeOf } from './outcome';
import { partsOf, type PollParts } from './context';
import { Reading, readingOrder } from './listReader';
import { Settlement } from './emit';
import { listSighting, profileSighting } from './observation';
import { checkIn, openState, type StoredState } from './state';
import {
	type Beginning,
	type ListRead,
	ORGANIZATION_STREAM,
	type Outcome,
	type PollSettings,
	type Position,
	type StreamId,
} from './types';

const MINUTE = 60_000;
/**
 * One poll as a transaction: it begins with the stored state, is given what the poll reads, says what
 * it wants read, and ends in events and the next state. It reads no clock, sends no request and never
 * touches the state it began with, so a poll that fails anywhere is simply dropped.
 *
 * ```
 * const poll = new Poll(stored, settings);
 * for (let read = poll.nextRead(); read && hasTime(); read = poll.nextRead()) {
 *   for await (const { items, next } of pages(read)) {
 *     if (poll.page(read.stream, items, next) === 'enough' || !hasTime()) break;
 *   } // after the last page: poll.endOfList(read.stream)
 * }
 * for (const userId of poll.wantedProfiles()) poll.profile(userId, await profile(userId), readAt);
 * const { events, state } = poll.finish(now);
 * ```
 *
 * Every part may be cut short: what was not read or not told is met again by the next poll.
 */
export class Poll {
	readonly beginning: Beginning;
	private readonly parts: PollParts;
	private readonly reading: Reading;
	private readonly intake: Dedupe;
	private readonly check: string | undefined;
	private enough = false;

	/**
	 * @param stored what `finish` returned last, from JSON; anything else leads to a fresh baseline, and
	 * `beginning` says why
	 */
	constructor(stored: unknown, settings: PollSettings) {
		const { scope, firstRun, now, overlapMinutes } = settings;
		const { state: began, beginning } = openState(stored, scope, firstRun, now);
		this.beginning = beginning;
		this.check = checkIn(stored);
		this.parts = partsOf(began, settings);
		this.reading = new Reading(
			{ ...began.streams },
			{
				order: readingOrder(settings.streams, began.streams),
				opens: this.parts.profiles && began.firstRun !== 'emitExisting',
				overlap: overlapMinutes * MINUTE,
				now,
				baselineFrom: began.firstRun === undefined ? now : began.epoch,
				first: began.firstRun !== undefined,
			},
		);
		this.intake = new Dedupe(this.parts);
	}

	/** The list to read now, to its end or as far as possible; undefined when nothing is left to read. */
	nextRead(): ListRead | undefined {
		return this.enough ? undefined : this.reading.next();
	}

	/**
	 * Takes one page of a list, in the list's order.
	 *
	 * @param next where the page after it begins; null where the list cannot be resumed there
	 * @returns `enough` when reading further would find more than this poll may tell
	 * @throws TypeError for an item without an id
	 */
	page(stream: StreamId, items: readonly JsonObject[], next: Position | null): 'more' | 'enough' {
		const run = this.reading.run(stream);
		const page = run.pages.length - 1;
		const { candidates, lexicon, settings } = this.parts;
		for (const item of items) {
			this.intake.take(run, page, listSighting(item, stream, settings.scope, lexicon));
		}
		run.pages.push(next);
		this.enough = candidates.tell.size > settings.maxEventsPerPoll;
		return this.enough ? 'enough' : 'more';
	}

	/** Says that the list has no more pages. */
	endOfList(stream: StreamId): void {
		this.reading.end(stream);
	}

	/** Begins a list anew within this poll, for a position that the server no longer takes. */
	restartList(stream: StreamId): void {
		this.reading.restart(stream);
	}

	/**
	 * The users whose profiles are wanted, most important first; hardly any where lists show profiles.
	 * To be asked once all lists are read, or as far as this poll reads them.
	 */
	wantedProfiles(): string[] {
		const { candidates, ledger, profiles, settings, watch } = this.parts;
		const due = this.reading.dueOf(watch, this.intake.returned);
		const toTell = [...candidates.tell.values()]
			.slice(0, settings.maxEventsPerPoll)
			.filter((each) => profiles || needsProfile(each, ledger.get(each.userId)));
		return [...toTell, ...candidates.toLearn(), ...candidates.rechecks(due)]
			.map(({ userId }) => userId)
			.filter((userId) => !candidates.profileOf(userId));
	}

	/**
	 * Takes a profile.
	 *
	 * @param profile undefined where Docusign says that there is no such user
	 * @param readAt this node's clock before the request, epoch milliseconds
	 */
	profile(userId: string, profile: JsonObject | undefined, readAt: number): void {
		const { candidates, lexicon, profiles, settings } = this.parts;
		const sighting =
			profile &&
			(profiles
				? profileSighting(profile, lexicon)
				: listSighting(profile, ORGANIZATION_STREAM, settings.scope, lexicon));
		candidates.addProfile(userId, { sighting, readAt });
	}

	/**
	 * Whether another poll has ended since this one began, when polls overlap. Then the events of this
	 * one must not be told nor its state be stored; nothing is lost, since the next poll begins with the
	 * state of the other.
	 *
	 * @param storedNow what is stored right before the state of this poll would be
	 */
	isStale(storedNow: unknown): boolean {
		return checkIn(storedNow) !== this.check;
	}

	/** Ends the poll. Events and state belong together: store the one only with telling the other. */
	finish(now: number): Outcome<StoredState> {
		const { reading, intake, parts } = this;
		const settlement = new Settlement({ ...parts, reading, now });
		const due = reading.dueOf(parts.watch, intake.returned);
		const told = settlement.settle(due, intake.returned);
		const { streams, left } = reading.close(this.enough);
		return { ...outcomeOf(parts, streams, told), caughtUp: !left };
	}
}
