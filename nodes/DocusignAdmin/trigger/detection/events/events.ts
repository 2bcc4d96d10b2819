import type { JsonObject } from '../../../../shared/http';
import { defined } from '../../../../shared/json';
import type { Change } from './changes';
import type { PollParts } from '../context';
import { digest } from '../store/hash';
import {
	FLAG_FIELDS,
	membershipIn,
	TEXT_FIELDS,
	UNSEEN_STATUS,
	type UserRecord,
	WORD_FIELDS,
} from '../store/record';
import type { Observed } from '../reading/observation';
import type { StreamId, UserEvent } from '../types';

/*
 * What the events mean. A user is compared with what was last told, so whatever happened in between
 * is told as one step:
 *
 * | event | told when, compared with the last time |
 * |---|---|
 * | userCreated | the user is new; joining the first accounts is part of it |
 * | userActivated | the status became active, also when the user is new and active already |
 * | userUpdated | name, e-mail, title, company, language, sign-in policy, default account or a flag differs |
 * | userClosed | the user is closed in all accounts; also when the user is new and closed already |
 * | userReactivated | the user was closed, and is not any more |
 * | membershipChanged | in this account: joined, left, or status, permission profile or groups differ |
 *
 * - A value that changed and changed back between two polls is not told.
 * - A membership status that only follows from userActivated, userClosed or userReactivated told at
 *   the same time is not told again; nor is a membership that began and ended between two polls.
 * - Joining is `membership_status` with the earlier value null, leaving is the status closed.
 * - A user created before the trigger began but met only later has joined, not been created.
 * - In a closed membership, profile and groups are not compared.
 * - Where the lists do not show profiles, and a user's profile was never read, that a window returns
 *   the user is the only sign of a change of profile or groups: it is told as membershipChanged with
 *   both fields, both unconfirmed, and no earlier values, since a change that lists show need not be the
 *   only one. The baseline reads as many profiles as it may, so that this is rare. Sign-in policy,
 *   language and default account are told from the second reading on.
 */

export interface EventFacts {
	userId: string;
	/** What is known now, with the revision that this change leads to. */
	after: UserRecord;
	/** Part of the event's identity; empty for users who were there before the trigger. */
	epoch: string;
	lists: ReadonlyArray<{ stream: StreamId; observed: Observed }>;
	profile?: Observed;
	parts: Pick<PollParts, 'strings' | 'statusField'>;
	now: number;
}

const DEFAULT_ACCOUNT = WORD_FIELDS.indexOf('default_account_id');

const MEMBERSHIP_FIELD =
	/^(?:membership_.*|is_membership_managed_by_scim|permission_profile|groups)$/;

const withoutMembership = (item: JsonObject): JsonObject =>
	Object.fromEntries(Object.entries(item).filter(([field]) => !MEMBERSHIP_FIELD.test(field)));

const names = (item: JsonObject): JsonObject =>
	defined(Object.fromEntries(TEXT_FIELDS.map((field) => [field, item[field]])));

const memberships = (profile: JsonObject | undefined): JsonObject[] =>
	Array.isArray(profile?.memberships) ? (profile.memberships as JsonObject[]) : [];

/** What is known of the user as such, for answers that do not show it. */
const recorded = ({ after, parts }: EventFacts): JsonObject =>
	defined({
		[parts.statusField]: after.status === UNSEEN_STATUS ? undefined : after.status,
		...Object.fromEntries(
			WORD_FIELDS.map((field, index) => [field, after.words[index] ?? undefined]),
		),
		...Object.fromEntries(FLAG_FIELDS.map((field, index) => [field, after.flags[index]])),
	});

/** What the user may do in an account, as it is shown now, else as it was when last read. */
function accessIn({ after, parts }: EventFacts, account: StreamId, shown: JsonObject = {}) {
	const { strings } = parts;
	const { access } = membershipIn(after, account) ?? {};
	const groups = access?.groups === undefined ? undefined : strings.groups(access.groups);
	const profile = access?.profile === undefined ? undefined : strings.profile(access.profile);
	return defined({
		permission_profile: shown.permission_profile ?? profile,
		groups: shown.groups ?? groups,
	});
}

/** The user's memberships where no profile shows them, in the form in which one does. */
function membershipsKnown(facts: EventFacts): JsonObject {
	const { after, lists, profile } = facts;
	if (Array.isArray(profile?.raw.memberships) || after.memberships.length === 0) return {};
	return {
		memberships: after.memberships.map(({ account, status }) => ({
			account_id: account,
			...defined({ status }),
			...accessIn(facts, account, lists.find(({ stream }) => stream === account)?.observed.raw),
		})),
	};
}

/**
 * The user as of now: the list items, completed by the profile, with what holds in `account`. Names
 * are those of the lists, which are what is compared: a profile is read later and may be ahead.
 */
function userNow(facts: EventFacts, account: StreamId | null): JsonObject {
	const { userId, after, lists, profile } = facts;
	const there = lists.find(({ stream }) => stream === account)?.observed.raw;
	const items = lists.map(({ observed }) => withoutMembership(observed.raw));
	const inProfile = memberships(profile?.raw);
	const email = inProfile.map((membership) => membership.email).find(Boolean);
	const here = inProfile.find(
		({ account_id: id }) => String(id).toLowerCase() === account?.toLowerCase(),
	);
	const status = membershipIn(after, account ?? '')?.status;
	return Object.assign(
		{ id: userId },
		recorded(facts),
		there,
		email === undefined ? {} : { email },
		...items,
		membershipsKnown(facts),
		profile?.raw,
		...items.map(names),
		status === undefined ? {} : { membership_status: status },
		account === null ? {} : accessIn(facts, account, here ?? there),
	) as JsonObject;
}

/** Users whose `memberships` are all that they have, as a profile shows them. */
const whole = new WeakSet<JsonObject>();

/** Whether the user of an event shows all memberships, and not those of the accounts watched alone. */
export const hasAllMemberships = (user: JsonObject): boolean => whole.has(user);

/** For events about the user as a whole: the default account, else one in which the user was seen. */
function homeOf({ after, lists }: EventFacts): StreamId | null {
	const accounts = after.memberships.map(({ account }) => account);
	const home = after.words[DEFAULT_ACCOUNT];
	return (
		accounts.find((account) => account.toLowerCase() === home?.toLowerCase()) ??
		lists.map(({ stream }) => stream).find((stream) => accounts.includes(stream)) ??
		accounts[0] ??
		null
	);
}

/**
 * The event id depends on the user, on what changed from what to what, and on how many changes of the
 * user were told before: telling it again gives the same id, the same change next week another one.
 */
export function toEvent(change: Change, facts: EventFacts): UserEvent {
	const { userId, after, epoch, now } = facts;
	const account = change.account ?? homeOf(facts);
	const before = change.fields.filter(({ previous }) => previous !== undefined);
	const guessed = change.fields.filter((field) => field.guessed);
	const trail = change.fields.map(({ field, from, to }) => [field, from, to]);
	const identity = [
		userId.toLowerCase(),
		change.event,
		change.account ?? '',
		epoch,
		after.revision,
	];
	const user = userNow(facts, account);
	if (Array.isArray(facts.profile?.raw.memberships)) whole.add(user);
	return {
		event: change.event,
		event_id: digest(...identity, trail),
		detected_on: new Date(now).toISOString(),
		account_id: account,
		user,
		...(before.length > 0
			? { previous: Object.fromEntries(before.map(({ field, previous }) => [field, previous])) }
			: {}),
		...(change.fields.length > 0
			? { changed_fields: change.fields.map(({ field }) => field) }
			: {}),
		...(guessed.length > 0 ? { unconfirmed_fields: guessed.map(({ field }) => field) } : {}),
	};
}
