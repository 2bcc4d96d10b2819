import type { ApiFailure } from '../../shared/errors/apiFailure';
import type { AdminClient } from '../api/client';
import {
	Poll,
	type ListRead,
	type Outcome,
	type PollSettings,
	type StoredState,
} from './detection';
import { isLimit, isPlaceGone, profileOf, readList } from './lists';

/** How many profiles are asked for together; between them it is looked whether there is time left. */
const PROFILES_AT_A_TIME = 8;

export interface PollResult extends Outcome<StoredState> {
	/** What the state a poll began with was worth. */
	beginning: Poll['beginning'];
	/** How many profiles were read. */
	profilesRead: number;
	/** The limit of requests that ended the poll early, if one did. */
	limit?: ApiFailure;
	/** Whether another poll has stored its state meanwhile: then this one counts for nothing. */
	isStale(storedNow: unknown): boolean;
}

/** Whether a poll may go on reading; false once it should come to its end. */
export interface Time {
	forLists(): boolean;
	forProfiles(): boolean;
	/** Epoch milliseconds. */
	now(): number;
}

/**
 * Carries out one poll: reads what detection asks for, as far as there is time and Docusign's limits
 * allow. Thrown away, what was read before a limit would be asked for again, by one poll after the
 * other, out of the same hour.
 *
 * @throws whatever a request throws, also a limit that lets nothing through; nothing has changed then
 */
export async function pollChanges(
	session: AdminClient,
	stored: unknown,
	settings: PollSettings,
	time: Time,
): Promise<PollResult> {
	const poll = new Poll(stored, settings);
	const reader = new Reader(poll, session, settings, time);
	const limit = await reader.read().catch(async (error: unknown) => {
		if (isLimit(error) && reader.answers > 0) return error as ApiFailure;
		return await Promise.reject(error);
	});
	const { beginning } = poll;
	return {
		...poll.finish(time.now()),
		beginning,
		profilesRead: reader.profilesRead,
		...(limit ? { limit } : {}),
		isStale: (storedNow) => poll.isStale(storedNow),
	};
}

/** Gives a poll what it asks for. */
class Reader {
	/** How many pages and profiles were taken. */
	answers = 0;
	profilesRead = 0;

	constructor(
		private readonly poll: Poll,
		private readonly session: AdminClient,
		private readonly settings: PollSettings,
		private readonly time: Time,
	) {}

	async read(): Promise<undefined> {
		const { poll, time } = this;
		for (let read = poll.nextRead(); read && time.forLists(); read = poll.nextRead()) {
			if (!(await this.readList(read))) break;
		}
		for (let wanted = poll.wantedProfiles(); wanted.length > 0 && time.forProfiles();) {
			const some = wanted.slice(0, PROFILES_AT_A_TIME);
			wanted = wanted.slice(PROFILES_AT_A_TIME);
			await this.readProfiles(some);
		}
	}

	/** @throws what the first of them throws, after the others are taken */
	private async readProfiles(userIds: readonly string[]): Promise<void> {
		const { poll, session, settings, time } = this;
		const read = await Promise.allSettled(
			userIds.map(async (userId) => {
				const readAt = time.now();
				poll.profile(userId, await profileOf(session, settings.scope, userId), readAt);
				this.answers++;
				this.profilesRead++;
			}),
		);
		const failures = read.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
		const failure: unknown = failures.find((reason) => !isLimit(reason)) ?? failures[0];
		if (failure !== undefined) throw failure;
	}

	/** Reads one list; false when it was left before its end. */
	private async readList(read: ListRead): Promise<boolean> {
		const { poll, session, settings, time } = this;
		const pages = readList(session, settings.scope, read)[Symbol.asyncIterator]();
		for (;;) {
			const step = await pages.next().catch(async (error: unknown) => {
				if (!isPlaceGone(error, read)) throw error;
				poll.restartList(read.stream);
				return undefined;
			});
			// The place it was to go on at is gone: detection asks for the list from its beginning.
			if (!step) return true;
			this.answers++;
			if (step.done) {
				poll.endOfList(read.stream);
				return true;
			}
			const { records, next, isLast } = step.value;
			const enough = poll.page(read.stream, records, next || null) === 'enough';
			// To leave after the last page would be to read it again.
			if (enough || (!isLast && !time.forLists())) {
				await pages.return?.(undefined);
				return false;
			}
		}
	}
}
