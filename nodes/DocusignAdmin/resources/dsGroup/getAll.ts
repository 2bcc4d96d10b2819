import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit } from '../../../shared/n8n/descriptions';
import { listOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf } from '../../parameters';
import type { Operation } from '../../operation';
import { ACCOUNT_PATH } from '../../helpers/routing';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many DS groups',
	description: "Retrieve the DS groups of an account, which hold for all of Docusign's products",
	calls: ['getDSGroups'],
	request: { method: 'GET', url: `=/v2.1${ACCOUNT_PATH}/dsgroups` },
	fields: [organizationLocator(), accountLocator(), ...returnAllAndLimit, listOptions()],
	work: {
		kind: 'list',
		pages(item) {
			const facts = { organizationId: organizationIdOf(item), accountId: accountIdOf(item) };
			return item.client.lists.pages('getDSGroups', item.declared, facts, { limit: item.limit });
		},
	},
};
