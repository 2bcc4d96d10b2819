import { wantsDsGroups, wantsLicense } from '../../../common/entitlement';
import { notFound, ok } from '../../../http/answer';
import { domainOf } from '../../../state/state';
import type { Membership, User } from '../../../state/model';
import { modifiedSince } from '../../../common/modifiedSince';
import { type AdminCall, published } from '../../operation';
import { pagingOf, type Slice, sliceOf } from '../../paging';
import { licenseView, userItem } from '../../views';
import { dsGroupView } from '../../dsGroupView';

interface Row {
	user: User;
	/** Where the list is of one account. */
	membership?: Membership;
}

type Test = (row: Row) => boolean;

function membersOf(call: AdminCall, accountId: string): readonly Row[] {
	const { state } = call.backend;
	if (state.accounts.get(accountId)?.organizationId !== call.organization.id) {
		throw notFound('ACCOUNT_NOT_FOUND', 'The account is not part of the organization.');
	}
	return state.rosterOf(accountId);
}

function domainRows(call: AdminCall, domainId: string): readonly Row[] {
	const domain = call.organization.domains.find(({ id }) => id === domainId);
	if (!domain) throw notFound('DOMAIN_NOT_FOUND', 'The domain is not one of the organization.');
	const host = domain.hostName.toLowerCase();
	return call.backend.state
		.usersOf(call.organization.id)
		.filter(({ email }) => domainOf(email) === host)
		.map((user) => ({ user }));
}

/** By e-mail alone users come without their memberships. */
function emailRows(call: AdminCall, email: string): readonly Row[] {
	return call.backend.state.usersByEmail(call.organization.id, email).map((user) => ({ user }));
}

/** Whether the list shows no closed ones and no ids, since it is filtered by e-mail. */
function isBare(call: AdminCall): boolean {
	const { query, backend } = call;
	if (!query.get('email')) return false;
	const wider = ['account_id', 'organization_reserved_domain_id'].some((name) => query.get(name));
	return !wider || backend.options.accountListByEmail === 'bare';
}

function tests(call: AdminCall): Test[] {
	const { query } = call;
	const wanted: Test[] = [];
	const email = query.get('email')?.toLowerCase();
	if (email) wanted.push(({ user }) => user.email.toLowerCase() === email);
	if (isBare(call) && !call.backend.options.listClosedByEmail) {
		wanted.push(({ user, membership }) => (membership ?? user).status !== 'closed');
	}
	const like = query.get('email_user_name_like')?.toLowerCase();
	if (like)
		wanted.push(({ user }) => `${user.email}\n${user.userName}`.toLowerCase().includes(like));
	const status = query.get('status');
	if (status) wanted.push(({ user }) => user.status === status);
	const membershipStatus = query.get('membership_status');
	if (membershipStatus) {
		wanted.push(({ user, membership }) =>
			(membership ? [membership] : call.backend.state.membershipsOf(user.id)).some(
				(each) => each.status === membershipStatus,
			),
		);
	}
	const since = query.get('last_modified_since');
	if (since) {
		const isSince = modifiedSince(since, call.backend.options.lastModifiedPrecision);
		wanted.push(({ user }) => isSince(user));
	}
	return wanted;
}

interface Page {
	slice: Slice;
	total: number;
	shown: readonly Row[];
}

function pageOf(call: AdminCall): Page {
	const slice = sliceOf(call);
	const filters = tests(call);
	const accountId = call.query.get('account_id')?.toLowerCase();
	const domainId = call.query.get('organization_reserved_domain_id')?.toLowerCase();
	const all = accountId
		? membersOf(call, accountId)
		: domainId
			? domainRows(call, domainId)
			: emailRows(call, call.query.get('email') ?? '');
	// The common walk through a large account has no filter, and touches no more than the page.
	const rows = filters.length === 0 ? all : all.filter((row) => filters.every((test) => test(row)));
	const shown = rows.slice(slice.start, slice.start + slice.take);
	return { slice, total: rows.length, shown };
}

/** What a list that shows no ids has in the place of one. */
function bareId(call: AdminCall, user: User): { membership_id?: string | null } {
	const { state, options } = call.backend;
	switch (options.membershipIdByEmail) {
		case 'null':
			return { membership_id: null };
		case 'absent':
			return { membership_id: undefined };
		case 'shown':
			return { membership_id: state.membershipIn(user.id, user.defaultAccountId)?.id };
	}
}

interface Included {
	dsGroups: boolean;
	license: boolean;
}

function item(call: AdminCall, { user, membership }: Row, include: Included) {
	const { state, options } = call.backend;
	const account = state.accounts.get(membership?.accountId ?? '');
	return {
		...userItem(options, user, membership),
		...(isBare(call) ? bareId(call, user) : {}),
		...(account && include.dsGroups
			? {
					ds_groups: [...account.dsGroups.values()]
						.filter(({ memberIds }) => memberIds.has(user.id))
						.map((group) => dsGroupView(account, group)),
				}
			: {}),
		...(include.license ? licenseView : {}),
	};
}

/** Users of an account, of a claimed domain or with an address; unsorted as far as clients may know. */
export const getUsers = published('getUsers', (call) => {
	const include = { dsGroups: wantsDsGroups(call), license: wantsLicense(call) };
	const { slice, total, shown } = pageOf(call);
	return ok({
		users: shown.map((row) => item(call, row, include)),
		...pagingOf(call, slice, shown.length, total),
	});
});
