import type { Account, Membership, User } from './model';
import { changeMembership, closeMembership, createUser, join } from './lifecycle';
import { brokenRule, checkNoOrganizationAdmin, RuleBroken } from './rules';
import type { SandboxState } from './state';

export type ImportKind = 'add' | 'update' | 'close' | 'closeExternal';

/** A row by column name. */
export type ImportRow = Record<string, string>;

export interface ImportContext {
	state: SandboxState;
	organizationId: string;
	/** Set for imports into one account, whose rows need not name it. */
	accountId?: string;
	callerId?: string;
}

export type RowResult = 'added' | 'updated' | 'closed' | 'unchanged' | RuleBroken;

/** Accounts are named by GUID or by their number. */
const accountNamed = (state: SandboxState, name: string): Account | undefined =>
	[...state.accounts.values()].find(
		({ id, externalId }) => id === name.toLowerCase() || String(externalId) === name,
	);

function accountOf({ state, organizationId, accountId }: ImportContext, row: ImportRow): Account {
	const account = accountNamed(state, accountId ?? row.AccountID);
	if (account?.organizationId !== organizationId) {
		throw new RuleBroken('account_not_found', 'The account is not part of the organization.');
	}
	return account;
}

/** A permission profile is named by its name, in one of two columns. */
function profileId(account: Account, row: ImportRow): number | undefined {
	const name = row.PermissionSet || row.eSignPermissionProfile;
	if (!name) return undefined;
	const profile = account.permissionProfiles.find((each) => each.name === name);
	if (!profile)
		throw new RuleBroken('permission_set_not_found', 'There is no such permission set.');
	return profile.id;
}

function groupIds(account: Account, row: ImportRow): number[] | undefined {
	if (!row.Group) return undefined;
	return row.Group.split(';').map((name) => {
		const group = account.groups.find((each) => each.name === name.trim());
		if (!group) throw new RuleBroken('group_not_found', 'There is no such group.');
		if (group.type === 'admin_group') {
			throw new RuleBroken(
				'administrator_group_assignment_not_permitted',
				'Nobody becomes an administrator by import.',
			);
		}
		return group.id;
	});
}

const wishOf = (account: Account, row: ImportRow) => ({
	accountId: account.id,
	permissionProfileId: profileId(account, row),
	groupIds: groupIds(account, row),
	jobTitle: row.UserTitle || undefined,
	companyName: row.CompanyName || undefined,
});

function add(context: ImportContext, account: Account, row: ImportRow): RowResult {
	const { state, organizationId } = context;
	const wish = wishOf(account, row);
	const userName = `${row.FirstName} ${row.LastName}`;
	const autoActivate = /^true$/i.test(row.AutoActivate ?? '');
	const present = state.userByPair(organizationId, userName, row.UserEmail);
	if (present) {
		const membership = state.membershipIn(present.id, account.id);
		if (membership && membership.status !== 'closed') return 'unchanged';
		join(state, present, wish, autoActivate);
		state.settleStatus(present.id);
		return 'added';
	}
	createUser(state, {
		organizationId,
		email: row.UserEmail,
		userName,
		firstName: row.FirstName,
		lastName: row.LastName,
		federatedStatus: row.LoginPolicy === 'FedAuthRequired' ? 'FedAuthRequired' : undefined,
		autoActivate,
		accounts: [wish],
	});
	return 'added';
}

function memberOf(context: ImportContext, account: Account, row: ImportRow): [User, Membership] {
	const { state, organizationId } = context;
	const users = row.APIUserName
		? [state.users.get(row.APIUserName.toLowerCase())]
		: state.usersByEmail(organizationId, row.UserEmail);
	for (const user of users) {
		const membership = user && state.membershipIn(user.id, account.id);
		if (user && membership) return [user, membership];
	}
	throw new RuleBroken('user_not_found', 'The user is not in this account.');
}

function update(context: ImportContext, account: Account, row: ImportRow): RowResult {
	const [user, membership] = memberOf(context, account, row);
	if (membership.status === 'closed') {
		throw new RuleBroken('membership_closed', 'The membership is closed.');
	}
	changeMembership(context.state, membership, wishOf(account, row));
	context.state.updateUser(user.id, {
		firstName: row.FirstName || user.firstName,
		lastName: row.LastName || user.lastName,
	});
	return 'updated';
}

function close(context: ImportContext, account: Account, row: ImportRow): RowResult {
	const [, membership] = memberOf(context, account, row);
	if (membership.status === 'closed') return 'unchanged';
	checkNoOrganizationAdmin(context.state, membership, context.callerId);
	closeMembership(context.state, membership, context.callerId);
	return 'closed';
}

/** Closes a membership in an account of another organization, for those with the address. */
function closeExternal({ state, organizationId }: ImportContext, row: ImportRow): RowResult {
	const account = accountNamed(state, row.AccountID);
	const external = state
		.usersByEmail(organizationId, row.UserEmail)
		.flatMap(({ id }) => state.membershipsOf(id))
		.filter(({ accountId }) => accountId === account?.id)
		.filter((membership) => state.isExternal(membership));
	if (external.length === 0) {
		throw new RuleBroken('account_not_external', 'The user is in no such external account.');
	}
	const open = external.filter(({ status }) => status !== 'closed');
	for (const { id, userId } of open) {
		state.updateMembership(id, { status: 'closed', closedAt: state.clock.now() });
		state.settleStatus(userId);
	}
	return open.length > 0 ? 'closed' : 'unchanged';
}

/** Carries out one row; a broken rule is the row's result, and the next row goes on. */
export function importRow(context: ImportContext, kind: ImportKind, row: ImportRow): RowResult {
	let result: RowResult = 'unchanged';
	const broken = brokenRule(() => {
		if (kind === 'closeExternal') {
			result = closeExternal(context, row);
			return;
		}
		const account = accountOf(context, row);
		result = { add, update, close }[kind](context, account, row);
	});
	return broken ?? result;
}
