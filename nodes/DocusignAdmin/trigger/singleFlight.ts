/** What a poll works on → until when the poll may take, epoch milliseconds. */
const busyUntil = new WeakMap<object, number>();

/**
 * Runs a poll unless another one of the same trigger is under way in this process: n8n starts polls
 * by the clock, and two at a time would read everything twice for one of them to be dropped. One that
 * outlasts its time is not waited for, so that a hanging request cannot silence the trigger.
 *
 * @param key the object that stands for the trigger in this process
 * @returns undefined when there is one under way
 */
export async function unlessUnderWay<T>(
	key: object,
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
