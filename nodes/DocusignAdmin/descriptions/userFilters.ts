import type { INodeProperties } from 'n8n-workflow';

import { accountLocator } from './locators';

/** A filter that travels as a query parameter of the published user list. */
const query = (property: string, value = '={{ $value }}') => ({
	send: { type: 'query' as const, property, value },
});

export const userFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			...accountLocator({
				required: false,
				whenEmpty: 'All accounts',
				description: 'Only users of this account',
			}),
			routing: query('account_id'),
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'Only users with exactly this address',
			routing: query('email', '={{ String($value ?? "").trim() }}'),
		},
		{
			displayName: 'Email or User Name Contains',
			name: 'emailUserNameLike',
			type: 'string',
			placeholder: 'e.g. jane',
			default: '',
			description: 'Only users whose address or user name contains this text',
			routing: query('email_user_name_like', '={{ String($value ?? "").trim() }}'),
		},
		{
			displayName: 'Last Modified Since',
			name: 'lastModifiedSince',
			type: 'dateTime',
			default: '',
			description:
				'Only users changed at or after this time; without a zone, in that of the workflow. Docusign may round it down to the day, so expect some users changed earlier.',
			routing: query('last_modified_since'),
		},
		{
			displayName: 'Membership Status',
			name: 'membershipStatus',
			type: 'options',
			default: 'active',
			options: [
				{ name: 'Activation Required', value: 'activation_required' },
				{ name: 'Activation Sent', value: 'activation_sent' },
				{ name: 'Active', value: 'active' },
				{ name: 'Closed', value: 'closed' },
				{ name: 'Disabled', value: 'disabled' },
			],
			description: 'Only users whose membership of the account has this status',
			routing: query('membership_status'),
		},
		{
			displayName: 'Reserved Domain ID',
			name: 'reservedDomainId',
			type: 'string',
			placeholder: 'e.g. 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11',
			default: '',
			description: 'Only users with an address on this claimed domain of the organization',
			routing: query('organization_reserved_domain_id', '={{ String($value ?? "").trim() }}'),
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'active',
			options: [
				{ name: 'Active', value: 'active' },
				{ name: 'Closed', value: 'closed' },
				{ name: 'Created', value: 'created' },
			],
			description: 'Only users with this status',
			routing: query('status'),
		},
	],
};
