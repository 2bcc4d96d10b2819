import { notFound } from '../failures';
import type { JsonObject, JsonValue } from '../http';
import { isSameId } from '../ids';
import type { Contract, Facts } from './types';
import { VERBS } from './verbs';

const under = (name: string) => (body: JsonObject) => body[name];

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
	throw notFound('organization', {
		operation: VERBS.getAccounts,
		organization: facts.organizationId,
	});
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
	titlesOnUser: false,
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
		getDSGroups: {
			scope: 'user_read',
			paging: 'numbered',
			// How many a page may hold is not documented: a number that nothing speaks against.
			maxPageSize: 100,
			records: under('ds_groups'),
		},
		getReservedDomains: {
			scope: 'domain_read',
			paging: 'none',
			records: under('reserved_domains'),
		},
	},
};
