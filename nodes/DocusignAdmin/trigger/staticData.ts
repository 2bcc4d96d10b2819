import type { KnownAccounts } from './accounts';
import type { StoredState } from './detection';
import type { KnownNames } from './names';

/** What a trigger node keeps in n8n's static data. */
export interface Kept {
	state?: StoredState;
	accounts?: KnownAccounts;
	names?: KnownNames;
	unstored?: Unstored;
}

/** What n8n has in memory only, since it does not store what polls leave that return nothing. */
export interface Unstored {
	/** When n8n last stored the state, epoch milliseconds. */
	since: number;
	/** Profiles read since then. */
	profiles: number;
}

/** As many profiles as one poll may read. */
const MANY_PROFILES = 500;
const LONG = 24 * 3_600_000;

/** Adds what a poll has read. */
export const unstoredAfter = (
	before: Unstored | undefined,
	profiles: number,
	now: number,
): Unstored => ({ since: before?.since ?? now, profiles: (before?.profiles ?? 0) + profiles });

/**
 * Whether a restart of n8n would cost so much reading that it is worth an execution without items to
 * have the state stored. Changes of kinds that nobody wants to be told lead here too.
 */
export const isCostlyToLose = ({ since, profiles }: Unstored, now: number): boolean =>
	profiles >= MANY_PROFILES || now - since >= LONG;
