import type { INodeProperties } from 'n8n-workflow';

import { text } from '../../shared/n8n/fields/descriptions';
import { EMPTY_STAYS } from '../../shared/n8n/fields/fields';
import { accountLocator, byListNameOrId, locator } from './locators';

/** The fields of a user and of a membership, shared by Create and the two Updates. */

export const firstName = text('First Name', 'firstName', 'The first name of the user', 'Jane');

export const lastName = text('Last Name', 'lastName', 'The last name of the user', 'Doe');

export const userName = text(
	'User Name',
	'userName',
	'The full name of the user as Docusign shows it',
	'Jane Doe',
);

export const jobTitle = text(
	'Job Title',
	'jobTitle',
	'The job title of the user in the account',
	'Sales Manager',
);

export const companyName = text(
	'Company Name',
	'companyName',
	'The company of the user in the account',
	'Example Group',
);

export const accessCode: INodeProperties = {
	displayName: 'Access Code',
	name: 'accessCode',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'A code that the user must enter when activating the membership',
};

export const defaultAccount: INodeProperties = {
	...accountLocator({
		required: false,
		description: 'The account the user lands in after signing in',
	}),
	displayName: 'Default Account',
	name: 'defaultAccountId',
};

export const federatedStatus: INodeProperties = {
	displayName: 'Federated Status',
	name: 'federatedStatus',
	type: 'options',
	// Whoever adds the field has not chosen yet: none of the others may stand for that.
	default: '',
	options: [
		{
			name: 'Evicted',
			value: 'Evicted',
			description: 'The user is removed from federated sign-in and cannot sign in',
		},
		{
			name: 'Federated Authentication Bypass',
			value: 'FedAuthBypass',
			description: 'The user may sign in with a Docusign password although others must not',
		},
		{
			name: 'Federated Authentication Required',
			value: 'FedAuthRequired',
			description:
				"The user must sign in through the organization's identity provider: without one that works, they are locked out",
		},
		{
			name: 'Leave as It Is',
			value: '',
			description: 'Nothing is sent: the user signs in as before, or as the organization asks for',
		},
		{
			name: 'Remove Status',
			value: 'RemoveStatus',
			description: 'The user signs in as the organization generally asks for',
		},
	],
	description:
		'How the user signs in. Left out, a new user signs in as the organization asks for, and one who is there as before.',
};

/** The codes Docusign's Admin API documents. */
const LANGUAGES: Array<[string, string]> = [
	['Chinese Simplified', 'zh_CN'],
	['Chinese Traditional', 'zh_TW'],
	['Dutch', 'nl'],
	['English', 'en'],
	['French', 'fr'],
	['German', 'de'],
	['Italian', 'it'],
	['Japanese', 'ja'],
	['Korean', 'ko'],
	['Portuguese', 'pt'],
	['Portuguese (Brazil)', 'pt_BR'],
	['Russian', 'ru'],
	['Spanish', 'es'],
];

export const languageCulture: INodeProperties = {
	displayName: 'Language',
	name: 'languageCulture',
	type: 'options',
	default: 'en',
	options: LANGUAGES.map(([name, value]) => ({ name, value })),
	description: "The language of Docusign's pages and emails for the user",
};

export const autoActivateMemberships: INodeProperties = {
	displayName: 'Auto Activate Memberships',
	name: 'autoActivateMemberships',
	type: 'boolean',
	default: true,
	description:
		"Whether the user is active at once, without an activation email. Works only for addresses on a domain that the organization has claimed; for others Docusign still sends the email and the membership stays 'activation_sent'.",
};

export const permissionProfile: INodeProperties = {
	...locator(
		'Permission Profile',
		'permissionProfileId',
		'What the user may do in the account. Profiles belong to one account each.',
	),
	...byListNameOrId(
		'searchPermissionProfiles',
		'Select a permission profile…',
		'e.g. DocuSign Sender',
		'e.g. 12345678',
	),
};

export const groupIds: INodeProperties = {
	displayName: 'Group Names or IDs',
	name: 'groupIds',
	type: 'multiOptions',
	default: [],
	typeOptions: {
		loadOptionsMethod: 'getGroups',
		loadOptionsDependsOn: ['organizationId.value', 'accountId.value'],
	},
	description:
		'The groups of the account that the user belongs to; nothing is listed until it is clear which account. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The profile and groups within one account; on further accounts the account stands beside them. */
export const additionalAccounts: INodeProperties = {
	displayName: 'Additional Accounts',
	name: 'additionalAccounts',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add account',
	default: {},
	description: 'Further accounts that the user becomes a member of',
	options: [
		{
			displayName: 'Account',
			name: 'account',
			values: [
				accountLocator(),
				companyName,
				{
					displayName: 'Group Names or IDs',
					name: 'groupIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. Sales, 23456789',
					description: 'The groups of this account, by name or ID, with commas between them',
				},
				jobTitle,
				{
					displayName: 'Permission Profile Name or ID',
					name: 'permissionProfileId',
					type: 'string',
					default: '',
					placeholder: 'e.g. DocuSign Sender, or 12345678',
					description: 'The permission profile in this account, by name or ID',
				},
			],
		},
	],
};

/** What an update changes: only what is added to it. */
export const updateFields = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: EMPTY_STAYS,
	options,
});
