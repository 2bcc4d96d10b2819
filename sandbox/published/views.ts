import type { Backend } from '../http/call';
import type { SandboxOptions } from '../options';
import type { Account, Domain, Group, Membership, PermissionProfile, User } from '../state/model';
import { localTime } from '../state/time';

const time = (at: number | undefined): string | undefined =>
	at === undefined ? undefined : localTime(at);

export const profileView = (account: Account, id: number) => {
	const profile = account.permissionProfiles.find((each) => each.id === id);
	return profile && permissionView(profile);
};

export const permissionView = ({ id, name }: PermissionProfile) => ({ id, name });

export const groupView = ({ id, name, type }: Group) => ({ id, name, type });

/** A member's groups: the chosen ones, and Everyone, to which each member belongs. */
export const groupsView = (account: Account, { groupIds }: Membership) =>
	account.groups
		.filter(({ id, type }) => type === 'everyone_group' || groupIds.includes(id))
		.map(groupView);

function isAdmin(account: Account, membership: Membership): boolean {
	return account.permissionProfiles.some(
		({ id, admin }) => admin && id === membership.permissionProfileId,
	);
}

/** OrganizationUserResponse; the membership's part only where the list is of one account. */
export function userItem(options: Readonly<SandboxOptions>, user: User, membership?: Membership) {
	return {
		id: user.id,
		user_name: user.userName,
		first_name: user.firstName,
		last_name: user.lastName,
		user_status: user.status,
		membership_status: membership?.status,
		email: options.addressesInLists ? user.email : undefined,
		created_on: localTime(user.createdAt),
		closed_on: time(user.closedAt),
		membership_created_on: time(membership?.createdAt),
		membership_closed_on: time(membership?.closedAt),
		membership_id: membership?.id,
		is_managed_by_scim: user.isManagedByScim,
	};
}

function membershipView(backend: Backend, user: User, membership: Membership, license: boolean) {
	const account = backend.state.accounts.get(membership.accountId);
	if (!account) return undefined;
	return {
		id: backend.options.membershipIdInProfile ? membership.id : undefined,
		email: user.email,
		account_id: account.id,
		external_account_id: String(account.externalId),
		account_name: account.name,
		is_external_account: backend.state.isExternal(membership),
		status: membership.status,
		permission_profile: profileView(account, membership.permissionProfileId),
		created_on: localTime(membership.createdAt),
		groups: groupsView(account, membership),
		is_admin: isAdmin(account, membership),
		...(license ? licenseView : {}),
	};
}

/** What `include_license` adds; every account here is on the same plan. */
export const licenseView = {
	license_type: 'named',
	subscription_id: '1000001',
	plan_name: 'Example Plan',
};

/** UserDrilldownResponse. The address stands on the memberships, not on the user. */
export function userProfile(backend: Backend, user: User, license = false) {
	const { state, options } = backend;
	return {
		id: user.id,
		site_id: user.siteId,
		site_name: `site${user.siteId}`,
		user_name: user.userName,
		first_name: user.firstName,
		last_name: user.lastName,
		user_status: user.status,
		default_account_id: user.defaultAccountId,
		default_account_name: state.accounts.get(user.defaultAccountId)?.name,
		language_culture: user.languageCulture,
		federated_status: user.federatedStatus,
		is_organization_admin:
			state.organizations.get(user.organizationId)?.adminIds.has(user.id) ?? false,
		created_on: localTime(user.createdAt),
		memberships: state
			.membershipsOf(user.id)
			.filter(({ status }) => options.closedMembershipsInProfile || status !== 'closed')
			.map((membership) => membershipView(backend, user, membership, license)),
		identities: [...user.identities].map(([providerId, immutableId]) => ({
			provider_id: providerId,
			user_id: user.id,
			immutable_id: immutableId,
		})),
		device_verification_enabled: false,
		is_managed_by_scim: user.isManagedByScim,
	};
}

export const domainView = (domain: Domain) => ({
	id: domain.id,
	status: domain.status,
	host_name: domain.hostName,
	txt_token: `docusign=${domain.id}`,
	settings: [],
	links: [],
});

/** What the answer to a new user says of the user, memberships aside. */
export const newUserHead = (user: User) => ({
	id: user.id,
	site_id: user.siteId,
	user_name: user.userName,
	first_name: user.firstName,
	last_name: user.lastName,
	email: user.email,
	language_culture: user.languageCulture,
	federated_status: user.federatedStatus,
});

/** NewUserResponse: what was created, per account, without a status. */
export function newUserView(backend: Backend, user: User, memberships: readonly Membership[]) {
	return {
		...newUserHead(user),
		accounts: memberships.map((membership) => {
			const account = backend.state.accounts.get(membership.accountId);
			return {
				id: membership.accountId,
				site_id: account?.siteId,
				permission_profile: account && profileView(account, membership.permissionProfileId),
				groups: account && groupsView(account, membership),
				company_name: membership.companyName,
				job_title: membership.jobTitle,
			};
		}),
	};
}
