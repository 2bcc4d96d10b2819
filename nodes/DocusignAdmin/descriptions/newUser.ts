import type { INodeProperties } from 'n8n-workflow';

import { EMPTY_IS_NOT_SENT } from '../../shared/n8n/fields/fields';
import { body } from '../helpers/routing';
import { accountLocator, organizationLocator } from './locators';
import * as fields from './userFields';

/** What a new user may be given beside the usual; profile and groups stood here at first. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: EMPTY_IS_NOT_SENT,
	options: [
		{ ...fields.accessCode, routing: body('access_code') },
		fields.additionalAccounts,
		{ ...fields.autoActivateMemberships, routing: body('auto_activate_memberships') },
		fields.companyName,
		{ ...fields.defaultAccount, routing: body('default_account_id') },
		{ ...fields.federatedStatus, routing: body('federated_status') },
		fields.groupIds,
		fields.jobTitle,
		{ ...fields.languageCulture, routing: body('language_culture') },
		fields.permissionProfile,
		{ ...fields.userName, routing: body('user_name') },
	],
};

/** A user as wanted: the fields of whoever creates one. */
export const newUserFields: INodeProperties[] = [
	organizationLocator(),
	accountLocator({
		required: false,
		whenEmpty: 'Default account',
		description:
			"The account that the user becomes a member of. Left empty, the organization's default account.",
	}),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'name@email.com',
		required: true,
		default: '',
		description: 'The address the user signs in with',
		routing: body('email', '={{ String($value ?? "").trim() }}'),
	},
	{ ...fields.firstName, required: true, routing: body('first_name') },
	{ ...fields.lastName, required: true, routing: body('last_name') },
	fields.permissionProfile,
	fields.groupIds,
	additionalFields,
];
