import type { Account, Membership, User } from '../state/model';
import type { SandboxState } from '../state/state';
import { localTime } from '../state/time';
import { cultureName, federatedName, membershipStatusName, statusName } from './values';

/** An item of the organization's user list. */
export const userItem = (user: User) => ({
	id: user.id,
	user_name: user.userName,
	first_name: user.firstName,
	last_name: user.lastName,
	email: user.email,
	status: statusName(user.status),
	created_on: localTime(user.createdAt),
	last_modified_on: localTime(user.modifiedAt),
});

/** A single user. Title and company are those of the default account. */
export function userView(state: SandboxState, user: User) {
	const home = state.membershipIn(user.id, user.defaultAccountId);
	return {
		...userItem(user),
		default_account_id: user.defaultAccountId,
		language_culture: cultureName(user.languageCulture),
		federated_status: federatedName(user.federatedStatus),
		title: home?.jobTitle,
		company: home?.companyName,
	};
}

export function profileView(account: Account, membership: Membership) {
	const profile = account.permissionProfiles.find(
		({ id }) => id === membership.permissionProfileId,
	);
	return profile && { id: String(profile.id), name: profile.name };
}

/** The groups that were chosen; Everyone is not one of them. */
export const groupsView = (account: Account, { groupIds }: Membership) =>
	account.groups
		.filter(({ id }) => groupIds.includes(id))
		.map(({ id, name }) => ({ id: String(id), name }));

/** An item of an account's user list: with profile and groups. */
export const memberItem = (account: Account, user: User, membership: Membership) => ({
	...userItem(user),
	membership_status: membershipStatusName(membership.status),
	permission_profile: profileView(account, membership),
	groups: groupsView(account, membership),
	title: membership.jobTitle,
	company: membership.companyName,
});
