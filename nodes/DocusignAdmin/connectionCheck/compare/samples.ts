import type { ApiRequest } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';
import type { AdminClient } from '../../api/client';
import type { OperationId } from '../../api/contract';
import { isSameId } from '../../api/ids';
import { addressOf } from '../../api/users/userRecord';
import { identityOf } from '../identity';
import { idOf } from '../reads';
import { exportHeaderOf, type ExportHeader } from './exportHeader';
import { SampleReader, type Sample } from './sampleReader';

/** What was read, by the names of the reads; each read is there. */
export interface Samples {
	reads: Sample[];
	exportHeader: ExportHeader;
	baseUrl: string;
}

/** A page as large as Docusign is taken to give. */
export const LARGEST_PAGE = 250;

/** Makes all reads, each once. None changes or creates anything. */
export async function samplesOf(
	client: AdminClient,
	wanted: { organizationId?: string; accountId?: string },
): Promise<Samples> {
	const reader = new SampleReader(client);
	const none = { organizationId: '' };
	const { organizations } = await reader.read(
		'getOrganizations',
		'getOrganizations',
		{ path: '/v2/organizations' },
		none,
	);
	const all = objectsIn(organizations);
	const identity = client.credential.isApplication ? {} : await identityOf(client.issuer);
	const organizationId = wanted.organizationId ?? idOf(all[0]) ?? identity.organizationIds?.[0];
	const organization = all.find(({ id }) => isSameId(id, organizationId));
	const accountId =
		wanted.accountId ?? idOf(objectsIn(organization?.accounts)[0]) ?? identity.accountIds?.[0];
	await inOrganization(reader, { organizationId, accountId });
	const exports = reader.samples.find(({ api }) => api === 'getUserListExports');
	return {
		reads: reader.samples,
		exportHeader: await exportHeaderOf(client, reader, exports, organizationId ?? ''),
		baseUrl: client.baseUrl,
	};
}

async function inOrganization(
	reader: SampleReader,
	place: { organizationId?: string; accountId?: string },
): Promise<void> {
	const { organizationId = '', accountId = '' } = place;
	const facts = { organizationId, accountId: place.accountId };
	const organization = `organizations/${encodeURIComponent(organizationId)}`;
	const account = `accounts/${encodeURIComponent(accountId)}`;
	const get = async (
		name: string,
		api: OperationId,
		path: string,
		{ query, version = 'v2' }: { query?: ApiRequest['query']; version?: string } = {},
	) => {
		const isAccountMissing = path.includes('accounts/') || query?.account_id !== undefined;
		if (place.organizationId === undefined || (isAccountMissing && accountId === '')) {
			reader.skip(name, api, 'no organization or account is known to ask about');
			return {};
		}
		const request = { path: `/${version}/${organization}/${path}`, query };
		return await reader.read(name, api, request, facts);
	};
	const inAccount = { account_id: accountId };
	const few = { ...inAccount, start: 0, take: 10 };
	const page = await get('getUsers', 'getUsers', 'users', {
		query: { ...inAccount, start: 0, take: LARGEST_PAGE },
	});
	const users = objectsIn(page.users);
	const { id, email } = {
		id: idOf(users[0]),
		email: users.map(addressOf).find((each) => each !== undefined),
	};
	await get('getUsers.license', 'getUsers', 'users', { query: { ...few, include_license: true } });
	await get('getUsers.dsGroups', 'getUsers', 'users', {
		query: { ...few, include_ds_groups: true },
	});
	const unknown = 'no user is known to ask about';
	if (email === undefined) {
		reader.skip('getUsers.byEmail', 'getUsers', unknown);
		reader.skip('getUserProfiles', 'getUserProfiles', unknown);
	} else {
		await get('getUsers.byEmail', 'getUsers', 'users', { query: { email } });
		await get('getUserProfiles', 'getUserProfiles', 'users/profile', { query: { email } });
	}
	const profile = `users/${encodeURIComponent(id ?? '')}/dsprofile`;
	if (id === undefined) reader.skip('getUserDSProfile', 'getUserDSProfile', unknown);
	else await get('getUserDSProfile', 'getUserDSProfile', profile, { version: 'v2.1' });
	const v21 = { version: 'v2.1' };
	await get('getPermissions', 'getPermissions', `${account}/permissions`);
	await get('getGroups', 'getGroups', `${account}/groups`);
	await get('getDSGroups', 'getDSGroups', `${account}/dsgroups`, v21);
	await get(
		'getProductPermissionProfiles',
		'getProductPermissionProfiles',
		`${account}/products/permission_profiles`,
		v21,
	);
	await get('getReservedDomains', 'getReservedDomains', 'reserved_domains');
	await get('getIdentityProviders', 'getIdentityProviders', 'identity_providers');
	await get('getBulkUserImportRequests', 'getBulkUserImportRequests', 'imports/bulk_users');
	await get('getUserListExports', 'getUserListExports', 'exports/user_list');
}
