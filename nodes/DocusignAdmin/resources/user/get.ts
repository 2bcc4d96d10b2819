import { organizationLocator, userLocator } from '../../descriptions/locators';
import { simplify } from '../../../shared/n8n/fields/descriptions';
import { readOptions } from '../../descriptions/options';
import { organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { findUser } from '../../api/users/findUser';
import { recordFormat, shapeOfUser } from '../../helpers/userList/recordFormat';
import { BY_EMAIL } from '../../helpers/userCalls';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get user',
	description: 'Retrieve a user with all memberships, by ID or email address',
	calls: {
		'get a user by ID': ['getUserDSProfile'],
		'find a user by e-mail address': BY_EMAIL,
	},
	fields: [organizationLocator(), userLocator, simplify, readOptions(recordFormat)],
	work: {
		kind: 'read',
		read: async (item) => [
			await findUser(item.client, organizationIdOf(item), userReference(item)),
		],
		shape: shapeOfUser,
	},
};
