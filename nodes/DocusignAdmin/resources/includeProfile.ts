import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../shared/http';
import { readProfile } from '../../shared/users';
import { organizationIdOf } from '../inputs';
import type { ItemRun } from '../operation';

export const includeProfile: INodeProperties = {
	displayName: 'Include Profile',
	name: 'includeProfile',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the permission profile and groups. On the published contract this costs one more request per user, which counts against the hourly limit of 3,000 calls.',
};

/** A list record with what the profile knows beyond it; for one account, that membership's part. */
function merge(record: JsonObject, profile: JsonObject): JsonObject {
	const memberships = (profile.memberships ?? []) as JsonObject[];
	const membership = memberships.find(({ account_id: id }) => id === record.account_id);
	const { permission_profile, groups } = membership ?? {};
	return membership
		? { ...profile, ...record, permission_profile, groups, memberships }
		: { ...profile, ...record };
}

/** Adds each user's profile where the item asks for it and the list does not show it anyway. */
export async function* withProfiles(
	run: ItemRun,
	pages: AsyncIterable<JsonObject[]>,
): AsyncGenerator<JsonObject[]> {
	const wanted = run.parameter('options.includeProfile') === true;
	if (!wanted || run.session.contract.listsProfiles) {
		yield* pages;
		return;
	}
	const organizationId = organizationIdOf(run);
	for await (const page of pages) {
		// All at once: the limiter lets only a few of them go.
		yield await Promise.all(
			page.map(async (record) =>
				merge(record, await readProfile(run.session, organizationId, String(record.id))),
			),
		);
	}
}
