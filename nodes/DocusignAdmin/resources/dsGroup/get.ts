import { dsGroupLocator } from '../../descriptions/dsGroupFields';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { inGroupOf } from '../../helpers/dsGroups';
import { DS_GROUP_PATH } from '../../helpers/routing';
import type { Operation } from '../../operation';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get DS group',
	description: 'Retrieve a DS group with the number of its members',
	calls: ['getDSGroup'],
	request: { method: 'GET', url: `=/v2.1${DS_GROUP_PATH}` },
	fields: [organizationLocator(), accountLocator(), dsGroupLocator, readOptions()],
	work: {
		kind: 'read',
		async read(item) {
			return await item.client.read('getDSGroup', item.declared, inGroupOf(item));
		},
	},
};
