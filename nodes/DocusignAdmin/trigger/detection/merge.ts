import { BLANK, isClosed, membershipIn } from './record';
import type { Membership, UserRecord } from './record';
import type { Sighting } from './observation';
import type { StreamId } from './types';

export interface MergeRules {
	/** The stream of an account as Docusign spells its id; undefined for accounts out of scope. */
	streamOf: (account: string) => StreamId | undefined;
	/** Whether a permission profile and groups that were never read may be taken over from here on. */
	learns: (account: StreamId) => boolean;
	/** Accounts whose list showed the user in this poll. */
	listed: ReadonlySet<StreamId>;
}

/** The value shown, else the one known. */
const latest = <T>(known: T | undefined, shown: T | undefined): T | undefined =>
	shown === undefined ? known : shown;

/** The value known, else the one shown. */
const first = <T>(known: T | undefined, shown: T | undefined): T | undefined =>
	known === undefined ? shown : known;

type Pick = typeof latest;

const each = <T>(known: readonly T[], shown: readonly T[], pick: Pick): readonly T[] =>
	known.map((value, index) => pick(value, shown[index]) as T);

function mergeMembership(
	known: Membership,
	shown: Membership,
	pick: Pick,
	learns: boolean,
): Membership {
	const status = pick(known.status, shown.status);
	// What a closed membership allows says nothing; it is compared again once it is open.
	const access =
		known.access === undefined
			? learns
				? shown.access
				: undefined
			: isClosed(status)
				? known.access
				: pick(known.access, shown.access);
	return { account: known.account, status, access, job: each(known.job, shown.job, pick) };
}

const close = (membership: Membership): Membership =>
	isClosed(membership.status) ? membership : { ...membership, status: 'closed' };

/** A user whom a list shows for the first time; as `merge` with nothing, at a fraction of its cost. */
function met(sighting: Sighting, streamOf: MergeRules['streamOf']): UserRecord {
	const { status, texts, words, flags, memberships } = sighting;
	const shown = memberships.flatMap((membership) => {
		const account = streamOf(membership.account);
		return account === undefined ? [] : [{ ...membership, account }];
	});
	return {
		...BLANK,
		status,
		texts,
		words,
		flags,
		memberships: isClosed(status) ? shown.map(close) : shown,
	};
}

function merge(
	known: UserRecord | undefined,
	sighting: Sighting,
	pick: Pick,
	{ streamOf, learns, listed }: MergeRules,
): UserRecord {
	if (!known && !sighting.complete) return met(sighting, streamOf);
	const before = known ?? BLANK;
	const overrides = pick === latest;
	const shown = sighting.memberships.flatMap((membership) => {
		const account = streamOf(membership.account);
		return account === undefined ? [] : [{ ...membership, account }];
	});
	const kept = before.memberships.map((membership) => {
		const now = shown.find(({ account }) => account === membership.account);
		if (now) return mergeMembership(membership, now, pick, learns(membership.account));
		const { account } = membership;
		const left = sighting.complete && !listed.has(account) && streamOf(account) !== undefined;
		return overrides && left ? close(membership) : membership;
	});
	const adds = overrides || !sighting.complete;
	const added = adds ? shown.filter(({ account }) => !membershipIn(before, account)) : [];
	const all = sighting.memberships;
	const ended = sighting.complete && all.length > 0 && all.every(({ status }) => isClosed(status));
	const status = pick(before.status, ended ? 'closed' : sighting.status);
	// Lists read before and after a closing contradict each other; the one that shows it is the later.
	const isOver = overrides && isClosed(status) && (ended || isClosed(sighting.status));
	const memberships = [...kept, ...added].sort((a, b) => (a.account < b.account ? -1 : 1));
	return {
		revision: before.revision,
		settling: before.settling,
		status,
		texts: each(before.texts, sighting.texts, pick),
		words: each(before.words, sighting.words, pick),
		flags: each(before.flags, sighting.flags, pick),
		memberships: isOver ? memberships.map(close) : memberships,
	};
}

/**
 * The user after a sighting. What the sighting does not show stays as it was. A profile shows all
 * memberships: one that it leaves out is closed, and whoever has only closed ones is closed.
 */
export const update = (
	known: UserRecord | undefined,
	sighting: Sighting,
	rules: MergeRules,
): UserRecord => merge(known, sighting, latest, rules);

/**
 * The user with what was not known before, and nothing else: while a baseline is taken, a difference
 * is left for the window that follows. Nor does a profile conclude anything then: that a membership
 * is new, is not there any more or is closed like all others, is for the window of its account to tell.
 */
export const complete = (
	known: UserRecord | undefined,
	sighting: Sighting,
	rules: MergeRules,
): UserRecord => merge(known, sighting, first, rules);
