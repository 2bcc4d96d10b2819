import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { JsonObject } from '../../shared/http';
import { accountsOf, groupsOf, organizationsOf, permissionProfilesOf } from '../api/accounts';
import type { AdminClient } from '../api/client';
import { matching, withPicker } from './picker';

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

export const searchOrganizations = wholeList([], organizationsOf);
export const searchAccounts = wholeList(['organizationId'], accountsOf);
export const searchGroups = wholeList(['organizationId', 'accountId'], groupsOf);
export const searchPermissionProfiles = wholeList(
	['organizationId', 'accountId'],
	permissionProfilesOf,
);
