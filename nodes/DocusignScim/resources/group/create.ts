import { additionalGroupFields, displayName } from '../../descriptions/fields';
import { memberIds } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { readGiven } from '../../../shared/n8n/fields/fields';
import { readText } from '../../../shared/n8n/fields/readers';
import { jsonOf, memberList, required } from '../../parameters';
import type { Item, Operation } from '../../operation';
import type { JsonObject } from '../../../shared/http';
import { idOf } from '../../api/list';
import { groupPath, groupsByName } from '../../api/find';
import { newGroup } from '../../api/records/group';
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

/** The groups of a name, each as a whole: lists may leave out members. Several may share one. */
async function groupsNamed({ client }: Item, displayName: string): Promise<JsonObject[]> {
	const groups: JsonObject[] = [];
	for (const group of await groupsByName(client, displayName)) {
		const { resource } = await client.record(groupPath(String(idOf(group))), {
			operation: OPERATION,
		});
		// A group that shows no members has none.
		groups.push({ members: [], ...resource });
	}
	return groups;
}

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create group',
	description: 'Add a group, with members or without',
	request: { method: 'POST', url: '/Groups' },
	fields: [
		{ ...displayName('group'), required: true },
		memberIds(false),
		additionalGroupFields,
		createOptions(),
	],
	work: {
		kind: 'write',
		lock: (item) =>
			`scim:create:group:${required(item, 'displayName', 'Display Name').toLowerCase()}`,
		async plan(item) {
			const { body, warnings } = groupIn(item);
			const displayName = String(body.displayName);
			const plan = creationPlan(item, {
				operation: OPERATION,
				about: `the group "${displayName}"`,
				body,
				named: async () => await groupsNamed(item, displayName),
				isShared: true,
			});
			return { ...plan, warnings };
		},
	},
};
