import type { JsonObject } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';
import { attributeOf, plainAttributes } from './attributes';
import { GROUP_SCHEMA, isExtension } from './schemas';

/** What is said of a group. */
export interface GroupFields {
	displayName: string;
	memberIds?: readonly string[];
	externalId?: string;
	/** Any other attributes, as they stand in a group. */
	attributes?: JsonObject;
}

/** The body that creates a group (RFC 7643 section 4.2). */
export function newGroup({
	displayName,
	memberIds = [],
	externalId,
	attributes = {},
}: GroupFields): JsonObject {
	const { members: others, ...plain } = plainAttributes(attributes, GROUP_SCHEMA);
	const named = objectsIn(others);
	const added = memberIds.filter((id) => !hasMember({ members: named }, id));
	const members = [...named, ...added.map((value) => ({ value }))];
	return {
		...plain,
		schemas: [GROUP_SCHEMA, ...Object.keys(plain).filter(isExtension)],
		displayName,
		...(externalId && { externalId }),
		...(members.length > 0 && { members }),
	};
}

const hasMember = (group: JsonObject, id: string) => membersAmong([id], group).length > 0;

/** Those of the ids that are members of a group. Ids are compared as servers do that fold their case. */
export function membersAmong(ids: readonly string[], group: JsonObject): string[] {
	const members = new Set(memberIdsOf(group).map((id) => id.toLowerCase()));
	return ids.filter((id) => members.has(id.toLowerCase()));
}

/** Whether a group shows its members; one that leaves them out may have some all the same. */
export const showsMembers = (group: JsonObject): boolean =>
	Array.isArray(attributeOf(group, 'members'));

/** The ids of a group's members. */
export function memberIdsOf(group: JsonObject): string[] {
	return objectsIn(attributeOf(group, 'members')).map((member) =>
		String(attributeOf(member, 'value')),
	);
}
