import {
	additionalUserFields,
	email,
	familyName,
	givenName,
	userName,
} from '../../descriptions/fields';
import { createOptions } from '../../descriptions/options';
import { required } from '../../parameters';
import type { Operation } from '../../operation';
import { agrees } from '../../api/agrees';
import { usersByName } from '../../api/find';
import { newUser } from '../../api/user';
import { creationPlan } from '../../helpers/creation';
import { wholeUser } from '../../helpers/userInput';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a user',
	description: 'Add a user',
	request: { method: 'POST', url: '/Users' },
	fields: [
		{ ...userName, required: true },
		{ ...givenName, required: true },
		{ ...familyName, required: true },
		{ ...email, description: `${email.description}. Left empty, it is the user name.` },
		additionalUserFields,
		createOptions,
	],
	work: {
		kind: 'write',
		lock: (run) => `scim:create:user:${required(run, 'userName', 'User Name').toLowerCase()}`,
		async plan(run) {
			const fields = wholeUser(run);
			const body = newUser(fields);
			// One who has the name and is not as asked for was there before: the server says so then.
			const made = async () =>
				(await usersByName(run.client, String(fields.userName))).find((user) => agrees(body, user));
			return creationPlan(run, { operation: 'create the user', body, made });
		},
	},
};
