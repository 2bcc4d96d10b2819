import type { JsonObject, JsonValue } from '../http';
import type { Contract, Facts } from './types';

const under = (name: string) => (body: JsonObject) => body[name];

/** The published API has no list of accounts: they come inside their organization. */
function accountsOfOrganization(body: JsonObject, facts: Facts): JsonValue {
	if (!Array.isArray(body.organizations)) return undefined;
	const organizations = body.organizations as JsonObject[];
	return organizations.find(({ id }) => id === facts.organizationId)?.accounts ?? [];
}

/**
 * The API as Docusign publishes it (Admin API v2.1 OpenAPI description). The node's declarations
 * are written on this wire, so there is nothing to translate: the rows only say what a call needs.
 */
export const openApi: Contract = {
	name: 'openApi',
	title: 'Admin API v2.1 (Published)',
	maxPageSize: 250,
	usersNeedScope: true,
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
		createUser: { scopes: ['user_write'] },
		updateUser: { scopes: ['user_write'], needs: ['id', 'site_id'] },
		updateMembership: { scopes: ['user_write'], needs: ['id', 'site_id'] },
		updateEmailAddress: { scopes: ['user_write'], needs: ['id', 'site_id'] },
		closeMemberships: { scopes: ['user_write'], userTokenOnly: true, needs: ['id'] },
		closeAllMemberships: {
			scopes: ['user_write'],
			userTokenOnly: true,
			needs: ['id', 'memberships'],
		},
		activateMembership: { scopes: ['user_write'], needs: ['id', 'site_id', 'memberships'] },
		getPermissions: { scopes: ['permission_read'], paging: 'none', records: under('permissions') },
		getGroups: { scopes: ['group_read'], paging: 'offset', records: under('groups') },
		getReservedDomains: {
			scopes: ['domain_read'],
			paging: 'none',
			records: under('reserved_domains'),
		},
	},
};
