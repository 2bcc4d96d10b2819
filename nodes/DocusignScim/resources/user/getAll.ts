import { returnAllAndLimit, simplify } from '../../../shared/n8n/fields/descriptions';
import { userFilters } from '../../descriptions/filters';
import { listOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { recordFormat, shapeOfUser } from '../../helpers/recordFormat';
import { filteredList } from '../../helpers/filteredList';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description: 'Retrieve users, each once',
	request: { method: 'GET', url: '/Users' },
	fields: [...returnAllAndLimit, simplify, userFilters, listOptions(recordFormat)],
	work: {
		kind: 'list',
		pages: (item) => filteredList(item, 'list the users'),
		shape: shapeOfUser,
	},
};
