import { userLocator } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { patchEffect } from '../../api/effect';
import { patchBody, type PatchOperation } from '../../api/patch';
import { changePlan } from '../../helpers/change';
import { inFormat, writtenFormat } from '../../helpers/recordFormat';
import { USER_PATH, userLock, userToChange } from '../../helpers/target';

// A boolean: servers take the text "False", which some clients send, for true.
const INACTIVE: PatchOperation[] = [{ op: 'replace', path: 'active', value: false }];

export const deactivate: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate user',
	description: 'Close a user, so that they can no longer sign in. SCIM does not delete users here.',
	request: {
		method: 'PATCH',
		url: USER_PATH,
		body: patchBody(INACTIVE),
	},
	fields: [userLocator, changeOptions(writtenFormat)],
	work: {
		kind: 'write',
		lock: userLock,
		async plan(item) {
			// Not held to the version that was found: an edit in between must not stop an offboarding.
			const target = { ...(await userToChange(item, 'deactivate the user')), version: undefined };
			const plan = await changePlan(item, {
				...target,
				asked: { active: false },
				effect: (user) => patchEffect(INACTIVE, user),
				isAll: true,
			});
			return inFormat(item, plan);
		},
	},
};
