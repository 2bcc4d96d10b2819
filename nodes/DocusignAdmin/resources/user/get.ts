import { organizationLocator, userLocator } from '../../descriptions/locators';
import { simplify } from '../../../shared/n8n/descriptions';
import { readOptions } from '../../descriptions/options';
import { organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { simplifyUser } from '../../api/simplifyUser';
import { findUser } from '../../api/users';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a user',
	description: 'Retrieve a user with all memberships',
	fields: [organizationLocator(), userLocator(), simplify, readOptions],
	work: {
		kind: 'read',
		read: async (item) => [
			await findUser(item.client, organizationIdOf(item), userReference(item)),
		],
		simplify: simplifyUser,
	},
};
