import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject, JsonValue } from '../../shared/http';

import { isSameId } from '../api/ids';
import { readProfile } from '../api/users';
import { organizationIdOf } from '../parameters';
import { readBoolean } from '../../shared/n8n/readers';
import type { Item } from '../operation';

export const includeProfile: INodeProperties = {
	displayName: 'Include Profile',
	name: 'includeProfile',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the permission profile and groups. On the published contract this costs one more request per user, which counts against the hourly limit of 3,000 calls. On the cursor contract the lists of accounts show them anyway, and the list of the organization is read account by account instead.',
};

export const wantsProfiles = (item: Item): boolean =>
	readBoolean(item.parameter('options.includeProfile'), 'Include Profile') === true;

/** A list record with what the profile knows beyond it; for one account, that membership's part. */
function merge(record: JsonObject, profile: JsonObject, accountId: JsonValue): JsonObject {
	const merged = { ...profile, ...record };
	if (accountId === undefined) return merged;
	const memberships = (profile.memberships ?? []) as JsonObject[];
	const membership = memberships.find(({ account_id: id }) => isSameId(id, accountId));
	const { permission_profile, groups } = membership ?? {};
	const ofMembership = membership && { permission_profile, groups };
	return { ...merged, account_id: accountId, memberships, ...ofMembership };
}

/** What is known of a list whose records get their profiles. */
interface Listing {
	/** The only account that is listed, for records that do not name theirs. */
	accountId?: string;
	/** Whether a user comes more than once. */
	repeating?: boolean;
}

/** Adds each user's profile where the item asks for it and the list does not show it anyway. */
export async function* withProfiles(
	item: Item,
	pages: AsyncIterable<JsonObject[]>,
	{ accountId, repeating = false }: Listing,
): AsyncGenerator<JsonObject[]> {
	if (!wantsProfiles(item) || item.client.contract.listsProfiles) {
		yield* pages;
		return;
	}
	const organizationId = organizationIdOf(item);
	const read = async (id: string) => await readProfile(item.client, organizationId, id);
	const load = repeating ? loadedOnce(read) : read;
	for await (const page of pages) {
		// All at once: the limiter lets only a few of them go.
		yield await Promise.all(
			page.map(async (record) =>
				merge(record, await load(String(record.id)), record.account_id ?? accountId),
			),
		);
	}
}

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
