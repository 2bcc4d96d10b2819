import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit } from '../../descriptions/lists';
import { listOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf } from '../../inputs';
import type { Operation } from '../../operation';
import { ACCOUNT_PATH } from '../paths';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many permission profiles',
	description: 'Retrieve the permission profiles of an account',
	request: { method: 'GET', url: `=/v2${ACCOUNT_PATH}/permissions` },
	fields: [organizationLocator(), accountLocator(), ...returnAllAndLimit, listOptions()],
	work: {
		kind: 'list',
		pages(run) {
			const facts = { organizationId: organizationIdOf(run), accountId: accountIdOf(run) };
			return run.session.pages('getPermissions', run.declared, facts, { limit: run.limit });
		},
	},
};
