import { returnAllAndLimit, simplify } from '../../../shared/n8n/descriptions';
import { groupFilters } from '../../descriptions/filters';
import { includeMembers, listOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { simplifyGroup } from '../../api/simplify';
import { filtered } from '../../helpers/filters';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many groups',
	description: 'Retrieve groups, each once',
	request: { method: 'GET', url: '/Groups' },
	fields: [...returnAllAndLimit, simplify, groupFilters, listOptions(includeMembers)],
	work: {
		kind: 'list',
		pages: (item) =>
			item.client.pages(filtered(item), { operation: 'list the groups' }, item.limit),
		simplify: simplifyGroup,
	},
};
