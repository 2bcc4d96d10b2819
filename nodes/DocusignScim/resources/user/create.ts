import {
	additionalUserFields,
	email,
	familyName,
	givenName,
	userName,
} from '../../descriptions/fields';
import { createOptions } from '../../descriptions/options';
import { required } from '../../inputs';
import type { Operation } from '../../operation';
import { agrees } from '../../../shared/scim/agrees';
import { usersByName } from '../../../shared/scim/find';
import { newUser } from '../../../shared/scim/user';
import { wholeUser } from '../userInput';

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
			const { client } = run;
			const fields = wholeUser(run);
			const body = newUser(fields);
			const request = { ...run.declared, body };
			// One who has the name and is not as asked for was there before: the server says so then.
			const made = async () =>
				(await usersByName(client, String(fields.userName))).find((user) => agrees(body, user));
			const context = { operation: 'create the user' };
			return {
				request,
				send: async () =>
					(await client.write(request, { context, repeat: 'unsafe', recover: made })) ??
					(await made()) ??
					body,
			};
		},
	},
};
