import { defined, objectIn, objectsIn } from '../../../shared/json';
import type { ApiRequest, JsonObject, JsonValue } from '../../../shared/http';
import { CURSOR_TITLE, keepUsers } from './cursorFilters';
import { federatedStatus, refuseNewUser } from './cursorRefusals';
import { LACKING } from './more';
import type { Contract, ContractRow, Facts } from './types';
import { idCursor, languageCursor } from './values';

/**
 * The Management v2 wire with cursor paging: a row per operation, each putting a published read or a
 * change into this contract's words.
 */

const organization = (facts: Facts) =>
	`/v2/organizations/${encodeURIComponent(facts.organizationId)}`;
const account = (facts: Facts) =>
	`${organization(facts)}/accounts/${encodeURIComponent(facts.accountId ?? '')}`;
const user = (facts: Facts) =>
	`${organization(facts)}/users/${encodeURIComponent(facts.user?.id ?? '')}`;

const under = (name: string) => (body: JsonObject) => body[name];

const list = (path: string, query: ApiRequest['query'] = {}): ApiRequest => ({
	method: 'GET',
	path,
	query,
});

/** `{id: 1}` → `{id: "1"}`, for profiles and groups. */
const reference = (value: JsonValue): JsonObject => ({ id: idCursor(objectIn(value).id) });

/** What a user is in one account. */
const memberFields = ({ permission_profile: profile, groups }: JsonObject): JsonObject =>
	defined({
		permission_profile: profile && reference(profile),
		groups: Array.isArray(groups) ? groups.map(reference) : undefined,
	});

/** The fields that a user and a new user share; job title and company stand on the user here. */
function userFields(published: JsonObject, membership: JsonObject): JsonObject {
	return defined({
		user_name: published.user_name,
		first_name: published.first_name,
		last_name: published.last_name,
		email: published.email,
		default_account_id: published.default_account_id,
		language_culture:
			typeof published.language_culture === 'string'
				? languageCursor(published.language_culture)
				: undefined,
		federated_status: federatedStatus(published.federated_status),
		title: membership.job_title,
		company: membership.company_name,
	});
}

function createUser(change: JsonObject, facts: Facts): ApiRequest {
	const accounts = objectsIn(change.accounts);
	refuseNewUser(change, accounts);
	return {
		method: 'POST',
		path: `${organization(facts)}/users`,
		body: {
			// The contract requires a user name and says that it is usually the e-mail address.
			...userFields({ ...change, user_name: change.user_name ?? change.email }, accounts[0] ?? {}),
			accounts: accounts.map((entry) => defined({ id: entry.id, ...memberFields(entry) })),
		},
	};
}

const updateUser = (change: JsonObject, facts: Facts): ApiRequest => ({
	method: 'PUT',
	path: user(facts),
	body: userFields(change, objectsIn(change.memberships)[0] ?? {}),
});

const updateMembership = (change: JsonObject, facts: Facts): ApiRequest => ({
	method: 'PUT',
	path: `${account(facts)}/users/${encodeURIComponent(facts.user?.id ?? '')}/memberships`,
	body: memberFields(change),
});

/** The server finds the user by address. No accounts means all of them. */
const closeUsers = ({ accounts }: JsonObject, facts: Facts): ApiRequest => ({
	method: 'POST',
	path: `${organization(facts)}/users/close`,
	body: defined({
		user_email: facts.user?.email,
		accounts: accounts && objectsIn(accounts).map(({ id }) => ({ account_id: id })),
	}),
});

const closing: ContractRow = {
	scopes: ['user_write'],
	userTokenOnly: true,
	needs: ['email'],
	byAddress: true,
	write: closeUsers,
};

function getUsers(published: ApiRequest, facts: Facts): ApiRequest {
	const { account_id: accountId, last_modified_since: since } = published.query ?? {};
	const path = accountId
		? account({ ...facts, accountId: String(accountId) })
		: organization(facts);
	return list(`${path}/users`, since === undefined ? {} : { last_modified: since });
}

const NO_EXPORTS = 'Read the users with User > Get Many instead.';

export const cursor: Contract = {
	name: 'cursor',
	title: CURSOR_TITLE,
	maxPageSize: 100,
	usersNeedScope: false,
	titlesOnUser: true,
	emailOnUser: true,
	listsProfiles: true,
	rows: {
		getOrganizations: {
			scopes: ['organization_read'],
			userTokenOnly: true,
			paging: 'links',
			records: under('organizations'),
			request: () => list('/v2/organizations'),
		},
		getAccounts: {
			scopes: ['organization_read'],
			paging: 'links',
			records: under('accounts'),
			request: (_, facts) => list(`${organization(facts)}/accounts`),
		},
		getUsers: {
			scopes: ['organization_read', 'user_read'],
			scopesInAccount: ['account_read', 'user_read'],
			paging: 'cursor',
			records: under('users'),
			request: getUsers,
			keep: keepUsers,
		},
		getUserDSProfile: {
			scopes: ['organization_read', 'user_read'],
			request: (_, facts) => list(user(facts)),
			records: (body) => (body.id === undefined ? undefined : [body]),
		},
		getUserProfiles: {
			scopes: ['user_read'],
			lacks: 'Choose the user by ID, or from the list.',
		},
		createUser: { scopes: ['user_write'], write: createUser },
		addUsers: {
			scopes: ['user_write'],
			lacks: 'Add the user to the account in Docusign Admin.',
		},
		updateUser: { scopes: ['user_write'], needs: ['id'], write: updateUser },
		updateMembership: { scopes: ['user_write'], needs: ['id'], write: updateMembership },
		inviteMember: {
			scopes: ['user_write'],
			lacks: 'Send the activation again in Docusign Admin.',
		},
		updateEmailAddress: { scopes: ['user_write'], needs: ['id'], write: updateUser },
		closeMemberships: closing,
		closeAllMemberships: closing,
		activateMembership: {
			scopes: ['user_write'],
			lacks: 'Users activate their membership through the e-mail Docusign sends them.',
		},
		getPermissions: {
			scopes: ['account_read'],
			paging: 'links',
			records: under('permission_profiles'),
			request: (_, facts) => list(`${account(facts)}/permission_profiles`),
		},
		getGroups: {
			scopes: ['group_read'],
			lacks: 'The groups of a user come with Membership > Get Many; a group is chosen by its ID.',
		},
		getDSGroups: {
			scopes: ['user_read'],
			lacks: 'DS groups are shown in Docusign Admin.',
		},
		createUserListExport: { scopes: ['user_read'], lacks: NO_EXPORTS },
		getUserListExport: { scopes: ['user_read'], lacks: NO_EXPORTS },
		deleteUserListExport: { scopes: ['user_read'], lacks: NO_EXPORTS },
		getReservedDomains: {
			scopes: ['domain_read'],
			lacks: 'The domains of an organization are shown under Docusign Admin > Domains.',
		},
		...LACKING,
	},
};
