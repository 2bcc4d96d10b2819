import { allPages } from '../../shared/paging/allPages';
import { ApiFailure } from '../../shared/errors/apiFailure';
import type { ApiRequest, JsonObject } from '../../shared/http';
import { idText } from '../../shared/json';
import type { AdminClient } from './client';
import type { OperationId } from './contract';
import { unreadableAnswer } from './errors/failures';

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
 * @throws ApiFailure `DOCUSIGN_USER_TOKEN_REQUIRED`, before any request; `DOCUSIGN_UNREADABLE_ANSWER`
 */
export async function accountIdsOf(
	client: AdminClient,
	organizationId: string,
	instead: string,
): Promise<string[]> {
	const { credential, contract } = client;
	if (credential.isApplication && contract.rows.getAccounts.userTokenOnly) {
		throw new ApiFailure({
			code: 'DOCUSIGN_USER_TOKEN_REQUIRED',
			message:
				'Docusign does not let an application list the accounts of an organization, so name them',
			description: `${instead}, or set 'Token For' in the credential to User.`,
		});
	}
	return (await accountsOf(client, organizationId)).map(({ id }) => {
		const known = idText(id);
		if (known === undefined) throw unreadableAnswer('getAccounts', 'an account has no ID');
		return known;
	});
}

type InAccount = [organizationId: string, accountId: string];

/** @param what the end of the path, on the published contract */
async function ofAccount(
	client: AdminClient,
	operation: OperationId,
	what: string,
	[organizationId, accountId]: InAccount,
): Promise<JsonObject[]> {
	const path = `/v2/organizations/${encodeURIComponent(organizationId)}/accounts/${encodeURIComponent(accountId)}/${what}`;
	const facts = { organizationId, accountId };
	return await allPages(client.lists.pages(operation, { method: 'GET', path }, facts));
}

/** All permission profiles of an account, as `{id, name}`. */
export const permissionProfilesOf = async (client: AdminClient, ...ids: InAccount) =>
	(await ofAccount(client, 'getPermissions', 'permissions', ids)).map((profile) => ({
		id: profile.id ?? profile.permission_profile_id,
		name: profile.name ?? profile.permission_profile_name,
	}));

/** All groups of an account. */
export const groupsOf = async (client: AdminClient, ...ids: InAccount) =>
	await ofAccount(client, 'getGroups', 'groups', ids);
