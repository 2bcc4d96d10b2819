import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { JsonObject } from '../../shared/http';
import { idText } from '../../shared/json';
import { accountsOf, groupsOf, organizationsOf, permissionProfilesOf } from '../api/accounts';
import { dsGroupsOf, identityProvidersOf } from '../api/moreLists';
import type { AdminClient } from '../api/client';
import { withPicker } from './picker';

export { searchApiOperations } from './apiOperations';
export { searchUsers } from './users';

/** The entries whose name or id contains what was typed. */
function matching(records: JsonObject[], filter: string | undefined): INodeListSearchResult {
	const wanted = filter?.trim().toLowerCase() ?? '';
	const results = records
		.filter(({ id }) => idText(id) !== undefined)
		.map(({ id, name }) => ({ name: String(name ?? id), value: String(id) }))
		.filter((entry) => `${entry.name} ${entry.value}`.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** A list that comes whole, once the fields that it depends on are filled in. */
const wholeList = (
	place: 'nowhere' | 'organization' | 'account',
	ask: (client: AdminClient, ...ids: string[]) => Promise<JsonObject[]>,
) =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await withPicker(this, async ({ client, organization, neededAccount }) => {
			if (place === 'nowhere') return matching(await ask(client), filter);
			const organizationId = await organization();
			if (place === 'organization') return matching(await ask(client, organizationId), filter);
			return matching(await ask(client, organizationId, await neededAccount()), filter);
		});
	};

export const searchOrganizations = wholeList('nowhere', organizationsOf);
export const searchAccounts = wholeList('organization', accountsOf);
export const searchGroups = wholeList('account', groupsOf);
export const searchPermissionProfiles = wholeList('account', permissionProfilesOf);
export const searchDsGroups = wholeList('account', dsGroupsOf);
export const searchIdentityProviders = wholeList('organization', identityProvidersOf);
