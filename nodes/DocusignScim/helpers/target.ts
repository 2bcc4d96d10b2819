import { groupPath, locateUser, userPath } from '../api/find';
import type { Item } from '../operation';
import { groupIdOf, userReference } from '../parameters';
import type { Change } from './change';

/** The user or group that an item is about: in declarations, in locks, and as what is changed. */

/** As n8n expressions: ids are trimmed, since they are pasted, and nothing in one may change the path. */
const parameter = (name: string) =>
	`{{ encodeURIComponent(String($parameter["${name}"] ?? "").trim()) }}`;

export const USER_PATH = `=/Users/${parameter('userId')}`;
export const GROUP_PATH = `=/Groups/${parameter('groupId')}`;

/** Writes to one record take turns within a run, so that each starts from what the one before left. */
export const userLock = (item: Item): string => {
	const { by, value } = userReference(item);
	return `scim:user:${by}:${value.toLowerCase()}`;
};

export const groupLock = (item: Item): string => `scim:group:${groupIdOf(item)}`;

type Target = Pick<Change, 'id' | 'context' | 'request' | 'version'>;

/** @param operation what is done to the user, as a verb: `update the user` */
export async function userToChange(item: Item, operation: string): Promise<Target> {
	const { id, version } = await locateUser(item.client, userReference(item), operation);
	const request = { ...item.declared, path: userPath(id) };
	return { id, context: { operation, user: id }, request, version };
}

export function groupToChange(item: Item, operation: string): Target {
	const id = groupIdOf(item);
	const request = { ...item.declared, path: groupPath(id) };
	return { id, context: { operation, group: id }, request };
}
