import { userLocator } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import { userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { locateUser, userPath } from '../../api/find';
import { patchBody } from '../../api/patch';
import { changePlan } from '../../helpers/change';
import { userLock } from '../../helpers/locks';
import { USER_PATH } from '../../helpers/paths';

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
			const operation = 'deactivate the user';
			const { id, version } = await locateUser(item.client, userReference(item), operation);
			return changePlan(item, {
				request: { ...item.declared, path: userPath(id) },
				context: { operation, user: id },
				id,
				asked: { active: false },
				isDone: ({ active }) => active === false,
				version,
			});
		},
	},
};
