import type { JsonObject, JsonValue } from '../../shared/http';
import { isObject, known, objectsIn } from '../../shared/json';
import { isSameId } from '../api/ids';
import { lowerCase } from './values';

/** `{id, name}`, also where the record says `permission_profile_id` or `group_id`. */
export function reference(value: JsonValue): JsonValue {
	if (!isObject(value)) return undefined;
	const id = value.id ?? value.permission_profile_id ?? value.group_id;
	const name = value.name ?? value.permission_profile_name ?? value.group_name;
	return id === undefined || id === null ? undefined : known({ id, name });
}

/** The same of a list. */
export const references = (value: JsonValue): JsonValue =>
	Array.isArray(value) ? value.map(reference).filter((each) => each !== undefined) : undefined;

/** A membership of either contract, from whichever call, in the words of the record. */
export const normalizedMembership = (membership: JsonObject): JsonObject =>
	known({
		account_id: membership.account_id,
		account_name: membership.account_name,
		membership_id: membership.id ?? membership.membership_id,
		status: lowerCase(membership.status ?? membership.membership_status),
		email: membership.email,
		permission_profile: reference(membership.permission_profile),
		groups: references(membership.groups),
		is_admin: membership.is_admin,
		is_external: membership.is_external_account ?? membership.is_external,
		license_type: membership.license_type,
		subscription_id: membership.subscription_id,
		plan_name: membership.plan_name,
		created_on: membership.created_on,
		closed_on: membership.closed_on,
	});

/**
 * What a list says of a membership beside the user. It names the account only where the record does: that of
 * an unknown account must not be shown as anybody's.
 */
function besideUser(user: JsonObject): JsonObject | undefined {
	if (user.account_id === undefined) return undefined;
	return normalizedMembership({
		account_id: user.account_id,
		account_name: user.account_name,
		id: user.membership_id,
		status: user.membership_status,
		permission_profile: user.permission_profile,
		groups: user.groups,
		license_type: user.license_type,
		subscription_id: user.subscription_id,
		plan_name: user.plan_name,
		created_on: user.membership_created_on,
		closed_on: user.membership_closed_on,
	});
}

/** The memberships that a record shows, and the one that it speaks of. */
export function membershipsOf(user: JsonObject): {
	/** Undefined where the record shows none. */
	all: JsonObject[] | undefined;
	/** That of the account which the record names, else of the default account, else the only one. */
	named: JsonObject | undefined;
} {
	const shown = Array.isArray(user.memberships)
		? objectsIn(user.memberships).map(normalizedMembership)
		: undefined;
	const of = (accountId: JsonValue) => shown?.find((each) => isSameId(each.account_id, accountId));
	const beside = besideUser(user);
	if (beside === undefined) {
		const named = of(user.default_account_id) ?? (shown?.length === 1 ? shown[0] : undefined);
		return { all: shown, named };
	}
	const named = { ...of(beside.account_id), ...beside };
	const others = shown?.filter((each) => !isSameId(each.account_id, beside.account_id));
	const index = shown?.findIndex((each) => isSameId(each.account_id, beside.account_id)) ?? 0;
	const all = others ?? [];
	all.splice(index < 0 ? all.length : index, 0, named);
	return { all, named };
}
