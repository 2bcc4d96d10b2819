import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { returnAllAndLimit } from '../../descriptions/lists';
import { listOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf } from '../../inputs';
import type { Operation } from '../../operation';
import { ACCOUNT_PATH } from '../paths';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many DS groups',
	description: "Retrieve the DS groups of an account, which hold for all of Docusign's products",
	request: { method: 'GET', url: `=/v2.1${ACCOUNT_PATH}/dsgroups` },
	fields: [organizationLocator(), accountLocator(), ...returnAllAndLimit, listOptions()],
	work: {
		kind: 'list',
		pages(run) {
			const facts = { organizationId: organizationIdOf(run), accountId: accountIdOf(run) };
			return run.session.pages('getDSGroups', run.declared, facts, { limit: run.limit });
		},
	},
};
