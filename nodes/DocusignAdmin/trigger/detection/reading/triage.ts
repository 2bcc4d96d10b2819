import type { Pass } from './listProgress';
import { createdOn, joinedOn, type Observed } from './observation';
import { membershipIn, sameUser, type UserRecord } from '../store/record';
import { ORGANIZATION_STREAM, type StreamId } from '../types';

/**
 * What to do with a user that a list showed:
 * - `ignore`: nothing
 * - `absorb`: take note of what was not known, and tell nothing
 * - `learn`: the same, and read the profile as well
 * - `note`: take note of what is different, since nobody wants to be told that; then look again
 * - `tell`: tell what is different, after reading the profile where lists do not show it
 * - `read`: nothing is different as far as the list shows; the profile has to tell
 * - `recheck`: the same, but the profile was read since; it is read again when it is the user's turn
 */
export type Verdict = 'ignore' | 'absorb' | 'learn' | 'note' | 'tell' | 'read' | 'recheck';

/** What holds for all users of one list in one poll. */
export interface TriageFacts {
	stream: StreamId;
	pass: Pass;
	/** Users in this pass are told: a window, or the first run with `emitExisting`. */
	tells: boolean;
	/** The list was added after the first baseline: who came to it since then is told. */
	addedSince?: number;
	/** Profiles are read: lists do not show them, and what is to be told depends on them. */
	profiles: boolean;
	/** Not only some accounts were chosen, so the organization's list shows nobody out of scope. */
	everybody: boolean;
	/** Marked as settling, and the time for it is not over. */
	isSettling: (known: UserRecord) => boolean;
	/** Whether the profile was read after everything that earlier windows of this list returned. */
	isRead: (known: UserRecord) => boolean;
	/** Whether an event that is to be told follows from what the list shows. */
	isWanted: (known: UserRecord | undefined, observed: Observed) => boolean;
	/** The record as it would be after the observation. */
	after: (known: UserRecord, observed: Observed) => UserRecord;
}

const isNewer = (at: number | undefined, since: number) => at !== undefined && at >= since;

function inSilence(observed: Observed, known: UserRecord | undefined, facts: TriageFacts): Verdict {
	const { addedSince, stream } = facts;
	const member = membershipIn(known, stream);
	if (addedSince !== undefined && !member) {
		const came = known ? joinedOn(observed) : createdOn(observed);
		if (isNewer(came, addedSince)) return 'tell';
	}
	return facts.profiles && member?.access === undefined ? 'learn' : 'absorb';
}

function inWindow(observed: Observed, known: UserRecord | undefined, facts: TriageFacts): Verdict {
	if (!known || !sameUser(known, facts.after(known, observed))) {
		return facts.isWanted(known, observed) ? 'tell' : 'note';
	}
	if (!facts.profiles) return 'ignore';
	// Read for another account, the profile has not been compared in this one.
	const unread = membershipIn(known, facts.stream)?.access === undefined;
	const waits = unread ? facts.isSettling(known) : facts.isRead(known);
	return waits ? 'recheck' : 'read';
}

export function verdictOn(
	observed: Observed,
	known: UserRecord | undefined,
	facts: TriageFacts,
): Verdict {
	const { stream, everybody, tells, pass } = facts;
	if (!known && stream === ORGANIZATION_STREAM && !everybody) return 'ignore';
	if (!tells) return inSilence(observed, known, facts);
	if (pass.kind === 'window') return inWindow(observed, known, facts);
	const isKnown = stream === ORGANIZATION_STREAM ? known : membershipIn(known, stream);
	if (isKnown) return 'absorb';
	return facts.isWanted(known, observed) ? 'tell' : 'absorb';
}
