import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { GROUPS } from '../api/find';
import { search, type Listed } from './picker';

const groups: Listed = {
	path: GROUPS,
	searched: 'displayName',
	operation: 'list the groups',
	entry: ({ id, displayName }) => ({ name: String(displayName ?? id), value: String(id) }),
};

export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, groups, filter, paginationToken);
}
