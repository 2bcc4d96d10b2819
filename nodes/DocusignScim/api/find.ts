import type { JsonObject, JsonValue } from '../../shared/http';
import { attributeOf } from './records/attributes';
import type { ScimClient } from './client';
import { scimFailure } from './errors/catalogue';
import { compare } from './filter';
import { idOf } from './list';
import { versionToDemand } from './version';

/** How a user is meant: by the server's id, or by user name. */
export type UserReference = { by: 'id' | 'userName'; value: string };

export const USERS = '/Users';
export const GROUPS = '/Groups';

/** An id in a path: nothing in it may change the path. */
export const userPath = (id: string) => `${USERS}/${encodeURIComponent(id)}`;
export const groupPath = (id: string) => `${GROUPS}/${encodeURIComponent(id)}`;

const sameName = (one: JsonValue, other: string) =>
	String(one).toLowerCase() === other.toLowerCase();

/**
 * The records that have a name, which servers compare without regard to case. One that answers with
 * others as well does not filter: then the whole list tells.
 *
 * @throws ApiFailure `DOCUSIGN_SCIM_UNREADABLE_ANSWER` where records do not show their name, which must
 * not pass for nobody
 */
async function named(
	client: ScimClient,
	path: string,
	attribute: 'userName' | 'displayName',
	name: string,
): Promise<JsonObject[]> {
	const context = { operation: path === USERS ? 'find the user' : 'find the group' };
	const isNamed = (record: JsonObject) => {
		const shown = attributeOf(record, attribute);
		if (typeof shown === 'string') return sameName(shown, name);
		throw scimFailure('DOCUSIGN_SCIM_UNREADABLE_ANSWER', context);
	};
	const request = { method: 'GET', path } as const;
	const filter = compare(attribute, 'eq', name);
	const { records } = await client.page({ ...request, query: { filter } }, context);
	if (records.every(isNamed)) return records;
	const found: JsonObject[] = [];
	for await (const page of client.pages(request, context)) found.push(...page.filter(isNamed));
	return found;
}

/** The users with a user name: mostly none or one. */
export const usersByName = async (client: ScimClient, userName: string): Promise<JsonObject[]> =>
	await named(client, USERS, 'userName', userName);

/** The groups with exactly this name; several may share one. */
export async function groupsByName(client: ScimClient, displayName: string): Promise<JsonObject[]> {
	const records = await named(client, GROUPS, 'displayName', displayName);
	return records.filter((record) => attributeOf(record, 'displayName') === displayName);
}

/**
 * The one user with a user name.
 *
 * @param operation what it is wanted for, for messages
 * @throws ApiFailure `DOCUSIGN_SCIM_USER_NOT_FOUND`, `DOCUSIGN_SCIM_USER_NAME_AMBIGUOUS`
 */
export async function userByName(
	client: ScimClient,
	userName: string,
	operation: string,
): Promise<JsonObject> {
	const [user, ...others] = await usersByName(client, userName);
	if (!user) throw scimFailure('DOCUSIGN_SCIM_USER_NOT_FOUND', { operation, user: userName });
	if (others.length === 0) return user;
	throw scimFailure('DOCUSIGN_SCIM_USER_NAME_AMBIGUOUS', { count: others.length + 1 });
}

/** A user to be changed: looked up only where the id is not given, and then with the version. */
export async function locateUser(
	client: ScimClient,
	{ by, value }: UserReference,
	operation: string,
): Promise<{ id: string; version?: string }> {
	if (by === 'id') return { id: value };
	const resource = await userByName(client, value, operation);
	// What the server supports is not asked for: the record's own version is enough.
	return { id: String(idOf(resource)), version: versionToDemand({ resource }, undefined) };
}
