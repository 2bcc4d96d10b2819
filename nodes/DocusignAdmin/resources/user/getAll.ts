import { organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit, simplify } from '../../descriptions/lists';
import { listOptions } from '../../descriptions/options';
import { userFilters } from '../../descriptions/userFilters';
import type { Operation } from '../../operation';
import { simplifyUser } from '../../../shared/simplifyUser';
import { includeProfile, withProfiles } from '../includeProfile';
import { ORGANIZATION_PATH } from '../paths';
import { filteredAccount, organizationUsers } from '../userList';

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
		pages: (run) => withProfiles(run, organizationUsers(run), { accountId: filteredAccount(run) }),
		simplify: simplifyUser,
	},
};
