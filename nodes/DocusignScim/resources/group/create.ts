import { additionalGroupFields, displayName } from '../../descriptions/fields';
import { memberIds } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { readGiven } from '../../../shared/n8n/fields';
import { readText } from '../../../shared/n8n/readers';
import { jsonOf, memberList, required } from '../../parameters';
import type { Item, Operation } from '../../operation';
import type { JsonObject } from '../../../shared/http';
import { sameResource } from '../../api/sameResource';
import { groupPath, groupsByName } from '../../api/find';
import { memberIdsOf, membersAmong, newGroup } from '../../api/group';
import { creationPlan } from '../../helpers/creation';

const OPERATION = 'create the group';

function groupIn(item: Item): { body: JsonObject; warnings: string[] } {
	const additional = item.parameter('additionalFields');
	const { given: fields, warnings } = readGiven(additional, additionalGroupFields);
	const body = newGroup({
		displayName: required(item, 'displayName', 'Display Name'),
		memberIds: memberList(item),
		externalId: readText(fields.externalId) || undefined,
		attributes: jsonOf(fields.otherAttributes, 'Other Attributes'),
	});
	return { body, warnings };
}

/**
 * The group that a create without an answer may have made. Unlike users, groups may share a name, so
 * that each of that name is looked at. A group that shows no members has none.
 */
async function madeGroup(item: Item, body: JsonObject): Promise<JsonObject | undefined> {
	const named = await groupsByName(item.client, String(body.displayName));
	for (const { id } of named) {
		const { resource } = await item.client.read(groupPath(String(id)), { operation: OPERATION });
		const members = memberIdsOf(body);
		const hasAll = membersAmong(members, resource).length === members.length;
		if (hasAll && sameResource(body, resource)) return resource;
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
		lock: (item) =>
			`scim:create:group:${required(item, 'displayName', 'Display Name').toLowerCase()}`,
		async plan(item) {
			const { body, warnings } = groupIn(item);
			const made = async () => await madeGroup(item, body);
			return { ...creationPlan(item, { operation: OPERATION, body, made }), warnings };
		},
	},
};
