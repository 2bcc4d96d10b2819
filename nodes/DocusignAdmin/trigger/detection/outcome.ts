import type { PollParts } from './context';
import { isAwaited, type Streams } from './reading/listProgress';
import { seal, type StoredState } from './store/state';
import type { Outcome, UserEvent } from './types';

/** The state after a poll, and what it is worth. */
export function outcomeOf(
	{ began, store, strings, settings }: PollParts,
	streams: Streams,
	{ events, profilesRead }: { events: UserEvent[]; profilesRead: number },
	ahead: number,
): Omit<Outcome<StoredState>, 'caughtUp'> {
	const { firstRun, ...kept } = began;
	const inScope = settings.streams.map((stream) => streams[stream]);
	const running = firstRun !== undefined && inScope.some(isAwaited);
	// Packing the records may add words to the strings.
	const records = store.store();
	const state = seal({
		...kept,
		// When the first baseline began is a time of the server's, as are the times of changes.
		epoch: kept.epoch === settings.now ? kept.epoch - ahead : kept.epoch,
		...(running ? { firstRun } : {}),
		generation: kept.generation + 1,
		users: kept.users + store.newUsers,
		profiles: kept.profiles + profilesRead,
		streams,
		strings: strings.store(),
		records,
	});
	const unfinished = inScope.some((each) => each?.pass !== undefined);
	// A restart must not take it again, later: what changed in between would be noted without a word.
	const hasBaseline = settings.streams.some(
		(stream) =>
			streams[stream]?.cursor !== undefined && began.streams[stream]?.cursor === undefined,
	);
	// What n8n forgets of a user who was told before all lists had shown who it is could change unnoticed.
	const isNews = events.length > 0 || store.saysMore;
	return {
		events,
		state,
		worthStoring: firstRun !== undefined || hasBaseline || unfinished || isNews,
		baseline: running ? 'running' : 'done',
	};
}
