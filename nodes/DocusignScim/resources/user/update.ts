import { userUpdateFields } from '../../descriptions/fields';
import { userLocator } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import { userReference } from '../../parameters';
import type { Item, Operation } from '../../operation';
import { invalidInput } from '../../../shared/errors/input';
import { sameResource } from '../../api/sameResource';
import { versionDemanded } from '../../api/capabilities';
import { locateUser, userPath } from '../../api/find';
import { patchBody } from '../../api/patch';
import { attributesOf, userChanges, type UserFields } from '../../api/user';
import { changePlan } from '../../helpers/change';
import { userLock } from '../../helpers/locks';
import { USER_PATH } from '../../helpers/paths';
import { userFieldsIn } from '../../helpers/userInput';

function changesIn(item: Item): UserFields {
	const fields = userFieldsIn(item, 'updateFields');
	if (fields.userName === '') {
		throw invalidInput(
			"'User Name' is empty",
			'Every user has a name: fill it in or leave it out.',
		);
	}
	if (userChanges(fields).length > 0) return fields;
	throw invalidInput('There is nothing to update', "Add a field under 'Update Fields'.");
}

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a user',
	description: 'Change a user: only the fields you add are changed, and an empty one is removed',
	request: { method: 'PATCH', url: USER_PATH },
	fields: [userLocator, userUpdateFields, changeOptions],
	work: {
		kind: 'write',
		lock: userLock,
		async plan(item) {
			const { client } = item;
			const operation = 'update the user';
			const fields = changesIn(item);
			const found = await locateUser(client, userReference(item), operation);
			const { id } = found;
			const context = { operation, user: id };
			const path = userPath(id);
			// Among several addresses the right one has to be replaced; nothing else needs a look first.
			const current = fields.email === undefined ? undefined : await client.read(path, context);
			const asked = attributesOf(fields);
			return changePlan(item, {
				request: {
					...item.declared,
					path,
					body: patchBody(userChanges(fields, current?.resource)),
				},
				context,
				id,
				asked,
				isDone: (user) => sameResource(asked, user),
				version: current ? await versionDemanded(client, current) : found.version,
			});
		},
	},
};
