import { returnAllAndLimit, simplify } from '../../../shared/n8n/fields/descriptions';
import { groupFilters } from '../../descriptions/filters';
import { includeMembers, listOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { simplifyGroup } from '../../api/records/simplify';
import { filteredList } from '../../helpers/filteredList';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many groups',
	description: 'Retrieve groups, each once',
	request: { method: 'GET', url: '/Groups' },
	fields: [...returnAllAndLimit, simplify, groupFilters, listOptions(includeMembers)],
	work: {
		kind: 'list',
		pages: (item) => filteredList(item, 'list the groups'),
		shape: () => simplifyGroup,
	},
};
