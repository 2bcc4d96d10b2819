import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit } from '../../../shared/n8n/descriptions';
import { listOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf } from '../../parameters';
import type { Operation } from '../../operation';
import { ACCOUNT_PATH } from '../../helpers/routing';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many groups',
	description: 'Retrieve the groups of an account',
	calls: ['getGroups'],
	request: { method: 'GET', url: `=/v2${ACCOUNT_PATH}/groups` },
	fields: [organizationLocator(), accountLocator(), ...returnAllAndLimit, listOptions()],
	work: {
		kind: 'list',
		pages(item) {
			const facts = { organizationId: organizationIdOf(item), accountId: accountIdOf(item) };
			return item.client.lists.pages('getGroups', item.declared, facts, { limit: item.limit });
		},
	},
};
