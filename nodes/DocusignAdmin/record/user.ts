import type { JsonObject, JsonValue } from '../../shared/http';
import { known, objectsIn } from '../../shared/json';
import { federatedStatusPublished } from '../api/contract/values';
import { emailOf } from '../api/users/userRecord';
import { lifecycleOf } from './lifecycle';
import { membershipsOf } from './membership';
import { lowerCase } from './values';

const federated = (value: JsonValue) =>
	typeof value === 'string' ? federatedStatusPublished(value) : undefined;

/** The identity providers by which a user signs in; what went wrong with one is not part of it. */
const identities = (value: JsonValue): JsonValue =>
	Array.isArray(value)
		? objectsIn(value).map(({ id, provider_id, user_id, immutable_id }) =>
				known({ id, provider_id, user_id, immutable_id }),
			)
		: undefined;

const dsGroups = (value: JsonValue): JsonValue =>
	Array.isArray(value)
		? objectsIn(value).map(({ ds_group_id, account_id, group_name }) =>
				known({ ds_group_id, account_id, group_name }),
			)
		: undefined;

/**
 * One record for a user of either contract, whichever call it came from. What the record does not tell is
 * left out: a membership's status, permission profile and groups stand at the top only beside the account
 * that they belong to. Statuses are in Docusign's published lower-case spelling.
 *
 * @param user a user as the list, the profile or a write shows it (`OrganizationUserResponse`,
 * `UserDrilldownResponse` of the published schemas, or the cursor contract's)
 */
export const normalizedUser = (user: JsonObject): JsonObject =>
	normalizedUserOf(user, Array.isArray(user.memberships));

/**
 * The same of a user whose memberships may not be all that there are.
 *
 * @param isWhole whether they are; some of them tell no lifecycle
 */
export function normalizedUserOf(user: JsonObject, isWhole: boolean): JsonObject {
	const { all, named } = membershipsOf(user);
	const status = lowerCase(user.user_status ?? user.status);
	return known({
		id: user.id,
		user_name: user.user_name,
		first_name: user.first_name,
		last_name: user.last_name,
		email: emailOf(user),
		status,
		lifecycle: lifecycleOf(status, isWhole ? all : undefined),
		job_title: user.job_title ?? user.title,
		company_name: user.company_name ?? user.company,
		federated_status: federated(user.federated_status),
		account_id: named?.account_id,
		account_name: named?.account_name,
		membership_status: named?.status,
		permission_profile: named?.permission_profile,
		groups: named?.groups,
		license_type: named?.license_type ?? user.license_type,
		default_account_id: user.default_account_id,
		site_id: user.site_id,
		created_on: user.created_on,
		closed_on: user.closed_on,
		last_modified_on: user.last_modified_on,
		language_culture: user.language_culture,
		is_managed_by_scim: user.is_managed_by_scim,
		is_membership_managed_by_scim: named && user.is_membership_managed_by_scim,
		is_organization_admin: user.is_organization_admin,
		memberships: all,
		identities: identities(user.identities),
		ds_groups: dsGroups(user.ds_groups),
		profile_error: user.profile_error,
		warnings: user.warnings,
	});
}
