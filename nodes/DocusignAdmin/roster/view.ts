import type { JsonObject, JsonValue } from '../../shared/http';
import { known, objectIn, objectsIn } from '../../shared/json';
import { isSameId } from '../api/ids';
import { composed } from '../api/users/address';
import { nameKey } from '../names/match';
import { isEveryone } from './names';
import type { Named, Person } from './types';

/** What of a user in an account is compared, stated and changed. */
export const USER_FIELDS = ['first_name', 'last_name'] as const;
export const MEMBER_FIELDS = ['permission_profile', 'groups', 'job_title', 'company_name'] as const;

/** A membership that is not closed, whichever way. */
export const OPEN = 'open';
export const CLOSED = 'closed';
/** There is no membership. */
export const NONE = 'none';

const named = ({ id, name }: Named): JsonObject => known({ id, name });

/** What the roster wants of somebody; what it does not give is left out. */
export const wantedOf = (person: Person): JsonObject => ({
	...known({ first_name: person.firstName, last_name: person.lastName }),
	...known({
		permission_profile: person.permissionProfile && named(person.permissionProfile),
		groups: person.groups
			?.filter((group) => !isEveryone({ ...group }))
			.map(named)
			.sort(byId),
		job_title: person.jobTitle,
		company_name: person.companyName,
	}),
});

const byId = (one: JsonObject, other: JsonObject) => {
	const [first, second] = [one, other].map(({ id, name }) => String(id ?? name));
	return first < second ? -1 : first > second ? 1 : 0;
};

/** What is known of a user in an account, in the same fields. */
export function viewOf(user: JsonObject, membership: JsonObject | 'none'): JsonObject {
	const member = membership === NONE ? {} : membership;
	return known({
		first_name: user.first_name,
		last_name: user.last_name,
		membership_status: membership === NONE ? NONE : member.status,
		permission_profile: member.permission_profile,
		groups: Array.isArray(member.groups) ? objectsIn(member.groups).sort(byId) : undefined,
		// The cursor contract has them on the user, the same in all accounts.
		job_title: member.job_title ?? user.job_title,
		company_name: member.company_name ?? user.company_name,
	});
}

/** By id; where one of them shows only a name, by that. */
function isSameNamed(one: JsonValue, other: JsonValue): boolean {
	const [first, second] = [objectIn(one), objectIn(other)];
	if (first.id !== undefined && second.id !== undefined) {
		return isSameId(String(first.id), String(second.id));
	}
	return (
		typeof first.name === 'string' &&
		typeof second.name === 'string' &&
		nameKey(first.name) === nameKey(second.name)
	);
}

const contains = (list: JsonObject[], each: JsonObject) =>
	list.some((other) => isSameNamed(each, other));

function isSameGroups(one: JsonValue, other: JsonValue): boolean {
	const [first, second] = [objectsIn(one), objectsIn(other)];
	return (
		first.length === second.length &&
		first.every((each) => contains(second, each)) &&
		second.every((each) => contains(first, each))
	);
}

/** Whether two texts read the same, however their letters are composed. */
export const isSameText = (one: JsonValue, other: JsonValue): boolean =>
	typeof one === 'string' && typeof other === 'string'
		? composed(one) === composed(other)
		: one === other;

/**
 * Whether a field has a value. Any status but `closed` and `none` is `open`.
 *
 * @param field a key of a view
 */
export function isSameValue(field: string, one: JsonValue, other: JsonValue): boolean {
	if (field === 'permission_profile') return isSameNamed(one, other);
	if (field === 'groups') return isSameGroups(one, other);
	if (field === 'membership_status' && [one, other].includes(OPEN)) {
		return [one, other].every((status) => ![CLOSED, NONE, undefined].includes(status as string));
	}
	return isSameText(one, other);
}

/** The fields of `wanted` that have another value, and those of which no value is shown. */
export function differences(
	wanted: JsonObject,
	view: JsonObject,
	fields: readonly string[],
): { differing: string[]; unknown: string[] } {
	const asked = fields.filter((field) => wanted[field] !== undefined);
	const unknown = asked.filter((field) => view[field] === undefined);
	const differing = asked.filter(
		(field) => view[field] !== undefined && !isSameValue(field, wanted[field], view[field]),
	);
	return { differing, unknown };
}

/** Some fields of an object, those that it has. */
export const pick = (object: JsonObject, fields: readonly string[]): JsonObject =>
	known(Object.fromEntries(fields.map((field) => [field, object[field]])));
