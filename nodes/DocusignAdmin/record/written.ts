import type { JsonObject, JsonValue } from '../../shared/http';
import { known, objectsIn, without } from '../../shared/json';
import { isSameId } from '../api/ids';
import { isSameAddress } from '../api/users/userRecord';
import { membersAfter, toldMembers } from './membersAfter';
import { membershipsOf } from './membership';
import { normalizedUserOf } from './user';
import { lowerCase } from './values';

/** What is known of a user after a write, without another look. */
export interface Written {
	/** The user as Docusign showed it before; undefined where the write needed no look, or made the user. */
	before?: JsonObject;
	/** What was sent of the user and taken, in published names. An empty text is a field that was cleared. */
	profile?: JsonObject;
	/**
	 * The same of memberships, each with its `account_id`; `status` where the write makes that certain, null
	 * where it leaves it open.
	 */
	members?: readonly JsonObject[];
	/** What the answers say of the user, in the order in which they came. */
	answers?: readonly JsonObject[];
	/** The account that the record speaks of; its default account, or the only one, where left out. */
	accountId?: string;
	/** Whether it changes the status of memberships, so that the user's own may be another than before. */
	movesStatus?: boolean;
	/** Whether there are no memberships but these: of a user who was just made. */
	isNew?: boolean;
}

/** What an answer says of memberships, and of nothing else. */
const OF_MEMBERSHIPS = ['accounts', 'memberships', 'permission_profile', 'groups', 'user_id'];

/** The names under which a contract shows what the published one calls so. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
	job_title: 'title',
	company_name: 'company',
};

/** What the user's own record had before, and has otherwise by now. */
const outdated = (movesStatus = false): string[] => [
	'last_modified_on',
	...(movesStatus ? ['status', 'user_status', 'closed_on'] : []),
];

/** Membership fields that a record of a list has beside the user. */
const BESIDE = [
	...['account_id', 'account_name', 'membership_status', 'membership_id', 'permission_profile'],
	...['groups', 'subscription_id', 'plan_name', 'membership_created_on', 'membership_closed_on'],
];

/** The memberships that a record shows, those beside the user too, with the kinds of their groups. */
function shownMembers(record: JsonObject): JsonObject[] {
	const raw = [...objectsIn(record.memberships), record];
	return (membershipsOf(record).all ?? []).map((membership) => {
		const of = raw.find(({ account_id: id }) => isSameId(id, membership.account_id));
		return known({ ...membership, groups: of?.groups });
	});
}

/** Where an address was changed, that of before stands on no membership any more. */
const withAddress = (email: JsonValue) => (membership: JsonObject) =>
	typeof email === 'string' &&
	typeof membership.email === 'string' &&
	!isSameAddress(email, membership.email)
		? without(membership, ['email'])
		: membership;

/**
 * The status of a user that follows from the memberships, whatever it was before: with an active one it is
 * active, and with all of them closed it is closed.
 *
 * @param isWhole whether there are no others
 */
function statusBy(memberships: readonly JsonObject[], isWhole: boolean): string | undefined {
	const statuses = memberships.map(({ status }) => lowerCase(status));
	if (statuses.includes('active')) return 'active';
	const isClosed = statuses.length > 0 && statuses.every((status) => status === 'closed');
	return isWhole && isClosed ? 'closed' : undefined;
}

/**
 * The record of a user after a write, as far as it is known: what Docusign showed before, with what was sent,
 * and over both what the answers say. What none of them tells is left out.
 */
export function recordAfterWrite(written: Written): JsonObject {
	const { profile = {}, members = [], answers = [], accountId, movesStatus, isNew } = written;
	// An answer that shows the memberships is the user as they are now: it was read after the write.
	const read = answers.find((answer) => Array.isArray(answer.memberships));
	const before = read ?? written.before;
	const told = answers.filter((answer) => answer !== read);
	const titles =
		members.find(({ account_id: id }) => accountId === undefined || isSameId(id, accountId)) ??
		members.find(({ account_id: id }) => id === undefined) ??
		{};
	const { job_title, company_name } = titles;
	const sent: JsonObject = read ? {} : known({ ...profile, job_title, company_name });
	const cleared = Object.keys(sent).filter((name) => sent[name] === '');
	if (sent.federated_status === 'RemoveStatus') cleared.push('federated_status');
	const base = without(before ?? {}, [
		...BESIDE,
		...(read ? [] : outdated(movesStatus)),
		...Object.keys(sent).flatMap((name) => OTHER_NAMES[name] ?? []),
	]);
	const user = without(
		Object.assign(
			base,
			sent,
			...told.map((answer) => known(without(answer, OF_MEMBERSHIPS))),
		) as JsonObject,
		cleared.flatMap((name) => [name, OTHER_NAMES[name] ?? name]),
	);
	const shown = before === undefined ? [] : shownMembers(before);
	const memberships = membersAfter(
		shown,
		read ? [] : members,
		told.flatMap((answer) => toldMembers(answer, accountId)),
	).map(withAddress(user.email));
	const isWhole = isNew === true || Array.isArray(before?.memberships);
	const about = accountId ?? before?.account_id;
	return normalizedUserOf(
		known({
			...user,
			status: user.status ?? user.user_status ?? statusBy(memberships, isWhole),
			user_status: undefined,
			account_id: about,
			memberships: memberships.length > 0 || isWhole ? memberships : undefined,
		}),
		isWhole,
	);
}
