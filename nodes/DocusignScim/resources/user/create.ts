import { wholeUserFields } from '../../descriptions/fields';
import { createOptions } from '../../descriptions/options';
import { required } from '../../parameters';
import type { Operation } from '../../operation';
import { usersByName } from '../../api/find';
import { newUser } from '../../api/records/user';
import { creationPlan } from '../../helpers/creation';
import { inFormat, writtenFormat } from '../../helpers/recordFormat';
import { wholeUser } from '../../helpers/userInput';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create user',
	description: 'Add a user',
	request: { method: 'POST', url: '/Users' },
	fields: [...wholeUserFields(true), createOptions(writtenFormat)],
	work: {
		kind: 'write',
		lock: (item) => `scim:create:user:${required(item, 'userName', 'User Name').toLowerCase()}`,
		async plan(item) {
			const { fields, warnings } = wholeUser(item);
			const body = newUser(fields);
			const userName = String(fields.userName);
			const plan = creationPlan(item, {
				operation: 'create the user',
				about: `the user "${userName}"`,
				body,
				named: async () => await usersByName(item.client, userName),
			});
			return { ...inFormat(item, plan), warnings };
		},
	},
};
