import { userUpdateFields } from '../../descriptions/fields';
import { userLocator } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import type { Item, Operation } from '../../operation';
import { readChanges } from '../../../shared/n8n/fields/fields';
import { invalidInput } from '../../../shared/errors/input';
import { versionDemanded } from '../../api/capabilities';
import { patchEffect } from '../../api/effect';
import { patchBody } from '../../api/patch';
import { attributesOf, userChanges, type UserFields } from '../../api/records/user';
import { changePlan } from '../../helpers/change';
import { USER_PATH, userLock, userToChange } from '../../helpers/target';
import { inFormat, writtenFormat } from '../../helpers/recordFormat';
import { userFieldsIn } from '../../helpers/userInput';

/** The fields that are changed; those to be cleared are given without a value. */
function changesIn(item: Item): { fields: UserFields; warnings: string[] } {
	const { given, cleared, warnings } = readChanges(
		item.parameter('updateFields'),
		userUpdateFields,
	);
	const empty = Object.fromEntries(cleared.map((name) => [name, '']));
	const fields: UserFields = { ...userFieldsIn(given), ...empty };
	// An empty object of other attributes is nothing either.
	if (userChanges(fields).length > 0) return { fields, warnings };
	throw invalidInput('There is nothing to update', "Add a field under 'Update Fields'.");
}

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update user',
	description:
		'Change a user: only the fields you add are changed, and one left empty stays as it is',
	request: { method: 'PATCH', url: USER_PATH },
	fields: [userLocator, userUpdateFields, changeOptions(writtenFormat)],
	work: {
		kind: 'write',
		lock: userLock,
		async plan(item) {
			const { client } = item;
			const { fields, warnings } = changesIn(item);
			const target = await userToChange(item, 'update the user');
			const { request, context } = target;
			// Among several addresses the right one has to be replaced; nothing else needs a look first.
			const current =
				fields.email === undefined ? undefined : await client.record(request.path, context);
			const changes = userChanges(fields, current?.resource);
			const plan = await changePlan(item, {
				...target,
				body: patchBody(changes),
				asked: attributesOf(fields),
				effect: (user) => patchEffect(changes, user),
				version: current ? await versionDemanded(client, current) : target.version,
			});
			return { ...inFormat(item, plan), warnings };
		},
	},
};
