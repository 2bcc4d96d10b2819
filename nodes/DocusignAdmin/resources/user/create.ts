import { newUserFields } from '../../descriptions/newUser';
import { createOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { creation, creationLock, newUser } from '../../helpers/creating/newUser';
import { writing } from '../../helpers/plannedWrites';
import { ORGANIZATION_PATH } from '../../helpers/routing';
import { BY_EMAIL } from '../../helpers/userCalls';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create user',
	description:
		'Add a user to one or more accounts, with permission profile, groups, job title, language and sign-in policy. Auto Activate Memberships works for claimed domains only.',
	calls: {
		'create a user': ['createUser'],
		'look a new user up where the answer is lost': ['createUser', ...BY_EMAIL],
	},
	names: { usesDefaultAccount: true },
	request: { method: 'POST', url: `=/v2${ORGANIZATION_PATH}/users` },
	fields: [...newUserFields, createOptions],
	work: writing({
		lock: creationLock,
		plan: async (item) => await creation(item, newUser(item)),
	}),
};
