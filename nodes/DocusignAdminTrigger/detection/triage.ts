import type { Pass } from './passes';
import { membershipIn, sameUser, type UserRecord } from './record';
import type { Sighting } from './sighting';
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
	settling: boolean;
	/** The profile was read while a window returned the user. */
	watched: boolean;
	/** The record as it would be after this sighting. */
	after: () => UserRecord;
}

const isNewer = (at: number | undefined, since: number) => at !== undefined && at >= since;

function inSilence(sighting: Sighting, known: UserRecord | undefined, facts: TriageFacts): Verdict {
	const { addedSince, stream } = facts;
	const member = membershipIn(known, stream);
	if (addedSince !== undefined && !member) {
		const came = known ? sighting.joinedOn : sighting.createdOn;
		if (isNewer(came, addedSince)) return 'tell';
	}
	return facts.profiles && member?.access === undefined ? 'learn' : 'absorb';
}

function inWindow(known: UserRecord | undefined, facts: TriageFacts): Verdict {
	if (!known || !sameUser(known, facts.after())) return 'tell';
	if (!facts.profiles) return 'ignore';
	const unread = membershipIn(known, facts.stream)?.access === undefined;
	if (unread) return facts.settling ? 'recheck' : 'tell';
	if (facts.pass.verifying) return 'ignore';
	return facts.watched ? 'recheck' : 'tell';
}

export function verdictOn(
	sighting: Sighting,
	known: UserRecord | undefined,
	facts: TriageFacts,
): Verdict {
	if (!known && facts.stream === ORGANIZATION_STREAM && !facts.everybody) return 'ignore';
	if (!facts.tells) return inSilence(sighting, known, facts);
	if (facts.pass.kind === 'window') return inWindow(known, facts);
	return membershipIn(known, facts.stream) || (known && facts.stream === ORGANIZATION_STREAM)
		? 'absorb'
		: 'tell';
}
