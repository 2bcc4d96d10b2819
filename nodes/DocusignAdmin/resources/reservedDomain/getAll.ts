import { returnAllAndLimit } from '../../../shared/n8n/fields/descriptions';
import { organizationLocator } from '../../descriptions/locators';
import { listOptions } from '../../descriptions/options';
import { ORGANIZATION_PATH } from '../../helpers/routing';
import type { Operation } from '../../operation';
import { organizationIdOf } from '../../parameters';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many reserved domains',
	description: 'Retrieve the domains that an organization has claimed',
	calls: ['getReservedDomains'],
	request: { method: 'GET', url: `=/v2${ORGANIZATION_PATH}/reserved_domains` },
	fields: [organizationLocator(), ...returnAllAndLimit, listOptions()],
	work: {
		kind: 'list',
		pages(item) {
			const facts = { organizationId: organizationIdOf(item) };
			return item.client.lists.pages('getReservedDomains', item.declared, facts, {
				limit: item.limit,
			});
		},
	},
};
