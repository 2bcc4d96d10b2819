import type { JsonObject } from '../../../shared/http';
import { Sorter } from './reading/sort';
import { outcomeOf } from './outcome';
import { PollParts } from './context';
import { Reading } from './reading/listReader';
import { Settler } from './events/emit';
import { listObservation, profileObservation } from './reading/observation';
import { checkIn, openState, type StoredState } from './store/state';
import {
	type Beginning,
	type ListRead,
	ORGANIZATION_STREAM,
	type Outcome,
	type PollSettings,
	type Position,
	type StreamId,
} from './types';

/**
 * One poll as a transaction: it begins with the stored state, is given what the poll reads, says what
 * it wants read, and ends in events and the next state. It reads no clock, sends no request and never
 * touches the state it began with, so a poll that fails anywhere is simply dropped.
 *
 * ```
 * const poll = new Poll(stored, settings);
 * for (const read of poll.nextReads()) {
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
	private readonly sorter: Sorter;
	private readonly check: string | undefined;

	/**
	 * @param stored what `finish` returned last, from JSON; anything else leads to a fresh baseline, and
	 * `beginning` says why
	 */
	constructor(stored: unknown, settings: PollSettings) {
		const { scope, firstRun, now } = settings;
		const { state: began, beginning } = openState(stored, scope, firstRun, now);
		this.beginning = beginning;
		this.check = checkIn(stored);
		this.parts = new PollParts(began, settings);
		this.reading = new Reading(this.parts);
		this.sorter = new Sorter(this.parts);
	}

	/** The lists to read now, each to its end or as far as possible; none when nothing is left to read. */
	nextReads(): ListRead[] {
		return this.reading.next();
	}

	/**
	 * Takes one page of a list, in the list's order.
	 *
	 * @param next where the page after it begins; null where the list cannot be resumed there
	 * @returns `enough` when reading this list further would find more than a poll may tell
	 * @throws TypeError for an item without an id
	 */
	page(stream: StreamId, items: readonly JsonObject[], next: Position | null): 'more' | 'enough' {
		const run = this.reading.run(stream);
		const page = run.pages.length - 1;
		const { candidates, strings, settings } = this.parts;
		for (const item of items) {
			const observed = listObservation(item, stream, settings.scope, strings);
			if (run.pass.kind === 'baseline') {
				run.pass.unsteady ||= run.seen.has(observed.userId);
				run.seen.add(observed.userId);
			}
			this.sorter.take(run, page, observed);
		}
		run.pages.push(next);
		if (candidates.countOf(stream) <= settings.maxEventsPerPoll) return 'more';
		run.stopped = 'full';
		return 'enough';
	}

	/** Says that a list cannot be read now: it is left for the next poll, and the others go on. */
	failList(stream: StreamId): void {
		this.reading.run(stream).stopped = 'failed';
	}

	/** Says that the list has no more pages. */
	endOfList(stream: StreamId): void {
		this.reading.end(stream);
	}

	/** Begins a list anew within this poll, for a position that the server no longer takes. */
	restartList(stream: StreamId): void {
		this.reading.run(stream).pages = [null];
	}

	/**
	 * The users whose profiles are wanted, most important first; hardly any where lists show profiles.
	 * To be asked once all lists are read, or as far as this poll reads them.
	 */
	wantedProfiles(): string[] {
		const { began, candidates, settings } = this.parts;
		const most = settings.maxEventsPerPoll;
		const toTell = candidates.toTell().filter((each) => this.parts.needsProfile(each));
		const toRead = candidates.toRead(began.generation * most);
		const first = [...toTell, ...toRead].slice(0, most);
		return [
			...first.map(({ userId }) => userId),
			...candidates.toLearn(),
			...candidates.toRecheck().map(({ userId }) => userId),
		].filter((userId) => !candidates.profileOf(userId));
	}

	/**
	 * Takes a profile.
	 *
	 * @param profile undefined where Docusign says that there is no such user
	 * @param readAt this node's clock before the request, epoch milliseconds
	 */
	profile(userId: string, profile: JsonObject | undefined, readAt: number): void {
		const { candidates, strings, published, settings } = this.parts;
		const observed =
			profile &&
			(published
				? profileObservation(profile, strings)
				: listObservation(profile, ORGANIZATION_STREAM, settings.scope, strings));
		candidates.addProfile(userId, { observed, readAt });
	}

	/** Says that a profile cannot be read now: what lists show is told, and it is asked for again later. */
	failProfile(userId: string, readAt: number): void {
		this.parts.candidates.addProfile(userId, { readAt, failed: true });
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

	/**
	 * Ends the poll. Events and state belong together: store the one only with telling the other.
	 *
	 * @param ahead by how much this poll's clock has turned out to be ahead of the server's, ms
	 */
	finish(now: number, ahead = 0): Outcome<StoredState> {
		const { reading, parts } = this;
		const told = new Settler(parts, reading, now).settle();
		const { streams, left } = reading.close((userId) => told.done.has(userId), ahead, now);
		return { ...outcomeOf(parts, streams, told, ahead), caughtUp: !left };
	}
}
