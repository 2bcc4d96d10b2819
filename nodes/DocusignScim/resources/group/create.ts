import { additionalGroupFields, displayName } from '../../descriptions/fields';
import { memberIds } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { collection, jsonOf, listOf, required, textOf } from '../../inputs';
import type { ItemRun, Operation } from '../../operation';
import type { JsonObject } from '../../../shared/http';
import { agrees } from '../../../shared/scim/agrees';
import { groupsByName } from '../../../shared/scim/find';
import { newGroup } from '../../../shared/scim/group';

function groupIn(run: ItemRun): JsonObject {
	const fields = collection(run, 'additionalFields');
	return newGroup({
		displayName: required(run, 'displayName', 'Display Name'),
		memberIds: listOf(run.parameter('memberIds')),
		externalId: textOf(fields.externalId) || undefined,
		attributes: jsonOf(fields.otherAttributes, 'Other Attributes'),
	});
}

/** The group that a create without an answer may have made. Unlike users, groups may share a name. */
async function madeGroup(run: ItemRun, body: JsonObject): Promise<JsonObject | undefined> {
	const named = await groupsByName(run.client, String(body.displayName));
	const made = named.find((group) => agrees(body, group));
	if (made || named.length === 0) return made;
	throw new Error('Another group has this name, so that it cannot be told');
}

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a group',
	description: 'Add a group, with members or without',
	request: { method: 'POST', url: '/Groups' },
	fields: [
		{ ...displayName('group'), required: true },
		memberIds(false),
		additionalGroupFields,
		createOptions,
	],
	work: {
		kind: 'write',
		lock: (run) =>
			`scim:create:group:${required(run, 'displayName', 'Display Name').toLowerCase()}`,
		async plan(run) {
			const body = groupIn(run);
			const request = { ...run.declared, body };
			const context = { operation: 'create the group' };
			const recover = async () => await madeGroup(run, body);
			return {
				request,
				send: async () =>
					(await run.client.write(request, { context, repeat: 'unsafe', recover })) ??
					(await recover()) ??
					body,
			};
		},
	},
};
