import { returnAllAndLimit } from '../../../shared/n8n/fields/descriptions';
import { dsGroupLocator } from '../../descriptions/dsGroupFields';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { listOptions } from '../../descriptions/options';
import { inGroupOf } from '../../helpers/dsGroups';
import { DS_GROUP_PATH } from '../../helpers/routing';
import type { Operation } from '../../operation';

export const getMembers: Operation = {
	name: 'Get Members',
	value: 'getMembers',
	action: 'Get members of DS group',
	description: 'Retrieve the users that belong to a DS group',
	calls: ['getDSGroupUsers'],
	request: { method: 'GET', url: `=/v2.1${DS_GROUP_PATH}/users` },
	fields: [
		organizationLocator(),
		accountLocator(),
		dsGroupLocator,
		...returnAllAndLimit,
		listOptions(),
	],
	work: {
		kind: 'list',
		pages(item) {
			const { client, declared, limit } = item;
			return client.lists.pages('getDSGroupUsers', declared, inGroupOf(item), { limit });
		},
	},
};
