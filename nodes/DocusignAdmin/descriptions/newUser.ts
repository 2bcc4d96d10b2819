import type { INodeProperties } from 'n8n-workflow';

import { EMPTY_IS_NOT_SENT } from '../../shared/n8n/fields';
import { body } from '../helpers/routing';
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
