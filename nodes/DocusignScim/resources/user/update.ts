import { userUpdateFields } from '../../descriptions/fields';
import { userLocator } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import type { Item, Operation } from '../../operation';
import { invalidInput } from '../../../shared/errors/input';
import { versionDemanded } from '../../api/capabilities';
import { patchBody } from '../../api/patch';
import { attributesOf, userChanges, type UserFields } from '../../api/user';
import { changePlan } from '../../helpers/change';
import { USER_PATH, userLock, userToChange } from '../../helpers/target';
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
			const fields = changesIn(item);
			const target = await userToChange(item, 'update the user');
			const { request, context } = target;
			// Among several addresses the right one has to be replaced; nothing else needs a look first.
			const current =
				fields.email === undefined ? undefined : await client.read(request.path, context);
			return changePlan(item, {
				...target,
				body: patchBody(userChanges(fields, current?.resource)),
				asked: attributesOf(fields),
				version: current ? await versionDemanded(client, current) : target.version,
			});
		},
	},
};
