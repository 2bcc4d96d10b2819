import { notFound } from '../errors/failures';
import type { JsonObject, JsonValue } from '../../../shared/http';
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
		getDSGroups: {
			scopes: ['user_read'],
			paging: 'numbered',
			// How many a page may hold is not documented: a number that nothing speaks against.
			maxPageSize: 100,
			records: under('ds_groups'),
		},
		getReservedDomains: {
			scopes: ['domain_read'],
			paging: 'none',
			records: under('reserved_domains'),
		},
	},
};
