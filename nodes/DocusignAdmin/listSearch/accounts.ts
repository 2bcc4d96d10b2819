import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { accountsOf } from '../api/accounts';
import { matching, withPicker } from './picker';

export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withPicker(this, async ({ session, chosen }) => {
		const organizationId = chosen('organizationId');
		if (organizationId === '') return { results: [] };
		return matching(await accountsOf(session, organizationId), filter);
	});
}
