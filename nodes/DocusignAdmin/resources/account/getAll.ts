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
		pages(run) {
			const facts = { organizationId: organizationIdOf(run) };
			return run.session.pages('getAccounts', run.declared, facts, { limit: run.limit });
		},
	},
};
