import { allPages } from '../../shared/paging/allPages';
import type { JsonObject } from '../../shared/http';
import type { AdminClient } from './client';

/** The DS groups of an account, as Docusign's `DSGroupResponse`. */
export async function dsGroupRecords(
	client: AdminClient,
	organizationId: string,
	accountId: string,
): Promise<JsonObject[]> {
	const path = `/v2.1/organizations/${encodeURIComponent(organizationId)}/accounts/${encodeURIComponent(accountId)}/dsgroups`;
	const facts = { organizationId, accountId };
	return await allPages(client.lists.pages('getDSGroups', { method: 'GET', path }, facts));
}

/** The DS groups of an account, as `{id, name}`. */
export async function dsGroupsOf(...of: Parameters<typeof dsGroupRecords>): Promise<JsonObject[]> {
	const groups = await dsGroupRecords(...of);
	return groups.map(({ ds_group_id: id, group_name: name }) => ({ id, name }));
}

/** The identity providers of an organization, as `{id, name}`. */
export async function identityProvidersOf(
	client: AdminClient,
	organizationId: string,
): Promise<JsonObject[]> {
	const path = `/v2/organizations/${encodeURIComponent(organizationId)}/identity_providers`;
	const found = await client.read(
		'getIdentityProviders',
		{ method: 'GET', path },
		{ organizationId },
	);
	return found.map(({ id, friendly_name: name }) => ({ id, name }));
}
