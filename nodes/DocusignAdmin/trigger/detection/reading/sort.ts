import { changesOf } from '../events/changes';
import type { PollParts } from '../context';
import type { Queue } from './candidates';
import type { Run } from './listReader';
import { afterAll, complete } from '../events/merge';
import { createdOn, joinedOn, type Observed } from './observation';
import {
	isClosed,
	membershipIn,
	nextRevision,
	sameUser,
	UNSEEN_STATUS,
	type UserRecord,
} from '../store/record';
import { ORGANIZATION_STREAM } from '../types';

/** A reading that lies ahead of the clock by more than this was noted by a clock that was wrong. */
const AHEAD = 60_000;

/**
 * What to do with a user that a list showed, beside waiting in a queue (see `Queue`; `recheck` is like
 * `read`, but the profile was read since, and is read again when it is the user's turn):
 * - `ignore`: nothing
 * - `absorb`: take note of what was not known, and tell nothing
 * - `learn`: the same, and read the profile as well
 * - `note`: take note of what is different, since nobody wants to be told that; then look again
 */
type Verdict = 'ignore' | 'absorb' | 'learn' | 'note' | Queue;

/** Sorts what lists show, item by item: noted at once, kept for the end of the poll, or let go. */
export class Sorter {
	constructor(private readonly parts: PollParts) {}

	take(run: Run, page: number, observed: Observed): void {
		const { candidates, store } = this.parts;
		const { userId } = observed;
		if (candidates.isToBeTold(userId)) {
			candidates.add('tell', run.stream, observed, page);
			return;
		}
		let known = store.get(userId);
		let verdict = this.verdictOn(run, observed, known);
		if (verdict === 'note') {
			known = { ...this.after(run, observed, known), revision: nextRevision(known) };
			store.set(userId, known);
			verdict = this.verdictOn(run, observed, known);
		}
		switch (verdict) {
			case 'ignore':
			case 'note':
				break;
			case 'learn':
				candidates.addToLearn(userId, isClosed(observed.memberships[0]?.status));
				this.absorb(run, observed, known);
				break;
			case 'absorb':
				this.absorb(run, observed, known);
				break;
			default:
				if (verdict === 'recheck' && known?.readAt !== undefined) {
					run.deferred.set(userId, known.readAt * 1_000);
				}
				candidates.add(verdict, run.stream, observed, page, known?.readAt);
		}
	}

	private verdictOn(run: Run, observed: Observed, known: UserRecord | undefined): Verdict {
		const { existing, everybody } = this.parts;
		const { stream, pass } = run;
		if (!known && stream === ORGANIZATION_STREAM && !everybody) return 'ignore';
		if (pass.kind === 'window') return this.inWindow(run, observed, known);
		if (!existing) return this.inSilence(run, observed, known);
		const isKnown = stream === ORGANIZATION_STREAM ? known : membershipIn(known, stream);
		return !isKnown && this.isWanted(run, observed, known) ? 'tell' : 'absorb';
	}

	/** In a baseline that is not told; who came to a list that was added later is told all the same. */
	private inSilence({ stream }: Run, observed: Observed, known: UserRecord | undefined): Verdict {
		const { began, everybody, profiles } = this.parts;
		const isUnseen = stream === ORGANIZATION_STREAM && known?.status === UNSEEN_STATUS;
		if (isUnseen && observed.status !== undefined) return 'tell';
		const member = membershipIn(known, stream);
		// An account that somebody chose to watch has its users from before.
		if (everybody && began.firstRun === undefined && !member) {
			const came = known ? joinedOn(observed) : createdOn(observed);
			if (came !== undefined && came >= began.epoch) return 'tell';
		}
		return profiles && member?.access === undefined ? 'learn' : 'absorb';
	}

	private inWindow(run: Run, observed: Observed, known: UserRecord | undefined): Verdict {
		if (!known || !sameUser(known, this.after(run, observed, known))) {
			return this.isWanted(run, observed, known) ? 'tell' : 'note';
		}
		if (!this.parts.profiles) return 'ignore';
		// Read for another account, the profile has not been compared in this one; of a closed membership
		// there is nothing to compare, and profiles may leave it out.
		const membership = membershipIn(known, run.stream);
		const unread = membership?.access === undefined && !isClosed(membership?.status);
		const waits = unread ? this.parts.isSettling(known, run.stream) : this.isRead(run, known);
		return waits ? 'recheck' : 'read';
	}

	/**
	 * Whether the profile was read, and compared in this account, after everything that earlier windows of
	 * this list returned.
	 */
	private isRead({ stream }: Run, { readAt = 0 }: UserRecord): boolean {
		const { began, settings } = this.parts;
		const at = readAt * 1_000;
		const { cursor = 0, absentUntil = 0 } = began.streams[stream] ?? {};
		// Kept to the second: what was read in the second in which the window began counts.
		const isLater = at + 1_000 > cursor && at > absentUntil;
		return isLater && at <= settings.now + AHEAD && readAt > 0;
	}

	/** Whether an event that is to be told follows from what the list shows. */
	private isWanted(run: Run, observed: Observed, known: UserRecord | undefined): boolean {
		// Nothing is known of who the user is, which the profile then has to say.
		if (!known && observed.status === undefined) return true;
		const after = this.after(run, observed, known);
		const changes = changesOf(known, after, [observed], this.parts, () => false);
		return changes.some(({ event }) => this.parts.tells(event));
	}

	private after({ stream }: Run, observed: Observed, known: UserRecord | undefined): UserRecord {
		return afterAll(known, [observed], this.parts.streamOf, new Set([stream]));
	}

	private absorb({ stream, pass }: Run, observed: Observed, known: UserRecord | undefined): void {
		const { store, streamOf } = this.parts;
		const record = complete(known, observed, { streamOf, learns: () => true });
		const settles = pass.kind === 'opening' && membershipIn(known, stream) === undefined;
		if (known && !settles && sameUser(known, record)) return;
		store.set(observed.userId, settles ? { ...record, settling: true } : record);
	}
}
