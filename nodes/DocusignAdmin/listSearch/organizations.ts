import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { collect } from '../../shared/collect';
import { ORGANIZATIONS } from '../../shared/accounts';
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
