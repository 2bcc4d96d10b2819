import { groupIdOf, userReference } from '../parameters';
import type { Item } from '../operation';

/** Writes to one record take turns within a run, so that each starts from what the one before left. */
export const userLock = (item: Item): string => {
	const { by, value } = userReference(item);
	return `scim:user:${by}:${value.toLowerCase()}`;
};

export const groupLock = (item: Item): string => `scim:group:${groupIdOf(item)}`;
