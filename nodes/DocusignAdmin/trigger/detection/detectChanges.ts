import type { JsonObject } from '../../../shared/http';
import { Poll } from './detector';
import type { StoredState } from './store/state';
import type { Beginning, Outcome, PollSettings, Position, StreamId } from './types';

/** What a poll has read, in the order in which it was read. */
export interface Observation {
	pages: ReadonlyArray<{
		stream: StreamId;
		items: readonly JsonObject[];
		/** Where the next page begins; absent on the last page of the list. */
		next?: Position | null;
	}>;
	profiles?: ReadonlyArray<{ userId: string; profile: JsonObject | undefined; readAt: number }>;
	/** This node's clock afterwards, epoch milliseconds. */
	now: number;
}

export interface Detection extends Outcome<StoredState> {
	beginning: Beginning;
	/** The profiles that would tell more than the observation holds. */
	wantedProfiles: string[];
}

/**
 * The events between a state and an observation, and the state after them: the whole of change
 * detection as one pure function. Without the profiles it says which are wanted; what they would tell
 * stays untold in the state. `Poll` is the same step by step, without holding all pages.
 */
export function detectChanges(
	previous: unknown,
	{ pages, profiles = [], now }: Observation,
	settings: PollSettings,
): Detection {
	const poll = new Poll(previous, settings);
	for (const { stream, items, next } of pages) {
		poll.page(stream, items, next ?? null);
		if (next === undefined) poll.endOfList(stream);
	}
	for (const { userId, profile, readAt } of profiles) poll.profile(userId, profile, readAt);
	const wantedProfiles = poll.wantedProfiles();
	return { ...poll.finish(now), beginning: poll.beginning, wantedProfiles };
}
