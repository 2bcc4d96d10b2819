import type { JsonObject } from '../../shared/http';

type Load = (id: string) => Promise<JsonObject>;

/** How often a user comes in the lists of all accounts: once for each membership there. */
const timesListed = ({ memberships }: JsonObject): number =>
	Array.isArray(memberships)
		? (memberships as JsonObject[]).filter((each) => each.is_external_account !== true).length
		: 1;

/**
 * Loads each profile once, for a listing in which users come again. One is let go as soon as its user
 * has come as often as the profile tells, so that a long listing does not hold all of them.
 */
export function loadedOnce(load: Load): Load {
	const held = new Map<string, { profile: JsonObject; left: number }>();
	return async (id) => {
		const known = held.get(id);
		const profile = known?.profile ?? (await load(id));
		const left = (known?.left ?? timesListed(profile)) - 1;
		if (left > 0) held.set(id, { profile, left });
		else held.delete(id);
		return profile;
	};
}
