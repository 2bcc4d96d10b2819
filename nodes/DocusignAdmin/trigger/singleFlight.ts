import { checkIn, type StoredState } from './detection';

/** Trigger → until when its poll may take, epoch milliseconds. */
const busyUntil = new Map<string, number>();

/**
 * Runs a poll unless another one of the same trigger is under way in this process: n8n starts polls
 * by the clock, and two at a time would read everything twice for one of them to be dropped. One that
 * outlasts its time is not waited for, so that a hanging request cannot silence the trigger.
 *
 * @param key what stands for the trigger in this process, also when its workflow is activated anew
 * @returns undefined when there is one under way
 */
export async function unlessUnderWay<T>(
	key: string,
	{ now, budget }: { now: number; budget: number },
	poll: () => Promise<T>,
): Promise<T | undefined> {
	if (now < (busyUntil.get(key) ?? 0)) return undefined;
	const until = now + budget;
	busyUntil.set(key, until);
	try {
		return await poll();
	} finally {
		if (busyUntil.get(key) === until) busyUntil.delete(key);
	}
}

/** Trigger → the state that its last poll left and the one it began with. */
const left = new Map<string, { from?: string; state: StoredState }>();

/** Notes what a poll has told, for an activation that begins with the state before it. */
export function told(key: string, began: StoredState | undefined, state: StoredState): void {
	left.set(key, { from: checkIn(began), state });
}

/**
 * The state to begin with: where it is the one that an earlier poll of this process began with, that
 * poll's. A workflow that was activated anew while a poll was under way has read it from the database
 * before the poll's was there, and would tell everything once more.
 */
export function notOlder(key: string, stored: StoredState | undefined): StoredState | undefined {
	const last = left.get(key);
	const isOlder = last?.from !== undefined && last.from === checkIn(stored);
	return isOlder ? last.state : stored;
}
