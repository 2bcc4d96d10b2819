import { simplify } from '../../../shared/n8n/fields/descriptions';
import { userLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { userByName, userPath } from '../../api/find';
import { recordFormat, shapeOfUser } from '../../helpers/recordFormat';
import { USER_PATH } from '../../helpers/target';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get user',
	description: 'Retrieve a user',
	request: { method: 'GET', url: USER_PATH },
	fields: [userLocator, simplify, readOptions(recordFormat)],
	work: {
		kind: 'read',
		async read(item) {
			const { by, value } = userReference(item);
			const operation = 'get the user';
			if (by === 'userName') return [await userByName(item.client, value, operation)];
			return [(await item.client.record(userPath(value), { operation, user: value })).resource];
		},
		shape: shapeOfUser,
	},
};
