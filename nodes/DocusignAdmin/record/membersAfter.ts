import type { JsonObject, JsonValue } from '../../shared/http';
import { known, objectIn, objectsIn, without } from '../../shared/json';
import { isSameId } from '../api/ids';
import { isEveryone } from '../roster/names';

/** What is known of memberships after a write. */

/** The memberships that an answer tells of: those of a new user, and that of the account it is about. */
export function toldMembers(answer: JsonObject, accountId: string | undefined): JsonObject[] {
	const accounts = objectsIn(answer.accounts).map(({ id, account_id, ...rest }) =>
		known({ ...rest, account_id: id ?? account_id, site_id: undefined }),
	);
	const { permission_profile, groups } = answer;
	const isOne = accountId !== undefined && (permission_profile ?? groups) !== undefined;
	return isOne
		? [...accounts, known({ account_id: accountId, permission_profile, groups })]
		: accounts;
}

/**
 * Groups after a change that named some: Docusign keeps the one to which every member belongs, so that without
 * a look at what was there before nobody can tell them all.
 */
const groupsAfter = (sent: JsonValue, before: JsonValue): JsonValue =>
	Array.isArray(before)
		? [...objectsIn(before).filter((group) => isEveryone(group)), ...objectsIn(sent)]
		: undefined;

/** A profile by its id alone keeps the name that it is known to have. */
const profileAfter = (sent: JsonValue, before: JsonValue): JsonValue => {
	const [one, other] = [objectIn(sent), objectIn(before)];
	const isSame = one.id !== undefined && String(one.id) === String(other.id);
	return isSame ? { ...other, ...known(one) } : sent;
};

function memberAfter(before: JsonObject, sent: JsonObject, isTold: boolean): JsonObject {
	const { permission_profile: profile, groups, ...rest } = sent;
	return known({
		// When it was closed is another time by now, or none.
		...('status' in rest ? without(before, ['closed_on']) : before),
		...rest,
		...(profile !== undefined && {
			permission_profile: profileAfter(profile, before.permission_profile),
		}),
		...(groups !== undefined && { groups: isTold ? groups : groupsAfter(groups, before.groups) }),
	});
}

/** The memberships of before with what was sent and what was answered, the answer last. */
export function membersAfter(shown: JsonObject[], sent: readonly JsonObject[], told: JsonObject[]) {
	const members = [...shown];
	const put = (each: JsonObject, isTold: boolean) => {
		const at = members.findIndex(({ account_id: id }) => isSameId(id, each.account_id));
		if (at < 0) members.push(memberAfter({}, each, isTold));
		else members[at] = memberAfter(members[at], each, isTold);
	};
	sent.filter(({ account_id: id }) => id !== undefined).forEach((each) => put(each, false));
	told.forEach((each) => put(each, true));
	return members;
}
