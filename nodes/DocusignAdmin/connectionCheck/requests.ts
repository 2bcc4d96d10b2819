import type { Facts, OperationId } from '../api/contract';
import type { ApiRequest } from '../../shared/http';

/** Nobody's address: the published list wants an account, a domain or an address to look for. */
const NOBODY = 'connection-check@example.com';

/**
 * The reads that can be tried of an organization and one of its accounts, on the published wire:
 * each for the scope it needs, and none changes anything.
 */
export function readsOf(organizationId: string, accountId: string | undefined) {
	const organization = `/v2/organizations/${encodeURIComponent(organizationId)}`;
	const read = (api: OperationId, path: string, query?: ApiRequest['query']) => ({
		api,
		request: { method: 'GET', path: `${organization}/${path}`, query } as ApiRequest,
		facts: { organizationId, accountId } as Facts,
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
