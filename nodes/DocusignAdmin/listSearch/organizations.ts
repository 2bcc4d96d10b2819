import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { collect } from '../../shared/paging/collect';
import { ORGANIZATIONS } from '../api/accounts';
import { matching, withPicker } from './picker';

export async function searchOrganizations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withPicker(this, async ({ session }) => {
		const facts = { organizationId: '' };
		return matching(await collect(session.pages('getOrganizations', ORGANIZATIONS, facts)), filter);
	});
}
