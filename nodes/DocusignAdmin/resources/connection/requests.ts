import type { ApiRequest } from '../../../shared/http';

/** Reads on the published wire that change nothing, each for the scope it needs. */

export { ORGANIZATIONS } from '../../api/accounts';

const inOrganization = (id: string, path: string, query?: ApiRequest['query']): ApiRequest => ({
	method: 'GET',
	path: `/v2/organizations/${encodeURIComponent(id)}/${path}`,
	query,
});

const account = (id: string) => `accounts/${encodeURIComponent(id)}`;

/** Nobody's address: the published list wants an account, a domain or an address to look for. */
const NOBODY = 'connection-check@example.com';

export const userList = (organizationId: string, accountId: string | undefined): ApiRequest =>
	inOrganization(organizationId, 'users', {
		...(accountId === undefined ? { email: NOBODY } : { account_id: accountId }),
		take: 100,
	});

export const permissionList = (organizationId: string, accountId: string): ApiRequest =>
	inOrganization(organizationId, `${account(accountId)}/permissions`);

export const groupList = (organizationId: string, accountId: string): ApiRequest =>
	inOrganization(organizationId, `${account(accountId)}/groups`);

export const domainList = (organizationId: string): ApiRequest =>
	inOrganization(organizationId, 'reserved_domains');
