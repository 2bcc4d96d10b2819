import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { searchAccounts, searchGroups, searchIdentityProviders } from './listSearch';

/** Fields that take several entries have no searchable list of their own: the editor filters this one. */

export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchGroups.call(this)).results;
}

export async function getAccounts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchAccounts.call(this)).results;
}

export async function getIdentityProviders(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return (await searchIdentityProviders.call(this)).results;
}
