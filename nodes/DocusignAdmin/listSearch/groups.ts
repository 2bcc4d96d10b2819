import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { groupsOf } from '../api/accounts';
import { matching, withPicker } from './picker';

export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withPicker(this, async ({ session, chosen }) => {
		const organizationId = chosen('organizationId');
		const accountId = chosen('accountId');
		if (organizationId === '' || accountId === '') return { results: [] };
		return matching(await groupsOf(session, organizationId, accountId), filter);
	});
}
