import type { INodeProperties } from 'n8n-workflow';

import { byListOrId } from '../../shared/n8n/fields/descriptions';
import { locator } from './locators';

export const dsGroupLocator: INodeProperties = {
	...locator('DS Group', 'dsGroupId', 'The DS group of the account'),
	...byListOrId(
		'searchDsGroups',
		'Select a DS group…',
		'e.g. 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11',
	),
	required: true,
};

/** Who joins or leaves. */
export const memberIds: INodeProperties = {
	displayName: 'User IDs or Emails',
	name: 'userIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. jane@example.com, john@example.com',
	description:
		'The users, by ID or email address, with commas between them. An address that several open users share is refused.',
};
