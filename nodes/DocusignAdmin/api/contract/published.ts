import { createFailure } from '../errors/catalogue';
import type { ApiRequest, JsonObject, JsonValue } from '../../../shared/http';
import { defined, objectIn } from '../../../shared/json';
import { isSameId } from '../ids';
import { PUBLISHED_MORE } from './publishedMore';
import type { Contract, Facts } from './types';
import { VERBS } from './verbs';

const under = (name: string) => (body: JsonObject) => body[name];

const usersPath = ({ organizationId }: Facts) =>
	`/v2/organizations/${encodeURIComponent(organizationId)}/users`;
const accountUsersPath = ({ organizationId, accountId = '' }: Facts) =>
	`/v2/organizations/${encodeURIComponent(organizationId)}/accounts/${encodeURIComponent(accountId)}/users`;
const userPath = (facts: Facts) =>
	`${usersPath(facts)}/${encodeURIComponent(facts.user?.id ?? '')}`;

/** The exports of the user list, on the published wire. */
export const exportsPath = ({ organizationId }: Pick<Facts, 'organizationId'>) =>
	`/v2/organizations/${encodeURIComponent(organizationId)}/exports/user_list`;

/** Users are changed in an envelope for many of them, each named by id and site. */
const changeUsers =
	(call: string) =>
	(change: JsonObject, facts: Facts): ApiRequest => ({
		method: 'POST',
		path: `${usersPath(facts)}/${call}`,
		body: { users: [defined({ id: facts.user?.id, site_id: facts.user?.site_id, ...change })] },
	});

const updateProfiles = changeUsers('profiles');

/** The first user of the envelope; an answer without one is the user. */
const firstUser = (answer: JsonObject): JsonObject =>
	Array.isArray(answer.users) ? objectIn(answer.users[0]) : answer;

/** A DELETE with a body; it is no deletion: the record stays, and the user can be activated again. */
const closeAccounts = (change: JsonObject, facts: Facts): ApiRequest => ({
	method: 'DELETE',
	path: `${userPath(facts)}/accounts`,
	body: change,
});

/**
 * The published API has no list of accounts: they come inside their organization.
 *
 * @throws ApiFailure `DOCUSIGN_ORGANIZATION_NOT_FOUND`: an unknown organization is no empty one
 */
function accountsOfOrganization(body: JsonObject, facts: Facts): JsonValue {
	if (!Array.isArray(body.organizations)) return undefined;
	const organizations = body.organizations as JsonObject[];
	const found = organizations.find(({ id }) => isSameId(id, facts.organizationId));
	if (found) return found.accounts;
	throw createFailure('DOCUSIGN_ORGANIZATION_NOT_FOUND', {
		operation: VERBS.getAccounts,
		organization: facts.organizationId,
	});
}

/**
 * The API as Docusign publishes it (Admin API v2.1 OpenAPI description). The node's declarations
 * are written on this wire, so that reads need no translation.
 */
export const openApi: Contract = {
	name: 'openApi',
	title: 'Admin API v2.1 (Published)',
	maxPageSize: 250,
	usersNeedScope: true,
	titlesOnUser: false,
	emailOnUser: false,
	listsProfiles: false,
	rows: {
		getOrganizations: {
			scopes: ['organization_read'],
			userTokenOnly: true,
			paging: 'none',
			records: under('organizations'),
		},
		getAccounts: {
			scopes: ['organization_read'],
			userTokenOnly: true,
			paging: 'none',
			records: accountsOfOrganization,
		},
		getUsers: { scopes: ['user_read'], paging: 'offset', records: under('users') },
		getUserDSProfile: { scopes: ['user_read'], records: under('users') },
		getUserProfiles: { scopes: ['user_read'], records: under('users') },
		createUser: {
			scopes: ['user_write'],
			write: (body, facts) => ({ method: 'POST', path: usersPath(facts), body }),
		},
		addUsers: {
			scopes: ['user_write'],
			write: (body, facts) => ({ method: 'POST', path: accountUsersPath(facts), body }),
		},
		updateUser: {
			scopes: ['user_write'],
			needs: ['id', 'site_id'],
			write: updateProfiles,
			changed: firstUser,
		},
		updateMembership: {
			scopes: ['user_write'],
			needs: ['id', 'site_id'],
			write: (change, facts) =>
				updateProfiles({ memberships: [{ account_id: facts.accountId, ...change }] }, facts),
			changed: firstUser,
		},
		// A change of the membership that changes nothing: its answer does not say whether an e-mail went out.
		inviteMember: {
			scopes: ['user_write'],
			needs: ['id', 'site_id'],
			write: (change, facts) =>
				updateProfiles({ memberships: [{ account_id: facts.accountId, ...change }] }, facts),
			changed: firstUser,
		},
		updateEmailAddress: {
			scopes: ['user_write'],
			needs: ['id', 'site_id'],
			write: changeUsers('email_addresses'),
			changed: firstUser,
		},
		closeMemberships: {
			scopes: ['user_write'],
			userTokenOnly: true,
			needs: ['id'],
			write: closeAccounts,
		},
		closeAllMemberships: {
			scopes: ['user_write'],
			userTokenOnly: true,
			needs: ['id', 'memberships'],
			write: closeAccounts,
		},
		activateMembership: {
			scopes: ['user_write'],
			needs: ['id', 'site_id'],
			write: ({ membership_id: id }, facts) => ({
				method: 'POST',
				path: `${userPath(facts)}/memberships/${encodeURIComponent(String(id))}`,
				body: { site_id: facts.user?.site_id },
			}),
		},
		getPermissions: { scopes: ['permission_read'], paging: 'none', records: under('permissions') },
		getGroups: { scopes: ['group_read'], paging: 'offset', records: under('groups') },
		getDSGroups: {
			scopes: ['user_read'],
			paging: 'numbered',
			// How many a page may hold is not documented: a number that nothing speaks against.
			maxPageSize: 100,
			records: under('ds_groups'),
		},
		createUserListExport: {
			scopes: ['user_read'],
			write: (change, facts) => ({ method: 'POST', path: exportsPath(facts), body: change }),
		},
		getUserListExport: { scopes: ['user_read'], paging: 'none', records: (body) => [body] },
		deleteUserListExport: {
			scopes: ['user_read'],
			write: ({ id }, facts) => ({
				method: 'DELETE',
				path: `${exportsPath(facts)}/${encodeURIComponent(String(id))}`,
			}),
		},
		getReservedDomains: {
			scopes: ['domain_read'],
			paging: 'none',
			records: under('reserved_domains'),
		},
		...PUBLISHED_MORE,
	},
};
