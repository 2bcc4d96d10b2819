import { modifiedSince } from '../../common/modifiedSince';
import { ok } from '../../http/answer';
import type { User } from '../../state/model';
import { accountIn, cursor, type CursorCall, organizationIn } from '../operation';
import { pageOf } from '../paging';
import { memberItem, userItem } from '../views';

function changedIn(call: CursorCall, since: string | undefined): (user: User) => boolean {
	if (since === undefined) return () => true;
	return modifiedSince(since, call.backend.options.lastModifiedPrecision);
}

/** An item as the sandbox is set to show it. */
const listed = <T extends { email: string }>(call: CursorCall, item: T) =>
	call.backend.options.addressesInLists ? item : { ...item, email: undefined };

export const listOrganizationUsers = cursor('listOrganizationUsers', (call) => {
	const users = call.backend.state.usersOf(organizationIn(call).id);
	const { shown, next } = pageOf(call, users, (since) => changedIn(call, since));
	return ok({ users: shown.map((user) => listed(call, userItem(user))), ...next });
});

export const listAccountUsers = cursor('listAccountUsers', (call) => {
	const account = accountIn(call);
	const members = call.backend.state.rosterOf(account.id);
	const { shown, next } = pageOf(call, members, (since) => {
		const wanted = changedIn(call, since);
		return ({ user }) => wanted(user);
	});
	const users = shown.map(({ user, membership }) =>
		listed(call, memberItem(account, user, membership)),
	);
	return ok({ users, ...next });
});
