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

/** A list that comes whole: empty until the fields that it depends on are filled in. */
const wholeList = (
	dependsOn: readonly string[],
	ask: (client: AdminClient, ...ids: string[]) => Promise<JsonObject[]>,
) =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await withPicker(this, async ({ client, chosen }) => {
			const ids = dependsOn.map(chosen);
			return ids.includes('') ? { results: [] } : matching(await ask(client, ...ids), filter);
		});
	};

const IN_ACCOUNT = ['organizationId', 'accountId'];

export const searchOrganizations = wholeList([], organizationsOf);
export const searchAccounts = wholeList(['organizationId'], accountsOf);
export const searchGroups = wholeList(IN_ACCOUNT, groupsOf);
export const searchPermissionProfiles = wholeList(IN_ACCOUNT, permissionProfilesOf);
export const searchDsGroups = wholeList(IN_ACCOUNT, dsGroupsOf);
export const searchIdentityProviders = wholeList(['organizationId'], identityProvidersOf);
