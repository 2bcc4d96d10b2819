import type { INodeProperties } from 'n8n-workflow';
import { inLanes } from '../../../shared/inLanes';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';

import { isFailure, isLimit } from '../../api/errors/catalogue';
import { unreadableAnswer } from '../../api/errors/failures';
import { isSameId } from '../../api/ids';
import { readProfile } from '../../api/users/profiles';
import { emailOf, isExternalMembership } from '../../api/users/userRecord';
import { organizationIdOf } from '../../parameters';
import { ApiFailure } from '../../../shared/errors/apiFailure';
import { readBoolean } from '../../../shared/n8n/fields/readers';
import type { Item } from '../../operation';

export const includeProfile: INodeProperties = {
	displayName: 'Include Profile',
	name: 'includeProfile',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the permission profile and groups. It may cost one more request per user, which counts against the hourly limit of 3,000 calls. A profile that cannot be read leaves its record without, with the reason in profile_error.',
};

export const wantsProfiles = (item: Item): boolean =>
	readBoolean(item.parameter('options.includeProfile'), 'Include Profile') === true;

/** A list record with what the profile knows beyond it; for one account, that membership's part. */
function merge(record: JsonObject, profile: JsonObject, accountId: JsonValue): JsonObject {
	const merged = { ...profile, ...record };
	if (accountId === undefined) return merged;
	const memberships = objectsIn(profile.memberships);
	const membership = memberships.find(({ account_id: id }) => isSameId(id, accountId));
	const { permission_profile, groups } = membership ?? {};
	const ofMembership = membership && { permission_profile, groups };
	return { ...merged, account_id: accountId, memberships, ...ofMembership };
}

/**
 * Adds each user's profile where the item asks for it and the list does not show it anyway.
 *
 * @param repeating whether a user comes more than once
 */
export async function* withProfiles(
	item: Item,
	pages: AsyncIterable<JsonObject[]>,
	repeating = false,
): AsyncGenerator<JsonObject[]> {
	if (!wantsProfiles(item) || item.client.contract.listsProfiles) {
		yield* pages;
		return;
	}
	const organizationId = organizationIdOf(item);
	const { client } = item;
	const read: Load = async (record) => {
		const { id } = record;
		if (typeof id !== 'string') throw unreadableAnswer('getUsers');
		const known = { email: emailOf(record), isListed: true };
		return await readProfile(client, organizationId, id, known);
	};
	const load = repeating ? loadedOnce(read) : read;
	const faults = new Faults();
	const withProfile = async (record: JsonObject) => {
		const account = record.account_id;
		return await load(record).then(
			(profile) => {
				faults.over();
				return merge(record, profile, account);
			},
			(error: unknown) => ({ ...merge(record, {}, account), profile_error: faults.ofOne(error) }),
		);
	};
	for await (const page of pages) yield await inLanes(page, client.concurrency, withProfile);
}

type Load = (record: JsonObject) => Promise<JsonObject>;

/** So many profiles in a row that are not to be had are no matter of their users. */
const MOST_FAULTS = 3;

/** Tells a profile that cannot be read from a Docusign that cannot be asked, or gives nobody's. */
class Faults {
	private inRow = 0;
	private isAnyRead = false;

	/** A profile was read. */
	over(): void {
		this.inRow = 0;
		this.isAnyRead = true;
	}

	/**
	 * What to say of one that cannot be read.
	 *
	 * @throws what concerns the others as well: a limit, a sign-in, a Docusign that is down or denies
	 */
	ofOne(error: unknown): string {
		if (!(error instanceof ApiFailure) || isLimit(error)) throw error;
		if (this.isOfAll(error) && ++this.inRow >= MOST_FAULTS) throw error;
		return `${error.message} (${error.code})`;
	}

	private isOfAll(failure: ApiFailure): boolean {
		const { status } = failure;
		if (isFailure(failure, 'DOCUSIGN_PROFILE_NOT_GIVEN')) return false;
		if (status === undefined || status >= 500 || status === 401) return true;
		return status === 403 && !this.isAnyRead;
	}
}

/** How often a user comes in the lists of all accounts: once for each membership there. */
const timesListed = ({ memberships }: JsonObject): number =>
	Array.isArray(memberships)
		? (memberships as JsonObject[]).filter((each) => !isExternalMembership(each)).length
		: 1;

/**
 * Loads each profile once, for a listing in which users come again. One is let go as soon as its user
 * has come as often as the profile tells, so that a long listing does not hold all of them.
 */
export function loadedOnce(load: Load): Load {
	const held = new Map<string, { profile: JsonObject; left: number }>();
	return async (record) => {
		const id = String(record.id);
		const known = held.get(id);
		const profile = known?.profile ?? (await load(record));
		const left = (known?.left ?? timesListed(profile)) - 1;
		if (left > 0) held.set(id, { profile, left });
		else held.delete(id);
		return profile;
	};
}
