import {
	additionalUserFields,
	email,
	familyName,
	givenName,
	userName,
} from '../../descriptions/fields';
import { userLocator } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import { userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { sameResource } from '../../api/sameResource';
import { versionDemanded } from '../../api/capabilities';
import { locateUser, userPath } from '../../api/find';
import { replacedUser } from '../../api/user';
import { USER_PATH } from '../../helpers/paths';
import { userLock } from '../../helpers/locks';
import { wholeUser } from '../../helpers/userInput';
import { changePlan } from '../../helpers/change';

export const replace: Operation = {
	name: 'Replace',
	value: 'replace',
	action: 'Replace a user',
	description: 'Write a user anew: what you do not give is removed',
	request: { method: 'PUT', url: USER_PATH },
	fields: [
		userLocator,
		{
			displayName:
				'Every attribute that is not given here is removed from the user, except the ID, and External ID and Active unless you set them. To change single attributes, use Update.',
			name: 'replaceNotice',
			type: 'notice',
			default: '',
		},
		{ ...userName, required: true },
		givenName,
		familyName,
		{ ...email, description: `${email.description}. Left empty, it is the user name.` },
		additionalUserFields,
		changeOptions,
	],
	work: {
		kind: 'write',
		lock: userLock,
		async plan(item) {
			const { client } = item;
			const operation = 'replace the user';
			const fields = wholeUser(item);
			const { id } = await locateUser(client, userReference(item), operation);
			const context = { operation, user: id };
			const path = userPath(id);
			const current = await client.read(path, context);
			const body = replacedUser(current.resource, fields);
			return changePlan(item, {
				request: { ...item.declared, path, body },
				context,
				id,
				asked: body,
				isDone: (user) => sameResource(body, user),
				version: await versionDemanded(client, current),
			});
		},
	},
};
