/** A poll that is under way. */
interface Flight {
	/** What n8n keeps for the trigger in the activation that began the poll. */
	kept: object;
	/** Until when the poll may take, epoch milliseconds. */
	until: number;
	/** The workflow was activated anew meanwhile. */
	superseded: boolean;
}

/** Trigger → its poll under way in this process. */
const flights = new Map<string, Flight>();
/** Trigger → how many polls in a row were superseded: with too many it would fall silent. */
const dropped = new Map<string, number>();
const MOST_DROPPED = 5;

/**
 * Runs a poll unless another one of the same trigger is under way in this process: n8n starts polls
 * by the clock, and two at a time would read everything twice for one of them to be dropped. One that
 * outlasts its time is not waited for, so that a hanging request cannot silence the trigger.
 *
 * @param key what stands for the trigger in this process, however often its workflow is activated
 * @param poll is given a question to ask before it tells anything: whether its workflow was activated
 * anew since. What such a poll found is for the new activation to tell, whose state knows nothing of it:
 * n8n from 2.x on drops what it gives, older versions would tell it twice.
 * @returns undefined when there is one under way
 */
export async function unlessUnderWay<T>(
	key: string,
	kept: object,
	{ now, budget }: { now: number; budget: number },
	poll: (isSuperseded: () => boolean) => Promise<T>,
): Promise<T | undefined> {
	const before = flights.get(key);
	if (before && before.kept !== kept) before.superseded = true;
	if (before && now < before.until) return undefined;
	const flight: Flight = { kept, until: now + budget, superseded: false };
	flights.set(key, flight);
	try {
		return await poll(() => {
			const before = dropped.get(key) ?? 0;
			const drops = flight.superseded && before < MOST_DROPPED;
			if (drops) dropped.set(key, before + 1);
			else dropped.delete(key);
			return drops;
		});
	} finally {
		if (flights.get(key) === flight) flights.delete(key);
	}
}
