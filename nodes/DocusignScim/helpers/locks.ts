import { groupIdOf, userReference } from '../parameters';
import type { ItemRun } from '../operation';

/** Writes to one record take turns within a run, so that each starts from what the one before left. */
export const userLock = (run: ItemRun): string => {
	const { by, value } = userReference(run);
	return `scim:user:${by}:${value.toLowerCase()}`;
};

export const groupLock = (run: ItemRun): string => `scim:group:${groupIdOf(run)}`;
