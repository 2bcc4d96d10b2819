import type { JsonObject } from '../../shared/http';
import type { ScimClient } from './client';
import { scimFailure } from './errors/catalogue';
import { compare } from './filter';
import { versionToDemand } from './version';

/** How a user is meant: by the server's id, or by user name. */
export type UserReference = { by: 'id' | 'userName'; value: string };

export const USERS = '/Users';
export const GROUPS = '/Groups';

/** An id in a path: nothing in it may change the path. */
export const userPath = (id: string) => `${USERS}/${encodeURIComponent(id)}`;
export const groupPath = (id: string) => `${GROUPS}/${encodeURIComponent(id)}`;

const asked = async (client: ScimClient, path: string, filter: string, operation: string) =>
	(await client.page({ method: 'GET', path, query: { filter } }, { operation })).records;

/** The users with a user name: mostly none or one. Servers compare them without regard to case. */
export async function usersByName(client: ScimClient, userName: string): Promise<JsonObject[]> {
	const records = await asked(client, USERS, compare('userName', 'eq', userName), 'find the user');
	const wanted = userName.toLowerCase();
	// A server that does not filter must not have us change whoever comes first.
	return records.filter((record) => String(record.userName).toLowerCase() === wanted);
}

/** The groups with a name; several may share one. */
export async function groupsByName(client: ScimClient, displayName: string): Promise<JsonObject[]> {
	const filter = compare('displayName', 'eq', displayName);
	const records = await asked(client, GROUPS, filter, 'find the group');
	return records.filter((record) => record.displayName === displayName);
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
	return { id: String(resource.id), version: versionToDemand({ resource }, undefined) };
}
