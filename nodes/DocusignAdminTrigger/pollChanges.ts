import type { Session } from '../shared/session';
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

export interface PollResult extends Outcome<StoredState> {
	/** What the state a poll began with was worth. */
	beginning: Poll['beginning'];
	/** How many profiles were read. */
	profilesRead: number;
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
 * Carries out one poll: reads what detection asks for, as far as there is time.
 *
 * @throws whatever a request throws; nothing has changed then
 */
export async function pollChanges(
	session: Session,
	stored: unknown,
	settings: PollSettings,
	time: Time,
): Promise<PollResult> {
	const poll = new Poll(stored, settings);
	for (let read = poll.nextRead(); read && time.forLists(); read = poll.nextRead()) {
		const whole = await readInto(poll, session, settings, read, time);
		if (!whole) break;
	}
	let profilesRead = 0;
	for (let wanted = poll.wantedProfiles(); wanted.length > 0 && time.forProfiles();) {
		const some = wanted.slice(0, PROFILES_AT_A_TIME);
		wanted = wanted.slice(PROFILES_AT_A_TIME);
		profilesRead += some.length;
		await Promise.all(
			some.map(async (userId) => {
				const readAt = time.now();
				poll.profile(userId, await profileOf(session, settings.scope, userId), readAt);
			}),
		);
	}
	const { beginning } = poll;
	return {
		...poll.finish(time.now()),
		beginning,
		profilesRead,
		isStale: (storedNow) => poll.isStale(storedNow),
	};
}

/** Reads one list; false when it was left before its end. */
async function readInto(
	poll: Poll,
	session: Session,
	{ scope }: PollSettings,
	read: ListRead,
	time: Time,
): Promise<boolean> {
	const pages = readList(session, scope, read)[Symbol.asyncIterator]();
	for (;;) {
		const step = await pages.next().catch(async (error: unknown) => {
			if (!isPlaceGone(error, read)) throw error;
			poll.restartList(read.stream);
			return undefined;
		});
		// The place it was to go on at is gone: detection asks for the list from its beginning.
		if (!step) return true;
		if (step.done) {
			poll.endOfList(read.stream);
			return true;
		}
		const { records, next } = step.value;
		const enough = poll.page(read.stream, records, next || null) === 'enough';
		// A page that is not full is nearly always the last: to leave there would be to read it again.
		const mayEnd = records.length < session.contract.maxPageSize;
		if (enough || (!mayEnd && !time.forLists())) {
			await pages.return?.(undefined);
			return false;
		}
	}
}
