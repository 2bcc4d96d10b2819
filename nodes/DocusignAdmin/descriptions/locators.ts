import type { INodeProperties } from 'n8n-workflow';

import { byListOrId } from '../../shared/n8n/descriptions';

/** A field that picks one record: from a searchable list, by id, and for users by e-mail address. */
type LocatorOptions = Partial<Pick<INodeProperties, 'required' | 'description' | 'hint'>>;

const GUID_EXAMPLE = 'e.g. 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';

export const organizationLocator = (options: LocatorOptions = {}): INodeProperties => ({
	displayName: 'Organization',
	name: 'organizationId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Docusign organization to work in',
	...options,
	...byListOrId('searchOrganizations', 'Select an organization…', GUID_EXAMPLE),
});

export const accountLocator = (options: LocatorOptions = {}): INodeProperties => ({
	displayName: 'Account',
	name: 'accountId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The account of the organization. By ID takes the API Account ID (a GUID), not the account number.',
	...options,
	...byListOrId('searchAccounts', 'Select an account…', GUID_EXAMPLE),
});

export const userLocator = (options: LocatorOptions = {}): INodeProperties => ({
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The user to work on',
	...options,
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
});

export const permissionProfileLocator = (options: LocatorOptions = {}): INodeProperties => ({
	displayName: 'Permission Profile',
	name: 'permissionProfileId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'What the user may do in the account. Profiles belong to one account each.',
	...options,
	...byListOrId('searchPermissionProfiles', 'Select a permission profile…', 'e.g. 12345678'),
});

export const groupIdsField = (options: LocatorOptions = {}): INodeProperties => ({
	displayName: 'Group Names or IDs',
	name: 'groupIds',
	type: 'multiOptions',
	default: [],
	typeOptions: {
		loadOptionsMethod: 'getGroups',
		loadOptionsDependsOn: ['organizationId.value', 'accountId.value'],
	},
	description:
		'The groups of the account that the user belongs to. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	...options,
});
