import type { INodeProperties } from 'n8n-workflow';

import { text } from '../../shared/n8n/fields/descriptions';
import { ROSTER_FIELDS, type RosterField } from '../roster/people';
import { accounts } from './accounts';

/** Where a roster operation takes its records from: all items at once, or one parameter. */
export function recordsFrom(
	what: string,
	name: string,
	from: string,
	example: string,
): INodeProperties[] {
	return [
		{
			displayName: `${what} From`,
			name: from,
			type: 'options',
			default: 'items',
			options: [
				{
					name: 'Items',
					value: 'items',
					description: 'All items that come into the node, taken together',
				},
				{
					name: 'JSON',
					value: 'json',
					description: 'One list in JSON, which is how an agent gives them',
				},
			],
			description: `Where the ${what.toLowerCase()} come from`,
		},
		{
			displayName: what,
			name,
			type: 'json',
			default: '[]',
			placeholder: example,
			displayOptions: { show: { [from]: ['json'] } },
			description: `A list in JSON, such as ${example}`,
		},
	];
}

const LABELS: Record<RosterField, [label: string, holds: string]> = {
	email: ['Email', 'the email address'],
	firstName: ['First Name', 'the first name'],
	lastName: ['Last Name', 'the last name'],
	account: ['Account', 'the name or ID of the account'],
	permissionProfile: ['Permission Profile', 'the name or ID of the permission profile'],
	groups: ['Groups', 'the names or IDs of the groups, as a list or with commas between them'],
	jobTitle: ['Job Title', 'the job title'],
	companyName: ['Company Name', 'the company'],
};

export const fieldNames: INodeProperties = {
	displayName: 'Field Names',
	name: 'fieldNames',
	type: 'collection',
	placeholder: 'Add field name',
	default: {},
	description: 'What your items call a field, where it is not the name that is shown',
	options: ROSTER_FIELDS.map((name): INodeProperties => {
		const [displayName, holds] = LABELS[name];
		return {
			displayName,
			name,
			type: 'string',
			default: name,
			placeholder: `e.g. ${name}`,
			description: `The field of your items that holds ${holds}`,
		};
	}).sort((one, other) => one.displayName.localeCompare(other.displayName)),
};

export const notOnRoster: INodeProperties = {
	displayName: 'Not on Roster',
	name: 'notOnRoster',
	type: 'options',
	default: 'report',
	options: [
		{
			name: 'Close',
			value: 'close',
			description: 'Plan to close their memberships in the accounts in scope',
		},
		{ name: 'Ignore', value: 'ignore', description: 'Leave them out of the plan' },
		{
			name: 'Report',
			value: 'report',
			description: 'Name them in the plan, blocked, so that applying it does not close them',
		},
	],
	description: 'What to plan for those who are in an account and not on the roster for it',
};

export const accountsInScope = accounts({
	description: 'The accounts that the roster speaks for; all of the organization when empty',
});

/** What a plan never closes. */
export const protections: INodeProperties[] = [
	text(
		'Protected Accounts',
		'protectedAccounts',
		'Names or IDs of accounts in which nobody is closed, with commas between them',
		'Example Sales, Example Legal',
	),
	text(
		'Protected Domains',
		'protectedDomains',
		'Domains whose users are never closed, with commas between them. A domain protects those below it too.',
		'example.com, example.org',
	),
	text(
		'Protected Emails',
		'protectedEmails',
		'Addresses whose users are never closed, with commas between them',
		'jane@example.com, john@example.com',
	),
];

export const includeUnchanged: INodeProperties = {
	displayName: 'Include Unchanged',
	name: 'includeUnchanged',
	type: 'boolean',
	default: false,
	description: 'Whether to output also those who are as the roster wants them',
};

const number = (displayName: string, name: string, standard: number, description: string) =>
	({
		displayName,
		name,
		type: 'number',
		default: standard,
		typeOptions: { minValue: 0 },
		description,
	}) satisfies INodeProperties;

/** What a plan may close without being asked back. */
export const brakeFields: INodeProperties[] = [
	number(
		'Max Closures',
		'maxClosures',
		10,
		'Nobody is closed when the plan closes more memberships than this, unless it is confirmed',
	),
	number(
		'Max Closures (Percent)',
		'maxClosuresPercent',
		5,
		'Nobody is closed when the plan closes a larger part of the open memberships than this, unless it is confirmed',
	),
	number(
		'Confirmed Closures',
		'confirmedClosures',
		0,
		'The very number of closures in the plan (plan_counts.close), from somebody who saw it. Leave 0 when nobody did.',
	),
];
