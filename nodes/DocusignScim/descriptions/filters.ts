import type { INodeProperties } from 'n8n-workflow';

import { text } from '../../shared/n8n/fields/descriptions';

const EXTERNAL_ID = '00u1a2b3c4d5e6f7g8h9';

const custom = (example: string): INodeProperties => ({
	...text(
		'Custom Filter',
		'filter',
		'A filter in the language of SCIM, for what the others cannot say. All filters must hold.',
	),
	placeholder: `e.g. ${example}`,
});

const lastModifiedSince: INodeProperties = {
	displayName: 'Last Modified Since',
	name: 'lastModifiedSince',
	type: 'dateTime',
	default: '',
	description:
		'Only those changed at or after this time; without a zone, in that of the workflow. Not every server can tell.',
};

const filters = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
});

export const userFilters = filters([
	{
		displayName: 'Active',
		name: 'active',
		type: 'boolean',
		default: true,
		description: 'Whether to list active users only, or, switched off, only those who are not',
	},
	custom('title sw "Sales" and not (active eq false)'),
	{
		...text('Email', 'email', 'Only users with exactly this address'),
		placeholder: 'name@email.com',
	},
	text(
		'External ID',
		'externalId',
		'Only the user with this ID at the identity provider',
		EXTERNAL_ID,
	),
	lastModifiedSince,
	{
		...text('User Name', 'userName', 'Only the user with this name'),
		placeholder: 'name@email.com',
	},
	text(
		'User Name Contains',
		'userNameContains',
		'Only users whose name contains this text',
		'jane',
	),
]);

export const groupFilters = filters([
	custom('displayName co "Sales"'),
	text('Display Name', 'displayName', 'Only groups with exactly this name', 'Legal'),
	text(
		'External ID',
		'externalId',
		'Only the group with this ID at the identity provider',
		EXTERNAL_ID,
	),
	lastModifiedSince,
	text(
		'Member ID',
		'memberId',
		'Only groups that the user with this ID is a member of',
		'2819c223-7f76-453a-919d-413861904646',
	),
]);
