import { additionalGroupFields, displayName } from '../../descriptions/fields';
import { memberIds } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { readCollection, readText } from '../../../shared/n8n/readers';
import { jsonOf, memberList, required } from '../../parameters';
import type { ItemRun, Operation } from '../../operation';
import type { JsonObject } from '../../../shared/http';
import { agrees } from '../../api/agrees';
import { groupPath, groupsByName } from '../../api/find';
import { memberIdsOf as membersOf, newGroup } from '../../api/group';
import { creationPlan } from '../../helpers/creation';

const OPERATION = 'create the group';

function groupIn(run: ItemRun): JsonObject {
	const fields = readCollection(run.parameter('additionalFields'));
	return newGroup({
		displayName: required(run, 'displayName', 'Display Name'),
		memberIds: memberList(run),
		externalId: readText(fields.externalId) || undefined,
		attributes: jsonOf(fields.otherAttributes, 'Other Attributes'),
	});
}

/**
 * The group that a create without an answer may have made. Unlike users, groups may share a name, so
 * that each of that name is looked at. A group that shows no members has none.
 */
async function madeGroup(run: ItemRun, body: JsonObject): Promise<JsonObject | undefined> {
	const named = await groupsByName(run.client, String(body.displayName));
	for (const { id } of named) {
		const { resource } = await run.client.read(groupPath(String(id)), { operation: OPERATION });
		const members = new Set(membersOf(resource));
		const hasAll = membersOf(body).every((member) => members.has(member));
		if (hasAll && agrees(body, resource)) return resource;
	}
	if (named.length === 0) return undefined;
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
			const made = async () => await madeGroup(run, body);
			return creationPlan(run, { operation: OPERATION, body, made });
		},
	},
};
