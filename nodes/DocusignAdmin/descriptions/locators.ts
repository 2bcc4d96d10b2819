import type { INodeProperties } from 'n8n-workflow';

import { byListOrId } from '../../shared/n8n/descriptions';

/** Fields that pick a record: from a searchable list, by id, and for users by e-mail address. */
type LocatorOptions = Partial<Pick<INodeProperties, 'required' | 'description'>>;

const GUID_EXAMPLE = 'e.g. 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';

export const locator = (displayName: string, name: string, description: string) =>
	({
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
	}) satisfies INodeProperties;

export const organizationLocator = (options: LocatorOptions = {}): INodeProperties => ({
	...locator('Organization', 'organizationId', 'The Docusign organization to work in'),
	...byListOrId('searchOrganizations', 'Select an organization…', GUID_EXAMPLE),
	required: true,
	...options,
});

export const accountLocator = (options: LocatorOptions = {}): INodeProperties => ({
	...locator(
		'Account',
		'accountId',
		'The account of the organization. By ID takes the API Account ID (a GUID), not the account number.',
	),
	...byListOrId('searchAccounts', 'Select an account…', GUID_EXAMPLE),
	required: true,
	...options,
});

export const userLocator: INodeProperties = {
	...locator('User', 'userId', 'The user to work on'),
	required: true,
	modes: [
		...byListOrId('searchUsers', 'Select a user…', GUID_EXAMPLE).modes,
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			hint: 'Several users may share one address: the node then stops and lists their IDs',
		},
	],
};
