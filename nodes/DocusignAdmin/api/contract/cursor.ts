import { defined, objectIn, objectsIn } from '../../../shared/json';
import type { ApiRequest, JsonObject, JsonValue } from '../../../shared/http';
import { CURSOR_TITLE, keepUsers } from './cursorFilters';
import { refuseFederatedStatus, refuseNewUser } from './cursorRefusals';
import type { Contract, Facts } from './types';
import { federatedStatusCursor, idCursor, languageCursor } from './values';

/**
 * The Management v2 wire with cursor paging: a row per operation, each writing the published
 * request in this contract's words.
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

function federatedStatus(published: JsonValue): string | undefined {
	if (typeof published !== 'string') return undefined;
	const status = federatedStatusCursor(published);
	refuseFederatedStatus(status);
	return status;
}

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

function createUser(published: ApiRequest, facts: Facts): ApiRequest {
	const body = objectIn(published.body);
	const accounts = objectsIn(body.accounts);
	refuseNewUser(body, accounts);
	return {
		method: 'POST',
		path: `${organization(facts)}/users`,
		body: {
			// The contract requires a user name and says that it is usually the e-mail address.
			...userFields({ ...body, user_name: body.user_name ?? body.email }, accounts[0] ?? {}),
			accounts: accounts.map((entry) =>
				defined({
					id: entry.id,
					permission_profile: entry.permission_profile && reference(entry.permission_profile),
					groups: Array.isArray(entry.groups) ? entry.groups.map(reference) : undefined,
				}),
			),
		},
	};
}

function updateUser(published: ApiRequest, facts: Facts): ApiRequest {
	const change = objectsIn(objectIn(published.body).users)[0] ?? {};
	const [membership = {}] = objectsIn(change.memberships);
	return { method: 'PUT', path: user(facts), body: userFields(change, membership) };
}

function updateMembership(published: ApiRequest, facts: Facts): ApiRequest {
	const [membership = {}] = objectsIn(
		(objectsIn(objectIn(published.body).users)[0] ?? {}).memberships,
	);
	return {
		method: 'PUT',
		path: `${account(facts)}/users/${encodeURIComponent(facts.user?.id ?? '')}/memberships`,
		body: defined({
			permission_profile: membership.permission_profile && reference(membership.permission_profile),
			groups: Array.isArray(membership.groups) ? membership.groups.map(reference) : undefined,
		}),
	};
}

function closeUsers(published: ApiRequest, facts: Facts): ApiRequest {
	const { accounts } = objectIn(published.body);
	return {
		method: 'POST',
		path: `${organization(facts)}/users/close`,
		// No accounts means all of them.
		body: defined({
			user_email: facts.user?.email,
			accounts: Array.isArray(accounts)
				? objectsIn(accounts).map((entry) => ({ account_id: entry.id }))
				: undefined,
		}),
	};
}

function getUsers(published: ApiRequest, facts: Facts): ApiRequest {
	const { account_id: accountId, last_modified_since: since } = published.query ?? {};
	const path = accountId
		? account({ ...facts, accountId: String(accountId) })
		: organization(facts);
	return list(`${path}/users`, since === undefined ? {} : { last_modified: since });
}

export const cursor: Contract = {
	name: 'cursor',
	title: CURSOR_TITLE,
	maxPageSize: 100,
	usersNeedScope: false,
	titlesOnUser: true,
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
		createUser: { scopes: ['user_write'], request: createUser },
		updateUser: { scopes: ['user_write'], needs: ['id'], request: updateUser },
		updateMembership: { scopes: ['user_write'], needs: ['id'], request: updateMembership },
		updateEmailAddress: { scopes: ['user_write'], needs: ['id'], request: updateUser },
		closeMemberships: {
			scopes: ['user_write'],
			userTokenOnly: true,
			needs: ['email'],
			byAddress: true,
			request: closeUsers,
		},
		closeAllMemberships: {
			scopes: ['user_write'],
			userTokenOnly: true,
			needs: ['email'],
			byAddress: true,
			request: closeUsers,
		},
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
		getReservedDomains: {
			scopes: ['domain_read'],
			lacks: 'The domains of an organization are shown under Docusign Admin > Domains.',
		},
	},
};
