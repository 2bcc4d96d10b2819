import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit } from '../../../shared/n8n/descriptions';
import { listOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf } from '../../parameters';
import type { Operation } from '../../operation';
import { ACCOUNT_PATH } from '../../helpers/routing';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many permission profiles',
	description: 'Retrieve the permission profiles of an account',
	calls: ['getPermissions'],
	request: { method: 'GET', url: `=/v2${ACCOUNT_PATH}/permissions` },
	fields: [organizationLocator(), accountLocator(), ...returnAllAndLimit, listOptions()],
	work: {
		kind: 'list',
		pages(item) {
			const facts = { organizationId: organizationIdOf(item), accountId: accountIdOf(item) };
			return item.client.lists.pages('getPermissions', item.declared, facts, { limit: item.limit });
		},
	},
};
