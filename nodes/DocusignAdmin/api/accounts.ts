import { allPages } from '../../shared/paging/allPages';
import { accountsToBeNamed } from './errors/failures';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { AdminClient } from './client';

/** The accounts of an organization come inside the list of organizations. */
export const ORGANIZATIONS: ApiRequest = { method: 'GET', path: '/v2/organizations' };

/** All organizations that the credential's user may administer. */
export const organizationsOf = async (client: AdminClient): Promise<JsonObject[]> =>
	await allPages(client.lists.pages('getOrganizations', ORGANIZATIONS, { organizationId: '' }));

/** All accounts of an organization, asked for once a run. */
export async function accountsOf(
	client: AdminClient,
	organizationId: string,
): Promise<JsonObject[]> {
	return await client.cache.remember(
		`accounts:${organizationId}`,
		async () =>
			await allPages(client.lists.pages('getAccounts', ORGANIZATIONS, { organizationId })),
	);
}

/**
 * The ids of all accounts of an organization.
 *
 * @param instead what else the user can do where an application's token may not ask for them
 * @throws ApiFailure `DOCUSIGN_USER_TOKEN_REQUIRED`, before any request
 */
export async function accountIdsOf(
	client: AdminClient,
	organizationId: string,
	instead: string,
): Promise<string[]> {
	const { credential, contract } = client;
	if (credential.isApplication && contract.rows.getAccounts.userTokenOnly) {
		throw accountsToBeNamed(instead);
	}
	return (await accountsOf(client, organizationId)).map(({ id }) => String(id));
}

const inAccount = (organizationId: string, accountId: string, what: string): ApiRequest => ({
	method: 'GET',
	path: `/v2/organizations/${encodeURIComponent(organizationId)}/accounts/${encodeURIComponent(accountId)}/${what}`,
});

/** All permission profiles of an account, as `{id, name}`. */
export async function permissionProfilesOf(
	client: AdminClient,
	organizationId: string,
	accountId: string,
): Promise<JsonObject[]> {
	const request = inAccount(organizationId, accountId, 'permissions');
	const pages = client.lists.pages('getPermissions', request, { organizationId, accountId });
	return (await allPages(pages)).map((profile) => ({
		id: profile.id ?? profile.permission_profile_id,
		name: profile.name ?? profile.permission_profile_name,
	}));
}

/** All groups of an account. */
export async function groupsOf(
	client: AdminClient,
	organizationId: string,
	accountId: string,
): Promise<JsonObject[]> {
	const request = inAccount(organizationId, accountId, 'groups');
	return await allPages(client.lists.pages('getGroups', request, { organizationId, accountId }));
}
