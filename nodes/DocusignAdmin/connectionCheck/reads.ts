import type { Facts, OperationId, UserFacts } from '../api/contract';
import { addressOf } from '../api/users/userRecord';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { Identity } from './identity';

/** Nobody's address: the published list wants an account, a domain or an address to look for. */
const NOBODY = 'connection-check@example.com';

/** What is known to ask about. */
interface Place {
	organizationId: string;
	accountId: string | undefined;
	/** Who is signed in, for where the list shows nobody. */
	identity: Identity;
}

/**
 * The reads that can be tried of an organization and one of its accounts, on the published wire:
 * each for the scope it needs, and none changes anything.
 *
 * @param listed the users that the list showed, once it was asked for
 */
export function readsOf({ organizationId, accountId, identity }: Place, listed: JsonObject[] = []) {
	const organization = `organizations/${encodeURIComponent(organizationId)}`;
	const read = (api: OperationId, path: string, query?: ApiRequest['query'], version = 'v2') => ({
		api,
		request: { method: 'GET', path: `/${version}/${organization}/${path}`, query } as ApiRequest,
		facts: { organizationId, accountId } as Facts,
	});
	const account = `accounts/${encodeURIComponent(accountId ?? '')}`;
	const id = idOf(listed[0]) ?? identity.userId;
	const email = listed.map(addressOf).find((each) => each !== undefined) ?? identity.email;
	const user = (facts: UserFacts) => ({ organizationId, user: facts });
	return {
		users: read('getUsers', 'users', {
			...(accountId === undefined ? { email: NOBODY } : { account_id: accountId }),
			take: 100,
		}),
		others: [
			...(id === undefined
				? []
				: [
						{
							...read(
								'getUserDSProfile',
								`users/${encodeURIComponent(id)}/dsprofile`,
								undefined,
								'v2.1',
							),
							facts: user({ id }),
						},
					]),
			...(email === undefined
				? []
				: [{ ...read('getUserProfiles', 'users/profile', { email }), facts: user({ email }) }]),
			{ ...read('getIdentityProviders', 'identity_providers'), facts: { organizationId } },
			{ ...read('getBulkUserImportRequests', 'imports/bulk_users'), facts: { organizationId } },
			...(accountId === undefined
				? []
				: [
						read('getPermissions', `${account}/permissions`),
						read('getGroups', `${account}/groups`),
						read('getDSGroups', `${account}/dsgroups`, undefined, 'v2.1'),
					]),
			{ ...read('getReservedDomains', 'reserved_domains'), facts: { organizationId } },
		],
	};
}

export const idOf = (record: JsonObject | undefined): string | undefined =>
	record?.id === undefined || record.id === null ? undefined : String(record.id);
