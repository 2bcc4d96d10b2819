import type { JsonObject, JsonValue } from '../../shared/http';
import { known } from '../../shared/json';
import { federatedStatusPublished, languagePublished } from '../api/contract/values';
import { canonicalId } from '../api/ids';
import type { Named, Person } from '../roster/types';

/** A user as wanted, in published names and values. */
export interface Wanted {
	email: string;
	/** Fields of the user. */
	profile: JsonObject;
	/** Each with `id`, `permission_profile`, `groups`, `job_title`, `company_name`. */
	accounts: readonly JsonObject[];
}

const text = (value: JsonValue) => (typeof value === 'string' ? value : undefined);

/** The same as the roster knows it: somebody in each account. */
export const peopleOf = ({ email, profile, accounts }: Wanted): Person[] =>
	accounts.map((account, item) => ({
		item,
		email,
		accountId: String(account.id),
		firstName: text(profile.first_name),
		lastName: text(profile.last_name),
		jobTitle: text(account.job_title),
		companyName: text(account.company_name),
		permissionProfile: account.permission_profile as unknown as Named | undefined,
		groups: account.groups as unknown as Named[] | undefined,
	}));

/** What a user has beside what a roster gives. */
export const PROFILE_FIELDS = [
	'user_name',
	'language_culture',
	'federated_status',
	'default_account_id',
] as const;

/** What only a new user or a new membership can be given. */
export const ONCE_FIELDS = ['access_code', 'auto_activate_memberships'] as const;

/** Docusign may show a language that it does not document. */
function languageOf(value: JsonValue): JsonValue {
	try {
		return value === undefined || value === null ? undefined : languagePublished(value);
	} catch {
		return value;
	}
}

const statusOf = (value: JsonValue): JsonValue => {
	if (typeof value !== 'string' || value === '') return undefined;
	// One who is not federated has no status that could be removed.
	return value === 'NotFederated' ? 'RemoveStatus' : federatedStatusPublished(value);
};

/**
 * What a record of either contract shows in these fields, in published values.
 *
 * @param wanted a status that is to be removed is one that a record does not show
 */
export const profileViewOf = (record: JsonObject, wanted: JsonObject): JsonObject =>
	known({
		user_name: record.user_name,
		language_culture: languageOf(record.language_culture),
		federated_status:
			statusOf(record.federated_status) ??
			(wanted.federated_status === 'RemoveStatus' ? 'RemoveStatus' : undefined),
		default_account_id:
			typeof record.default_account_id === 'string'
				? canonicalId(record.default_account_id)
				: undefined,
	});
