import { simplify } from '../../../DocusignAdmin/descriptions/lists';
import { groupLocator } from '../../descriptions/locators';
import { includeMembers, readOptions } from '../../descriptions/options';
import { groupIdOf } from '../../inputs';
import type { Operation } from '../../operation';
import { groupPath } from '../../../shared/scim/find';
import { simplifyGroup } from '../../../shared/scim/simplify';
import { filtered } from '../filters';
import { GROUP_PATH } from '../paths';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a group',
	description: 'Retrieve a group with its members',
	request: { method: 'GET', url: GROUP_PATH },
	fields: [groupLocator, simplify, readOptions(includeMembers)],
	work: {
		kind: 'read',
		async read(run) {
			const id = groupIdOf(run);
			const context = { operation: 'get the group', group: id };
			return (await run.client.read(groupPath(id), context, filtered(run).query)).resource;
		},
		simplify: simplifyGroup,
	},
};
