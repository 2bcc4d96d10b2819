import type { JsonObject } from '../../shared/http';
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
	return {
		...attributes,
		schemas: [GROUP_SCHEMA, ...Object.keys(attributes).filter(isExtension)],
		displayName,
		...(externalId && { externalId }),
		...(memberIds.length > 0 && { members: memberIds.map((value) => ({ value })) }),
	};
}

/** Those of the ids that are members of a group. */
export function membersAmong(ids: readonly string[], group: JsonObject): string[] {
	const members = new Set(memberIdsOf(group));
	return ids.filter((id) => members.has(id));
}

/** The ids of a group's members. */
export function memberIdsOf(group: JsonObject): string[] {
	const members = Array.isArray(group.members) ? (group.members as JsonObject[]) : [];
	return members.map(({ value }) => String(value));
}
