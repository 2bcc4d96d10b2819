import type { FederatedStatus, Membership, MembershipStatus, User } from './model';
import {
	checkEmail,
	checkForeignDomain,
	checkOwn,
	checkPair,
	isLastAdmin,
	RuleBroken,
} from './rules';
import type { SandboxState } from './state';

/** What a user is to be in one account. */
export interface MembershipWish {
	accountId: string;
	permissionProfileId?: number;
	groupIds?: number[];
	jobTitle?: string;
	companyName?: string;
}

export interface UserWish {
	organizationId: string;
	email: string;
	userName?: string;
	firstName?: string;
	lastName?: string;
	defaultAccountId?: string;
	languageCulture?: string;
	federatedStatus?: FederatedStatus;
	accounts: MembershipWish[];
	/** Activate at once; works for addresses on claimed domains only, and is ignored elsewhere. */
	autoActivate?: boolean;
}

/** The user name an account shows where none was given: the full name, else the address. */
export function usualUserName(wish: Pick<UserWish, 'firstName' | 'lastName' | 'email'>): string {
	return [wish.firstName, wish.lastName].filter(Boolean).join(' ') || wish.email;
}

/** What forbids a membership with these wishes, whoever is to have it. */
export function checkAccount(
	state: SandboxState,
	wish: MembershipWish,
	organizationId: string,
): void {
	const account = state.accounts.get(wish.accountId);
	if (account?.organizationId !== organizationId) {
		throw new RuleBroken('account_not_found', 'The account is not part of the organization.');
	}
	checkProfile(state, wish.accountId, wish.permissionProfileId);
	checkGroups(state, wish.accountId, wish.groupIds);
}

function checkProfile(state: SandboxState, accountId: string, id: number | undefined): void {
	const profiles = state.accounts.get(accountId)?.permissionProfiles ?? [];
	if (id !== undefined && !profiles.some((profile) => profile.id === id)) {
		throw new RuleBroken(
			'invalid_permission_profile',
			'The permission profile does not exist in the account.',
		);
	}
}

function checkGroups(state: SandboxState, accountId: string, ids: readonly number[] = []): void {
	const groups = state.accounts.get(accountId)?.groups ?? [];
	if (ids.some((id) => !groups.some((group) => group.id === id))) {
		throw new RuleBroken('invalid_group', 'A group does not exist in the account.');
	}
}

/** A new membership's status: active at once only where asked for and the domain is claimed. */
function firstStatus(state: SandboxState, user: User, autoActivate?: boolean): MembershipStatus {
	const may = autoActivate && state.isClaimed(user.organizationId, user.email);
	return may ? 'active' : 'activation_sent';
}

const changesOf = (wish: MembershipWish) => ({
	...(wish.permissionProfileId === undefined
		? {}
		: { permissionProfileId: wish.permissionProfileId }),
	...(wish.groupIds === undefined ? {} : { groupIds: [...new Set(wish.groupIds)] }),
	...(wish.jobTitle === undefined ? {} : { jobTitle: wish.jobTitle }),
	...(wish.companyName === undefined ? {} : { companyName: wish.companyName }),
});

/** Makes the user a member, or opens a closed membership again. Refused where one is open. */
export function join(
	state: SandboxState,
	user: User,
	wish: MembershipWish,
	autoActivate?: boolean,
): Membership {
	checkAccount(state, wish, user.organizationId);
	const present = state.membershipIn(user.id, wish.accountId);
	if (present && present.status !== 'closed') {
		throw new RuleBroken('user_already_exists_in_account', 'The user is in this account already.');
	}
	const status = firstStatus(state, user, autoActivate);
	if (present) {
		return state.updateMembership(present.id, { ...changesOf(wish), status, closedAt: undefined });
	}
	return state.addMembership({
		userId: user.id,
		status,
		...changesOf(wish),
		accountId: wish.accountId,
	});
}

/**
 * Creates a user with at least one membership. Where a closed user has the same pair of user name
 * and address, that one comes back instead; an open one is in the way.
 */
export function createUser(
	state: SandboxState,
	wish: UserWish,
): { user: User; memberships: Membership[] } {
	const email = checkEmail(wish.email);
	checkForeignDomain(state, wish.organizationId, email);
	const userName = wish.userName ?? usualUserName(wish);
	const ids = wish.accounts.map(({ accountId }) => accountId);
	if (ids.length === 0 || new Set(ids).size < ids.length) {
		throw new RuleBroken('invalid_accounts', 'At least one account is needed, each once.');
	}
	for (const account of wish.accounts) checkAccount(state, account, wish.organizationId);
	const defaultAccountId = wish.defaultAccountId ?? ids[0];
	if (!ids.includes(defaultAccountId)) {
		throw new RuleBroken(
			'invalid_default_account',
			'The default account is not among the accounts.',
		);
	}
	const closed = state.userByPair(wish.organizationId, userName, email);
	if (closed?.status !== 'closed') checkPair(state, wish.organizationId, userName, email);
	const fields = {
		firstName: wish.firstName,
		lastName: wish.lastName,
		defaultAccountId,
		languageCulture: wish.languageCulture,
		federatedStatus: wish.federatedStatus,
	};
	const siteId = state.siteOf(ids[0]);
	const user = closed
		? state.updateUser(closed.id, withoutUndefined(fields))
		: state.addUser({ organizationId: wish.organizationId, email, userName, siteId, ...fields });
	const memberships = wish.accounts.map((account) => join(state, user, account, wish.autoActivate));
	state.settleStatus(user.id);
	return { user, memberships };
}

/** Ends a membership. Refused for the account's last administrator and for the caller's own. */
export function closeMembership(
	state: SandboxState,
	membership: Membership,
	callerId: string | undefined,
): void {
	checkOwn(state, membership);
	if (membership.userId === callerId) {
		throw new RuleBroken('cannot_close_own_membership', 'You cannot close your own membership.');
	}
	if (isLastAdmin(state, membership)) {
		throw new RuleBroken(
			'cannot_close_last_active_admin',
			'The last active administrator of an account cannot be closed.',
		);
	}
	if (membership.status === 'closed') return;
	state.updateMembership(membership.id, { status: 'closed', closedAt: state.clock.now() });
	state.settleStatus(membership.userId);
}

/** What forbids these changes of an open membership. */
export function checkChange(
	state: SandboxState,
	membership: Membership,
	wish: MembershipWish,
): void {
	checkOwn(state, membership);
	checkProfile(state, membership.accountId, wish.permissionProfileId);
	checkGroups(state, membership.accountId, wish.groupIds);
	const profiles = state.accounts.get(membership.accountId)?.permissionProfiles ?? [];
	const keepsAdmin =
		wish.permissionProfileId === undefined ||
		profiles.some(({ id, admin }) => admin && id === wish.permissionProfileId);
	if (!keepsAdmin && isLastAdmin(state, membership)) {
		throw new RuleBroken(
			'cannot_change_last_active_admin',
			'The last active administrator of an account keeps that role.',
		);
	}
}

/** Changes profile, groups, title or company of an open membership. */
export function changeMembership(
	state: SandboxState,
	membership: Membership,
	wish: MembershipWish,
): void {
	checkChange(state, membership, wish);
	state.updateMembership(membership.id, changesOf(wish));
}

export function withoutUndefined<T extends object>(fields: T): Partial<T> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined),
	) as Partial<T>;
}
