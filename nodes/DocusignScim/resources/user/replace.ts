import { wholeUserFields } from '../../descriptions/fields';
import { userLocator } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { versionDemanded } from '../../api/capabilities';
import { effectOf } from '../../api/effect';
import { replacedUser } from '../../api/records/user';
import { USER_PATH, userLock, userToChange } from '../../helpers/target';
import { inFormat, writtenFormat } from '../../helpers/recordFormat';
import { wholeUser } from '../../helpers/userInput';
import { changePlan } from '../../helpers/change';

export const replace: Operation = {
	name: 'Replace',
	value: 'replace',
	action: 'Replace user',
	description: 'Write a user anew: what you do not give is removed',
	request: { method: 'PUT', url: USER_PATH },
	fields: [
		userLocator,
		{
			displayName:
				'What is not given here is removed, except ID, External ID and Active. To change single fields, use Update.',
			name: 'replaceNotice',
			type: 'notice',
			default: '',
		},
		...wholeUserFields(false),
		changeOptions(writtenFormat),
	],
	work: {
		kind: 'write',
		lock: userLock,
		async plan(item) {
			const { fields, warnings } = wholeUser(item);
			const target = await userToChange(item, 'replace the user');
			const current = await item.client.record(target.request.path, target.context);
			const body = replacedUser(current.resource, fields);
			const version = await versionDemanded(item.client, current);
			const plan = await changePlan(item, {
				...target,
				body,
				asked: body,
				effect: (user) => effectOf(body, user),
				version,
			});
			return { ...inFormat(item, plan), warnings };
		},
	},
};
