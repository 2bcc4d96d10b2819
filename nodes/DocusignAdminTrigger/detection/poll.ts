import type { JsonObject } from '../../shared/http';
import { Candidates } from './candidates';
import { Ledger } from './ledger';
import { Lexicon } from './lexicon';
import { Reading, readingOrder } from './reading';
import { Settlement } from './settlement';
import { listSighting, profileSighting } from './sighting';
import { checkIn, openState, seal, type StoredState, type Unsealed } from './state';
import { Intake } from './intake';
import { Watch } from './watch';
import type { Beginning, ListRead, Outcome, PollSettings, Position, StreamId } from './types';

const MINUTE = 60_000;
const MAX_BASELINE_PROFILES = 500;
const MAX_RECHECKS = 20;

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
	private readonly began: Unsealed;
	private readonly lexicon: Lexicon;
	private readonly ledger: Ledger;
	private readonly watch: Watch;
	private readonly reading: Reading;
	private readonly candidates: Candidates;
	private readonly intake: Intake;
	private readonly profiles: boolean;
	private readonly check: string | undefined;
	private enough = false;

	/**
	 * @param stored what `finish` returned last, from JSON; anything else leads to a fresh baseline, and
	 * `beginning` says why
	 */
	constructor(
		stored: unknown,
		private readonly settings: PollSettings,
	) {
		const { scope, firstRun, now, streams, maxRechecks = MAX_RECHECKS } = settings;
		const { state, beginning } = openState(stored, scope, firstRun, now);
		this.beginning = beginning;
		this.check = checkIn(stored);
		this.began = state;
		this.lexicon = new Lexicon(state.lexicon);
		this.ledger = new Ledger(state.records, this.lexicon);
		this.watch = new Watch(state.watch);
		this.profiles = scope.contract === 'openApi';
		const emits = state.firstRun === 'emitExisting';
		this.reading = new Reading(
			{ ...state.streams },
			{
				order: readingOrder(streams),
				opens: this.profiles && !emits,
				overlap: settings.overlapMinutes * MINUTE,
				now,
				first: state.firstRun !== undefined,
			},
		);
		const { maxBaselineProfiles = MAX_BASELINE_PROFILES } = settings;
		this.candidates = new Candidates(maxRechecks, maxBaselineProfiles - state.profiles);
		this.intake = new Intake({
			settings,
			began: state,
			ledger: this.ledger,
			watch: this.watch,
			candidates: this.candidates,
			profiles: this.profiles,
		});
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
		for (const item of items) {
			this.intake.take(run, page, listSighting(item, stream, this.settings.scope, this.lexicon));
		}
		run.pages.push(next);
		this.enough = this.candidates.tell.size > this.settings.maxEventsPerPoll;
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
	 * The users whose profiles are wanted, most important first; none on a contract whose lists show
	 * everything. To be asked once all lists are read, or as far as this poll reads them.
	 */
	wantedProfiles(): string[] {
		if (!this.profiles) return [];
		return [
			...[...this.candidates.tell.values()].slice(0, this.settings.maxEventsPerPoll),
			...this.candidates.toLearn(),
			...this.candidates.rechecks(this.due()),
		]
			.map(({ userId }) => userId)
			.filter((userId) => !this.candidates.profileOf(userId));
	}

	/**
	 * Takes a profile.
	 *
	 * @param profile undefined where Docusign says that there is no such user
	 * @param readAt this node's clock before the request, epoch milliseconds
	 */
	profile(userId: string, profile: JsonObject | undefined, readAt: number): void {
		const sighting = profile && profileSighting(profile, this.lexicon);
		this.candidates.addProfile(userId, { sighting, readAt });
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
		const settlement = new Settlement({
			settings: this.settings,
			began: this.began,
			ledger: this.ledger,
			lexicon: this.lexicon,
			watch: this.watch,
			reading: this.reading,
			candidates: this.candidates,
			profiles: this.profiles,
			now,
		});
		const due = this.profiles ? this.due() : [];
		const { events, profilesRead } = settlement.settle(due, this.intake.returned);
		const { streams, left } = this.reading.close();
		const running =
			this.began.firstRun !== undefined &&
			this.settings.streams.some((stream) => streams[stream]?.cursor === undefined);
		const { firstRun, ...began } = this.began;
		// Packing the records may add words to the lexicon.
		const records = this.ledger.store();
		const state = seal({
			...began,
			...(running ? { firstRun } : {}),
			generation: began.generation + 1,
			users: began.users + this.ledger.newUsers,
			profiles: began.profiles + profilesRead,
			streams,
			lexicon: this.lexicon.store(),
			records,
			watch: this.watch.store(),
		});
		const unfinished = Object.values(streams).some(({ pass }) => pass !== undefined);
		return {
			events,
			state,
			worthStoring: firstRun !== undefined || unfinished || events.length > 0,
			baseline: running ? 'running' : 'done',
			caughtUp: !left,
		};
	}

	/** Watched users whom no window returns any more, and who have not been read since. */
	private due(): Array<[userId: string, readAt: number]> {
		if (!this.reading.readAllWindows) return [];
		const cursor = this.reading.latestCursor;
		return this.watch
			.entries()
			.filter(([userId, readAt]) => readAt < cursor && !this.intake.returned.has(userId));
	}
}
