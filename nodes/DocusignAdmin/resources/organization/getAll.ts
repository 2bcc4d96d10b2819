import { listOptions } from '../../descriptions/options';
import { returnAllAndLimit } from '../../../shared/n8n/fields/descriptions';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many organizations',
	description: 'Retrieve the organizations that the connected user administers',
	calls: ['getOrganizations'],
	request: { method: 'GET', url: '/v2/organizations' },
	fields: [...returnAllAndLimit, listOptions()],
	work: {
		kind: 'list',
		pages: ({ client, declared, limit }) =>
			client.lists.pages('getOrganizations', declared, { organizationId: '' }, { limit }),
	},
};
