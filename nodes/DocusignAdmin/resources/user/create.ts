import { simplify } from '../../../shared/n8n/fields/descriptions';
import { newUserFields } from '../../descriptions/newUser';
import { createOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { creation, creationLock, newUser } from '../../helpers/creating/newUser';
import { nextStepAfterCreate } from '../../helpers/written/nextStep';
import { outputOf } from '../../helpers/written/writtenRecord';
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
	fields: [...newUserFields, simplify, createOptions],
	work: writing({
		lock: creationLock,
		async plan(item) {
			const wanted = newUser(item);
			const { email, profile, accounts } = wanted;
			const plan = await creation(item, wanted);
			return {
				...plan,
				async result(answers) {
					const [raw] = await plan.result(answers);
					const output = await outputOf(item, {
						organizationId: plan.facts.organizationId,
						raw,
						answers: [raw],
						profile: { ...profile, email },
						members: accounts.map(({ id, ...member }) => ({ account_id: id, ...member })),
						accountId: String(accounts[0].id),
						isNew: true,
						says: (record) => ({ action: 'created', ...nextStepAfterCreate(item, record) }),
					});
					return [output];
				},
			};
		},
	}),
};
