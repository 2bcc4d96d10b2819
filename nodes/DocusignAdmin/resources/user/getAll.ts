import { organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit, simplify } from '../../../shared/n8n/fields/descriptions';
import { listOptions } from '../../descriptions/options';
import { userFilters } from '../../descriptions/userFilters';
import type { Operation } from '../../operation';
import { includeProfile, withProfiles } from '../../helpers/userList/includeProfile';
import { includeDsGroups, includeLicense } from '../../helpers/userList/listWishes';
import { recordFormat, shapeOfUser } from '../../helpers/userList/recordFormat';
import { ORGANIZATION_PATH } from '../../helpers/routing';
import { organizationUsers } from '../../helpers/userList/userList';
import { PROFILES_OF_LIST, SILENT_LIST, USERS_OF_ACCOUNT } from '../../helpers/userCalls';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description:
		'Retrieve the users of an organization, each once: all, or by account, status, address, domain or time of change',
	calls: {
		'list the users of an account': [USERS_OF_ACCOUNT, PROFILES_OF_LIST],
		'list the users of all accounts': [
			{ api: 'getAccounts', on: ({ usersNeedScope }) => usersNeedScope },
			'getUsers',
			PROFILES_OF_LIST,
		],
		// Where the lists of accounts show profiles, and that of the organization does not.
		'list the users of all accounts with their profiles': [
			{ api: 'getAccounts', on: ({ listsProfiles }) => listsProfiles },
			{ api: 'getUsers', inAccount: true, on: ({ listsProfiles }) => listsProfiles },
		],
		'list the users with an e-mail address that the list does not show': SILENT_LIST,
	},
	request: { method: 'GET', url: `=/v2${ORGANIZATION_PATH}/users` },
	fields: [
		organizationLocator(),
		...returnAllAndLimit,
		simplify,
		userFilters,
		listOptions(includeDsGroups, includeLicense, includeProfile, recordFormat),
	],
	work: {
		kind: 'list',
		pages: (item) => withProfiles(item, organizationUsers(item)),
		shape: shapeOfUser,
	},
};
