import { BLANK, EMPTY, isClosed, membershipIn } from '../store/record';
import type { Access, Membership, UserRecord } from '../store/record';
import type { Observed } from '../reading/observation';
import { ORGANIZATION_STREAM, type StreamId } from '../types';

export interface MergeRules {
	/** The stream of an account as Docusign spells its id; undefined for accounts out of scope. */
	streamOf: (account: string) => StreamId | undefined;
	/** Whether a permission profile and groups that were never read may be taken over from here on. */
	learns: (account: StreamId) => boolean;
	/** Accounts whose list showed the user in this poll; none where left out. */
	listed?: ReadonlySet<StreamId>;
	/**
	 * All memberships were closed when the user was last told: that they are is nothing new then, and
	 * whoever is active without an open membership stays so.
	 */
	wasOver?: boolean;
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

function mergeAccess(
	known: Access | undefined,
	shown: Access | undefined,
	pick: Pick,
): Access | undefined {
	if (!known || !shown) return known ?? shown;
	return { profile: pick(known.profile, shown.profile), groups: pick(known.groups, shown.groups) };
}

function mergeMembership(
	known: Membership,
	shown: Membership,
	pick: Pick,
	learns: boolean,
): Membership {
	const status = pick(known.status, shown.status);
	// What a closed membership allows says nothing; it is compared again once it is open.
	const keeps = known.access === undefined ? !learns : isClosed(status);
	const access = keeps ? known.access : mergeAccess(known.access, shown.access, pick);
	return { account: known.account, status, access };
}

const close = (membership: Membership): Membership =>
	isClosed(membership.status) ? membership : { ...membership, status: 'closed' };

function merge(
	known: UserRecord | undefined,
	observed: Observed,
	pick: Pick,
	{ streamOf, learns, listed, wasOver = false }: MergeRules,
): UserRecord {
	const before = known ?? BLANK;
	const overrides = pick === latest || known === undefined;
	const shown = observed.memberships.flatMap((membership) => {
		const account = streamOf(membership.account);
		return account === undefined ? [] : [{ ...membership, account }];
	});
	const kept = before.memberships.map((membership) => {
		const now = shown.find(({ account }) => account === membership.account);
		if (now) return mergeMembership(membership, now, pick, learns(membership.account));
		const { account } = membership;
		const left = observed.complete && !listed?.has(account) && streamOf(account) !== undefined;
		return overrides && left ? close(membership) : membership;
	});
	const adds = overrides || !observed.complete;
	const added = adds ? shown.filter(({ account }) => !membershipIn(before, account)) : [];
	const all = observed.memberships;
	const noneOpen = all.length > 0 && all.every(({ status }) => isClosed(status));
	const ended = observed.complete && noneOpen && !wasOver;
	// A closed user stays so while no list shows an open membership, whatever status it shows. One that
	// a baseline took note of is open in spite of the status, which a baseline leaves as it was.
	const isOpenElsewhere = before.memberships.some((membership) => !isClosed(membership.status));
	const staysClosed = overrides && noneOpen && isClosed(before.status) && !isOpenElsewhere;
	const shownStatus = ended ? 'closed' : staysClosed ? undefined : observed.status;
	const status = pick(before.status, shownStatus);
	// Lists read before and after a closing contradict each other; the one that shows it is the later.
	const closesAll = overrides && isClosed(status) && (ended || isClosed(observed.status));
	const memberships = [...kept, ...added].sort((a, b) => (a.account < b.account ? -1 : 1));
	return {
		revision: before.revision,
		settling: before.settling,
		...(before.readAt === undefined ? {} : { readAt: before.readAt }),
		status,
		texts: each(before.texts, observed.texts, pick),
		job: each(before.job, observed.job, pick),
		words: each(before.words, observed.words, pick),
		flags: each(before.flags, observed.flags, pick),
		memberships: closesAll ? memberships.map(close) : memberships,
	};
}

/**
 * The user after an observation. What it does not show stays as it was. A profile shows all
 * memberships: one that it leaves out is closed, and whoever has only closed ones is closed.
 */
export const update = (
	known: UserRecord | undefined,
	observed: Observed,
	rules: MergeRules,
): UserRecord => merge(known, observed, latest, rules);

/**
 * The user with what was not known before, and nothing else: while a baseline is taken, a difference
 * is left for the window that follows. Nor does a profile conclude anything then: that a membership
 * is new, is not there any more or is closed like all others, is for the window of its account to tell.
 */
export const complete = (
	known: UserRecord | undefined,
	observed: Observed,
	rules: MergeRules,
): UserRecord => {
	const record = merge(known, observed, first, rules);
	// A first title has to be told, and lists leave it out before: where none shows one, there is none.
	return known && observed.full
		? { ...record, job: record.job.map((text) => text ?? EMPTY) }
		: record;
};

/** Whether a user had memberships, and none of them open. */
export const isOver = (known: UserRecord | undefined): boolean =>
	known !== undefined &&
	known.memberships.length > 0 &&
	known.memberships.every(({ status }) => isClosed(status));

/**
 * The user after all observations of a poll. What a membership allows when it is closed is what it
 * allowed when that was last told, so that a change made just before shows once it is open again.
 *
 * @param listed accounts whose lists showed the user
 */
export function afterAll(
	known: UserRecord | undefined,
	observations: readonly Observed[],
	streamOf: MergeRules['streamOf'],
	listed: ReadonlySet<StreamId>,
): UserRecord {
	// Elsewhere a change may be waiting in a window that was read before the profile was.
	const learns = (account: StreamId) => !known || listed.has(account);
	const rules = { streamOf, listed, learns, wasOver: isOver(known) };
	const after = observations.reduce(
		(record, observed) => update(record, observed, rules),
		known ?? BLANK,
	);
	const memberships = after.memberships.map((membership) => {
		const before = membershipIn(known, membership.account);
		return before?.access && isClosed(membership.status)
			? { ...membership, access: before.access }
			: membership;
	});
	return { ...after, memberships };
}

/** Finds the stream of an account whatever the case its id is written in. */
export function streamFinder(streams: readonly StreamId[]): MergeRules['streamOf'] {
	const byId = new Map(
		streams
			.filter((stream) => stream !== ORGANIZATION_STREAM)
			.map((stream) => [stream.toLowerCase(), stream]),
	);
	return (account) => byId.get(account) ?? byId.get(account.toLowerCase());
}
