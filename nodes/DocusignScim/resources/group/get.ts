import { simplify } from '../../../shared/n8n/fields/descriptions';
import { groupLocator } from '../../descriptions/locators';
import { includeMembers, readOptions } from '../../descriptions/options';
import { groupIdOf } from '../../parameters';
import type { Operation } from '../../operation';
import { groupPath } from '../../api/find';
import { simplifyGroup } from '../../api/records/simplify';
import { filtered } from '../../helpers/filters';
import { GROUP_PATH } from '../../helpers/target';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get group',
	description: 'Retrieve a group with its members',
	request: { method: 'GET', url: GROUP_PATH },
	fields: [groupLocator, simplify, readOptions(includeMembers)],
	work: {
		kind: 'read',
		async read(item) {
			const id = groupIdOf(item);
			const context = { operation: 'get the group', group: id };
			return [(await item.client.record(groupPath(id), context, filtered(item).query)).resource];
		},
		shape: () => simplifyGroup,
	},
};
