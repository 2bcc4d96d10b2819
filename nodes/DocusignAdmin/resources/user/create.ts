import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { additionalFields } from '../../descriptions/newUser';
import { createOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import type { Operation } from '../../operation';
import { creation, creationLock, newUser } from '../../helpers/newUser';
import { writing } from '../../helpers/plannedWrites';
import { ORGANIZATION_PATH, body } from '../../helpers/routing';
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
	fields: [
		organizationLocator(),
		accountLocator({
			required: false,
			whenEmpty: 'Default account',
			description:
				"The account that the user becomes a member of. Left empty, the organization's default account.",
		}),
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			required: true,
			default: '',
			description: 'The address the user signs in with',
			routing: body('email', '={{ String($value ?? "").trim() }}'),
		},
		{ ...fields.firstName, required: true, routing: body('first_name') },
		{ ...fields.lastName, required: true, routing: body('last_name') },
		fields.permissionProfile,
		fields.groupIds,
		additionalFields,
		createOptions,
	],
	work: writing({
		lock: creationLock,
		plan: async (item) => await creation(item, newUser(item)),
	}),
};
