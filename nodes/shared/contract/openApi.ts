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
			scope: 'organization_read',
			userTokenOnly: true,
			paging: 'none',
			records: under('organizations'),
		},
		getAccounts: {
			scope: 'organization_read',
			userTokenOnly: true,
			paging: 'none',
			records: accountsOfOrganization,
		},
		getUsers: { scope: 'user_read', paging: 'offset', records: under('users') },
		getUserDSProfile: { scope: 'user_read', records: under('users') },
		getUserProfiles: { scope: 'user_read', records: under('users') },
		createUser: { scope: 'user_write' },
		updateUser: { scope: 'user_write', needs: ['id', 'site_id'] },
		updateMembership: { scope: 'user_write', needs: ['id', 'site_id'] },
		updateEmailAddress: { scope: 'user_write', needs: ['id', 'site_id'] },
		closeMemberships: { scope: 'user_write', userTokenOnly: true, needs: ['id'] },
		closeAllMemberships: { scope: 'user_write', userTokenOnly: true, needs: ['id', 'memberships'] },
		activateMembership: { scope: 'user_write', needs: ['id', 'site_id', 'memberships'] },
		getPermissions: { scope: 'permission_read', paging: 'none', records: under('permissions') },
		getGroups: { scope: 'group_read', paging: 'offset', records: under('groups') },
		getReservedDomains: {
			scope: 'domain_read',
			paging: 'none',
			records: under('reserved_domains'),
		},
	},
};
