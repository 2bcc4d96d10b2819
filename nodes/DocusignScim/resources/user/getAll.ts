import { returnAllAndLimit, simplify } from '../../../DocusignAdmin/descriptions/lists';
import { userFilters } from '../../descriptions/filters';
import { listOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { simplifyUser } from '../../../shared/scim/simplify';
import { filtered } from '../filters';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description: 'Retrieve users, each once',
	request: { method: 'GET', url: '/Users' },
	fields: [...returnAllAndLimit, simplify, userFilters, listOptions()],
	work: {
		kind: 'list',
		pages: (run) => run.client.pages(filtered(run), { operation: 'list the users' }, run.limit),
		simplify: simplifyUser,
	},
};
