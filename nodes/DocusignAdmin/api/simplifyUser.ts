import { isObject, known, objectsIn } from '../../shared/json';
import { federatedStatusPublished } from './contract/values';
import type { JsonObject, JsonValue } from '../../shared/http';
import { isSameId } from './ids';
import { emailOf } from './userRecord';

const lower = (value: JsonValue) => (typeof value === 'string' ? value.toLowerCase() : undefined);

/** `{id, name}`, also where the record says `permission_profile_id` or `group_id`. */
function reference(value: JsonValue): JsonValue {
	if (!isObject(value)) return undefined;
	const id = value.id ?? value.permission_profile_id ?? value.group_id;
	const name = value.name ?? value.permission_profile_name ?? value.group_name;
	return id === undefined ? undefined : { id, name };
}

/**
 * The membership that a record speaks of: that of its account with what a list says of it beside the
 * user, or where it names none, of the default account, else the only one. What stands beside the user
 * is then of an account that nobody names, and left out.
 */
function membershipOf(user: JsonObject): JsonObject {
	const memberships = objectsIn(user.memberships);
	const of = (accountId: JsonValue) =>
		memberships.find((membership) => isSameId(membership.account_id, accountId));
	if (user.account_id !== undefined) {
		const { membership_status: status, permission_profile, groups } = user;
		const beside = known({ status, permission_profile, groups });
		return { ...of(user.account_id), ...beside, account_id: user.account_id };
	}
	return of(user.default_account_id) ?? (memberships.length === 1 ? memberships[0] : {});
}

/**
 * One normalized record for a user of either contract, whichever call it came from; what the
 * record does not tell is left out. Statuses are in Docusign's published lower-case spelling.
 */
export function simplifyUser(user: JsonObject): JsonObject {
	const membership = membershipOf(user);
	const { groups } = membership;
	const federated = user.federated_status;
	const fields: JsonObject = {
		id: user.id,
		account_id: membership.account_id,
		user_name: user.user_name,
		first_name: user.first_name,
		last_name: user.last_name,
		email: emailOf(user),
		status: lower(user.user_status ?? user.status),
		membership_status: lower(membership.status),
		federated_status:
			typeof federated === 'string' ? federatedStatusPublished(federated) : undefined,
		permission_profile: reference(membership.permission_profile),
		groups: Array.isArray(groups) ? groups.map(reference) : undefined,
		default_account_id: user.default_account_id,
		created_on: user.created_on,
		last_modified_on: user.last_modified_on,
		is_managed_by_scim: user.is_managed_by_scim,
		profile_error: user.profile_error,
	};
	// Set one by one: deleting keys afterwards would cost a large list much memory.
	const record: JsonObject = {};
	for (const [name, value] of Object.entries(fields)) {
		if (value !== undefined && value !== null) record[name] = value;
	}
	return record;
}
