import { organizationLocator, userLocator } from '../../descriptions/locators';
import { simplify } from '../../descriptions/lists';
import { readOptions } from '../../descriptions/options';
import { organizationIdOf, userReference } from '../../inputs';
import type { Operation } from '../../operation';
import { simplifyUser } from '../../../shared/simplifyUser';
import { findUser } from '../../../shared/users';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a user',
	description: 'Retrieve a user with all memberships',
	fields: [organizationLocator(), userLocator(), simplify, readOptions],
	work: {
		kind: 'read',
		read: async (run) => [await findUser(run.session, organizationIdOf(run), userReference(run))],
		simplify: simplifyUser,
	},
};
