import { organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit } from '../../../shared/n8n/descriptions';
import { listOptions } from '../../descriptions/options';
import { organizationIdOf } from '../../parameters';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many accounts',
	description: 'Retrieve the accounts of an organization',
	calls: ['getAccounts'],
	request: { method: 'GET', url: '/v2/organizations' },
	fields: [organizationLocator(), ...returnAllAndLimit, listOptions()],
	work: {
		kind: 'list',
		pages(item) {
			const facts = { organizationId: organizationIdOf(item) };
			return item.client.lists.pages('getAccounts', item.declared, facts, { limit: item.limit });
		},
	},
};
