import type { UserEvent } from '../../../../../nodes/DocusignAdmin/trigger/detection';
import type { JsonObject } from '../../../../../nodes/shared/http';
import type { Directory } from './directory';
import { numberOf } from './facts';
import type { Oracle } from './oracle';

const idIn = (value: unknown) => String((value as JsonObject | undefined)?.id);
const idsIn = (value: unknown) =>
	((value ?? []) as JsonObject[])
		.map(({ id }) => String(id))
		.sort()
		.join();
const lower = (value: unknown) => String(value).toLowerCase();

/** `Created` is what the cursor contract calls a membership that waits for its user. */
const sameStatus = (shown: unknown, status: string) =>
	lower(shown) === status || (lower(shown) === 'created' && status === 'activation_sent');

/** Where events show other values than Docusign has, of what they say has changed. */
export function untrueIn(
	events: readonly UserEvent[],
	{ users }: Directory,
	oracle: Oracle,
): string[] {
	return events.flatMap(({ event, account_id, user, previous, changed_fields: fields = [] }) => {
		const number = numberOf(user.id);
		const there = users.find(({ id }) => id === user.id);
		if (!there) return [`${number} ${event}: there is no such user`];
		const membership = there.memberships.get(account_id ?? '');
		const before = oracle.accessBefore(number, account_id ?? '');
		const isTrue: Record<string, () => boolean | undefined> = {
			first_name: () => user.first_name === there.first_name,
			last_name: () => user.last_name === there.last_name,
			email: () => user.email === there.email,
			title: () => user.title === there.title,
			company: () => user.company === there.company,
			membership_status: () => membership && sameStatus(user.membership_status, membership.status),
			permission_profile: () =>
				idIn(user.permission_profile) === String(membership?.profile) &&
				(!before ||
					!previous?.permission_profile ||
					idIn(previous.permission_profile) === before.profile),
			groups: () =>
				idsIn(user.groups) === [...(membership?.groups ?? [])].sort().join() &&
				(!before || !previous?.groups || idsIn(previous.groups) === before.groups),
		};
		const told = event === 'userUpdated' || event === 'membershipChanged' ? fields : [];
		return told
			.filter((field) => isTrue[field]?.() === false)
			.map((field) => `${number} ${event} ${account_id}: ${field} is not what it shows`);
	});
}
