import type { Account, Membership, User } from './model';
import { changeMembership, closeMembership, createUser, join } from './lifecycle';
import { brokenRule, RuleBroken } from './rules';
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
function accountOf({ state, organizationId, accountId }: ImportContext, row: ImportRow): Account {
	const named = accountId ?? row.AccountID.toLowerCase();
	const account = [...state.accounts.values()].find(
		(each) => each.id === named || String(each.externalId) === named,
	);
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
	closeMembership(context.state, membership, context.callerId);
	return 'closed';
}

/** Carries out one row; a broken rule is the row's result, and the next row goes on. */
export function importRow(context: ImportContext, kind: ImportKind, row: ImportRow): RowResult {
	let result: RowResult = 'unchanged';
	const broken = brokenRule(() => {
		if (kind === 'closeExternal') {
			throw new RuleBroken('account_not_external', 'There are no external accounts here.');
		}
		const account = accountOf(context, row);
		result = { add, update, close }[kind](context, account, row);
	});
	return broken ?? result;
}
