import type { Pass } from './listProgress';
import { membershipIn, sameUser, type UserRecord } from './record';
import { createdOn, joinedOn, type Sighting } from './observation';
import { ORGANIZATION_STREAM, type StreamId } from './types';

/**
 * What to do with a user that a list showed:
 * - `ignore`: nothing
 * - `absorb`: take note of what was not known, and tell nothing
 * - `learn`: the same, and read the profile as well
 * - `tell`: tell what is different, after reading the profile where lists do not show it
 * - `recheck`: returned again because windows overlap; read the profile again when it is the user's turn
 */
export type Verdict = 'ignore' | 'absorb' | 'learn' | 'tell' | 'recheck';

/** What holds for all users of one list in one poll. */
export interface TriageFacts {
	stream: StreamId;
	pass: Pass;
	/** Users in this pass are told: a window, or the first run with `emitExisting`. */
	tells: boolean;
	/** The list was added after the first baseline: who came to it since then is told. */
	addedSince?: number;
	/** Lists do not show profiles, so they are read. */
	profiles: boolean;
	/** Not only some accounts were chosen, so the organization's list shows nobody out of scope. */
	everybody: boolean;
	/** Marked as settling, and the time for it is not over. */
	isSettling: (known: UserRecord) => boolean;
	/** The profile was read while a window returned the user. */
	isWatched: (userId: string) => boolean;
	/** The record as it would be after the sighting. */
	after: (known: UserRecord, sighting: Sighting) => UserRecord;
}

const isNewer = (at: number | undefined, since: number) => at !== undefined && at >= since;

function inSilence(sighting: Sighting, known: UserRecord | undefined, facts: TriageFacts): Verdict {
	const { addedSince, stream } = facts;
	const member = membershipIn(known, stream);
	if (addedSince !== undefined && !member) {
		const came = known ? joinedOn(sighting) : createdOn(sighting);
		if (isNewer(came, addedSince)) return 'tell';
	}
	return facts.profiles && member?.access === undefined ? 'learn' : 'absorb';
}

function inWindow(sighting: Sighting, known: UserRecord | undefined, facts: TriageFacts): Verdict {
	if (!known || !sameUser(known, facts.after(known, sighting))) return 'tell';
	if (!facts.profiles) return 'ignore';
	const unread = membershipIn(known, facts.stream)?.access === undefined;
	if (unread) return facts.isSettling(known) ? 'recheck' : 'tell';
	return facts.isWatched(sighting.userId) ? 'recheck' : 'tell';
}

export function verdictOn(
	sighting: Sighting,
	known: UserRecord | undefined,
	facts: TriageFacts,
): Verdict {
	const { stream, everybody, tells, pass } = facts;
	if (!known && stream === ORGANIZATION_STREAM && !everybody) return 'ignore';
	if (!tells) return inSilence(sighting, known, facts);
	if (pass.kind === 'window') return inWindow(sighting, known, facts);
	const isKnown = stream === ORGANIZATION_STREAM ? known : membershipIn(known, stream);
	return isKnown ? 'absorb' : 'tell';
}
