import { userLocator } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { patchBody } from '../../api/patch';
import { changePlan } from '../../helpers/change';
import { USER_PATH, userLock, userToChange } from '../../helpers/target';

export const deactivate: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate a user',
	description: 'Close a user, so that they can no longer sign in. SCIM does not delete users here.',
	request: {
		method: 'PATCH',
		url: USER_PATH,
		// A boolean: servers take the text "False", which some clients send, for true.
		body: patchBody([{ op: 'replace', path: 'active', value: false }]),
	},
	fields: [userLocator, changeOptions],
	work: {
		kind: 'write',
		lock: userLock,
		async plan(item) {
			return changePlan(item, {
				...(await userToChange(item, 'deactivate the user')),
				asked: { active: false },
				isDone: ({ active }) => active === false,
			});
		},
	},
};
