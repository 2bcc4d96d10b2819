import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import type { AdminClient } from '../api/client';
import { isLimit, isWithoutToken } from '../api/errors/catalogue';
import { emailOf } from '../api/users/userRecord';
import {
	Poll,
	type ListRead,
	type Outcome,
	type PollSettings,
	type StoredState,
} from './detection';
import { isPlaceGone, profileOf, readList } from './lists';

/** How many profiles are asked for together; between them it is looked whether there is time left. */
const PROFILES_AT_A_TIME = 8;
/** How many lists are read at the same time, unless they take so long (ms) that time may run out. */
const LISTS_AT_A_TIME = 4;
const LONG_FOR_A_LIST = 2_000;

/** Something that could not be read in a poll, and that the next ones try again. */
export interface Unread {
	what: 'list' | 'profile' | 'record';
	/** The id of the account or user; of a record without one, the account whose list shows it. */
	id: string;
	reason: string;
}

export interface PollResult extends Outcome<StoredState> {
	/** What the state a poll began with was worth. */
	beginning: Poll['beginning'];
	/** How many profiles were read. */
	profilesRead: number;
	/** The limit of requests that ended the poll early, if one did. */
	limit?: ApiFailure;
	/** What Docusign did not give; everything else was told all the same. */
	unread: Unread[];
	/** Whether another poll has stored its state meanwhile: then this one counts for nothing. */
	isStale(storedNow: unknown): boolean;
}

/** Whether a poll may go on reading; false once it should come to its end. */
export interface Time {
	forLists(): boolean;
	forProfiles(): boolean;
	/** This machine's clock, epoch milliseconds. */
	now(): number;
	/** By how much this clock has turned out to be ahead of Docusign's, ms; 0 where left out. */
	ahead?(): number;
}

/**
 * Carries out one poll: reads what detection asks for, as far as there is time and Docusign's limits
 * allow. Thrown away, what was read before a limit would be asked for again, by one poll after the
 * other, out of the same hour. A list or profile that Docusign does not give is left out: it must not
 * silence the others.
 *
 * @throws what a request throws that lets nothing through; nothing has changed then
 */
export async function pollChanges(
	client: AdminClient,
	stored: unknown,
	settings: PollSettings,
	time: Time,
): Promise<PollResult> {
	const poll = new Poll(stored, settings);
	const reader = new Reader(poll, client, settings, time);
	const limit = await reader.read().catch(async (error: unknown) => {
		if (isLimit(error) && reader.answers > 0) return error as ApiFailure;
		return await Promise.reject(error);
	});
	const { beginning } = poll;
	return {
		...poll.finish(reader.now(), time.ahead?.() ?? 0),
		beginning,
		profilesRead: reader.profilesRead,
		unread: reader.unread,
		...(limit ? { limit } : {}),
		isStale: (storedNow) => poll.isStale(storedNow),
	};
}

/** Whether only what was asked for is not to be had: a limit, a sign-in or a fault of ours is more. */
const isRefusal = (error: unknown): error is ApiFailure =>
	error instanceof ApiFailure && !isLimit(error);

/** Gives a poll what it asks for. */
class Reader {
	/** How many pages and profiles were taken. */
	answers = 0;
	profilesRead = 0;
	readonly unread: Unread[] = [];
	/** The addresses that the lists of this poll have shown, by user. */
	private readonly addresses = new Map<string, string>();
	private outOfTime = false;
	private lastFailure?: ApiFailure;

	constructor(
		private readonly poll: Poll,
		private readonly client: AdminClient,
		private readonly settings: PollSettings,
		private readonly time: Time,
	) {}

	async read(): Promise<undefined> {
		const { poll, time } = this;
		let together = 1;
		for (let reads = poll.nextReads(); reads.length > 0 && this.hasTime();) {
			const begun = time.now();
			await all(reads.slice(0, together).map(async (read) => await this.readList(read)));
			together = time.now() - begun < LONG_FOR_A_LIST ? LISTS_AT_A_TIME : 1;
			reads = poll.nextReads();
		}
		// Time may have run out in failures alone.
		if (this.answers === 0 && this.lastFailure) throw this.lastFailure;
		for (let wanted = poll.wantedProfiles(); wanted.length > 0 && time.forProfiles();) {
			const some = wanted.slice(0, PROFILES_AT_A_TIME);
			wanted = wanted.slice(PROFILES_AT_A_TIME);
			await all(some.map(async (userId) => await this.readProfile(userId)));
		}
	}

	/** Docusign's time, as far as its answers show it. */
	now(): number {
		return this.time.now() - (this.time.ahead?.() ?? 0);
	}

	private hasTime(): boolean {
		this.outOfTime ||= !this.time.forLists();
		return !this.outOfTime;
	}

	private async readProfile(userId: string): Promise<void> {
		const { poll, client, settings } = this;
		const readAt = this.now();
		await profileOf(client, settings.scope, userId, this.addresses.get(userId)).then(
			(profile) =>
				profile === 'later'
					? poll.failProfile(userId, readAt)
					: poll.profile(userId, profile, readAt),
			async (error: unknown) => {
				if (!isRefusal(error)) return await Promise.reject(error);
				this.unread.push({ what: 'profile', id: userId, reason: error.message });
				poll.failProfile(userId, readAt);
			},
		);
		this.answers++;
		this.profilesRead++;
	}

	/** Reads one list to its end, or as far as there is time. */
	private async readList(read: ListRead): Promise<void> {
		const { poll, client, settings, time } = this;
		const pages = readList(client, settings.scope, read)[Symbol.asyncIterator]();
		for (;;) {
			const step = await pages.next().catch(async (error: unknown) => {
				// The place it was to go on at is gone: detection asks for the list from its beginning.
				if (isPlaceGone(error, read)) return void poll.restartList(read.stream);
				if (!isRefusal(error) || this.isHopeless(error)) return await Promise.reject(error);
				this.lastFailure = error;
				this.unread.push({ what: 'list', id: read.stream, reason: error.message });
				return void poll.failList(read.stream);
			});
			if (!step) return;
			this.answers++;
			if (step.done) return poll.endOfList(read.stream);
			const { records, next, isLast } = step.value;
			const enough = poll.page(read.stream, this.withIds(read, records), next || null) === 'enough';
			// To leave after the last page would be to read it again.
			if (enough || (!isLast && !time.forLists())) {
				this.outOfTime ||= !enough;
				await pages.return?.(undefined);
				return;
			}
		}
	}

	/** No other list can be read either: there is no token, or it is refused and was not taken in this poll. */
	private isHopeless(failure: ApiFailure): boolean {
		const isRefused = failure.scheduler === 'credential-invalid';
		return this.answers === 0 && (isRefused || isWithoutToken(failure));
	}

	/** A record without an id cannot be told from any other. */
	private withIds({ stream }: ListRead, records: JsonObject[]): JsonObject[] {
		const known = records.filter(({ id }) => id !== undefined && id !== null && id !== '');
		if (known.length < records.length) {
			this.unread.push({
				what: 'record',
				id: stream,
				reason: 'Docusign sent a user without an ID',
			});
		}
		for (const record of known) {
			const address = emailOf(record);
			if (address !== undefined) this.addresses.set(String(record.id), address);
		}
		return known;
	}
}

/** @throws what the first of them throws that is no limit, else the limit, after all have ended */
async function all(tasks: Array<Promise<void>>): Promise<void> {
	const ends = await Promise.allSettled(tasks);
	const failures = ends.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
	const failure: unknown = failures.find((reason) => !isLimit(reason)) ?? failures[0];
	if (failure !== undefined) throw failure;
}
