import type { INodeProperties } from 'n8n-workflow';

import { accounts } from '../descriptions/accounts';
import { organizationLocator } from '../descriptions/locators';
import { notice } from '../descriptions/notices';
import { simplify } from '../../shared/n8n/fields/descriptions';
import { recordFormat } from '../helpers/userList/recordFormat';
import { authenticationField } from '../api/n8n/credentialType';

export const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['userCreated', 'userClosed'],
	options: [
		{
			name: 'Membership Changed',
			value: 'membershipChanged',
			description:
				'A user joined or left an account, or got another permission profile, groups or membership status: once per account',
		},
		{
			name: 'User Activated',
			value: 'userActivated',
			description: 'A user became active: once per user',
		},
		{
			name: 'User Closed',
			value: 'userClosed',
			description: 'A user was closed in every account: once per user',
		},
		{
			name: 'User Created',
			value: 'userCreated',
			description: 'A user was added to the organization: once per user',
		},
		{
			name: 'User Reactivated',
			value: 'userReactivated',
			description: 'A closed user was opened again: once per user',
		},
		{
			name: 'User Updated',
			value: 'userUpdated',
			description: 'A name, address, title or setting of a user changed: once per user',
		},
	],
};

const firstRun: INodeProperties = {
	displayName: 'First Run',
	name: 'firstRun',
	type: 'options',
	default: 'skipExisting',
	options: [
		{
			name: 'Emit Existing Users',
			value: 'emitExisting',
			description: 'Tell every user there is, in batches over the first polls, and then changes',
		},
		{
			name: 'Skip Existing Users',
			value: 'skipExisting',
			description: 'Take note of the users there are without a word, and tell changes from then on',
		},
	],
	description:
		'What to do with the users who are there already when the workflow is activated, or when the organization, or the environment or API version of the credential, is changed',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Include Previous Values',
			name: 'includePrevious',
			type: 'boolean',
			default: true,
			description: 'Whether to add the earlier values of what changed, where they are known',
		},
		{
			displayName: 'Max Events per Poll',
			name: 'maxEventsPerPoll',
			type: 'number',
			default: 500,
			typeOptions: { minValue: 1, numberPrecision: 0 },
			description:
				'How many events one poll emits at most; the rest follows with the next polls. Each user told may cost a request of the 3,000 an hour that all apps of an account share.',
		},
		{
			displayName: 'Overlap (Minutes)',
			name: 'overlapMinutes',
			type: 'number',
			default: 15,
			typeOptions: { minValue: 0 },
			description:
				'How far each poll looks back beyond the last one, for clocks that differ and changes that show late. A change seen twice is told once.',
		},
		recordFormat,
	],
};

const intervalNotice = notice(
	'intervalNotice',
	"Every 15 minutes is enough: each poll reads the list of each account, within Docusign's hourly limit.",
);

export const properties: INodeProperties[] = [
	authenticationField,
	intervalNotice,
	organizationLocator({
		description:
			'The Docusign organization to watch. Left empty, the only one that the credential administers.',
	}),
	accounts({
		description: 'The accounts to watch; all accounts of the organization where none is chosen',
	}),
	events,
	firstRun,
	simplify,
	options,
];
