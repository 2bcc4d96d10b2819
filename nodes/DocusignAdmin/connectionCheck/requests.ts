import type { Facts, OperationId } from '../api/contract';
import type { ApiRequest } from '../../shared/http';

/** A read on the published wire that changes nothing. */
interface Read {
	api: OperationId;
	request: ApiRequest;
	facts: Facts;
}

/** Nobody's address: the published list wants an account, a domain or an address to look for. */
const NOBODY = 'connection-check@example.com';

/** The reads that can be tried of an organization and one of its accounts, each for the scope it needs. */
export function readsOf(organizationId: string, accountId: string | undefined): Read[] {
	const read = (api: OperationId, path: string, query?: ApiRequest['query']): Read => ({
		api,
		request: {
			method: 'GET',
			path: `/v2/organizations/${encodeURIComponent(organizationId)}/${path}`,
			query,
		},
		facts: { organizationId, accountId },
	});
	const account = `accounts/${encodeURIComponent(accountId ?? '')}`;
	const listed = accountId === undefined ? { email: NOBODY } : { account_id: accountId };
	return [
		read('getUsers', 'users', { ...listed, take: 100 }),
		...(accountId === undefined
			? []
			: [read('getPermissions', `${account}/permissions`), read('getGroups', `${account}/groups`)]),
		{ ...read('getReservedDomains', 'reserved_domains'), facts: { organizationId } },
	];
}
