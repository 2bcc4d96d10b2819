import { organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit, simplify } from '../../../shared/n8n/descriptions';
import { listOptions } from '../../descriptions/options';
import { userFilters } from '../../descriptions/userFilters';
import type { Operation } from '../../operation';
import { simplifyUser } from '../../api/simplifyUser';
import { includeProfile, withProfiles } from '../../helpers/includeProfile';
import { ORGANIZATION_PATH } from '../../helpers/routing';
import { filteredAccount, organizationUsers } from '../../helpers/userList';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description: 'Retrieve the users of an organization, each once',
	request: { method: 'GET', url: `=/v2${ORGANIZATION_PATH}/users` },
	fields: [
		organizationLocator(),
		...returnAllAndLimit,
		simplify,
		userFilters,
		listOptions(includeProfile),
	],
	work: {
		kind: 'list',
		pages: (item) =>
			withProfiles(item, organizationUsers(item), { accountId: filteredAccount(item) }),
		simplify: simplifyUser,
	},
};
