import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit, simplify } from '../../../shared/n8n/fields/descriptions';
import { listOptions } from '../../descriptions/options';
import { userFilters } from '../../descriptions/userFilters';
import type { Operation } from '../../operation';
import { includeProfile, withProfiles } from '../../helpers/userList/includeProfile';
import { includeDsGroups, includeLicense } from '../../helpers/userList/listWishes';
import { recordFormat, shapeOfUser } from '../../helpers/userList/recordFormat';
import { ORGANIZATION_PATH } from '../../helpers/routing';
import { membershipAccount, memberships } from '../../helpers/userList/userList';
import {
	PROFILES_OF_LIST,
	SILENT_LIST,
	USERS_OF_ACCOUNT,
	USERS_OF_SILENT_ACCOUNT,
} from '../../helpers/userCalls';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many memberships',
	description: 'Retrieve the memberships of an account, or of every account of the organization',
	calls: {
		'list the memberships of an account': [USERS_OF_ACCOUNT, PROFILES_OF_LIST],
		'list the memberships of all accounts': ['getAccounts', USERS_OF_ACCOUNT, PROFILES_OF_LIST],
		'list the memberships with an e-mail address that the list does not show': [
			USERS_OF_SILENT_ACCOUNT,
			...SILENT_LIST,
		],
	},
	request: { method: 'GET', url: `=/v2${ORGANIZATION_PATH}/users` },
	fields: [
		organizationLocator(),
		accountLocator({
			required: false,
			whenEmpty: 'All accounts',
			description:
				'The account whose memberships to list. Leave empty to list those of every account: a user of two accounts then comes twice, once for each.',
		}),
		...returnAllAndLimit,
		simplify,
		userFilters,
		listOptions(includeDsGroups, includeLicense, includeProfile, recordFormat),
	],
	work: {
		kind: 'list',
		pages(item) {
			return withProfiles(item, memberships(item), membershipAccount(item) === undefined);
		},
		shape: shapeOfUser,
	},
};
