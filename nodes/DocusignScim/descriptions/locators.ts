import type { INodeProperties } from 'n8n-workflow';

import { byListOrId } from '../../shared/n8n/fields/descriptions';

/** Fields that pick users and groups of the SCIM server. */

const ID_EXAMPLE = 'e.g. 2819c223-7f76-453a-919d-413861904646';

export const userLocator: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: "The user to work on. By ID takes SCIM's own ID.",
	modes: [
		...byListOrId('searchUsers', 'Select a user…', ID_EXAMPLE).modes,
		{
			displayName: 'By User Name',
			name: 'userName',
			type: 'string',
			placeholder: 'name@email.com',
			hint: 'The ID is looked up first, with one request more',
		},
	],
};

export const groupLocator: INodeProperties = {
	displayName: 'Group',
	name: 'groupId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: "The group to work on. By ID takes SCIM's own ID.",
	...byListOrId('searchGroups', 'Select a group…', ID_EXAMPLE),
};

export const memberIds = (required: boolean): INodeProperties => ({
	displayName: 'Member Names or IDs',
	name: 'memberIds',
	type: 'multiOptions',
	default: [],
	typeOptions: { loadOptionsMethod: 'getUsers' },
	description:
		'The users in question; the list shows the first 1,000. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	...(required && { required }),
});
