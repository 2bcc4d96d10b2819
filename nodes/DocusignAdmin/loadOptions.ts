import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { searchAccounts, searchGroups } from './listSearch';

/** Fields that take several entries have no searchable list of their own: the editor filters this one. */

export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchGroups.call(this)).results;
}

export async function getAccounts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchAccounts.call(this)).results;
}
