import { modifiedSince } from '../../admin/modifiedSince';
import { ok } from '../../http/answer';
import type { User } from '../../state/model';
import { accountIn, cursor, type CursorCall, organizationIn } from '../operation';
import { pageOf } from '../paging';
import { memberItem, userItem } from '../views';

const changed =
	(call: CursorCall) =>
	(since: string | undefined): ((user: User | undefined) => boolean) => {
		if (since === undefined) return (user) => user !== undefined;
		const isSince = modifiedSince(since, call.backend.options.lastModifiedPrecision);
		return (user) => user !== undefined && isSince(user);
	};

export const listOrganizationUsers = cursor('listOrganizationUsers', (call) => {
	const users = call.backend.state.usersOf(organizationIn(call).id);
	const { shown, next } = pageOf(call, users, changed(call));
	return ok({ users: shown.map(userItem), ...next });
});

export const listAccountUsers = cursor('listAccountUsers', (call) => {
	const { state } = call.backend;
	const account = accountIn(call);
	const { shown, next } = pageOf(call, state.membersOf(account.id), (since) => {
		const wanted = changed(call)(since);
		return ({ userId }) => wanted(state.users.get(userId));
	});
	const users = shown.flatMap((membership) => {
		const user = state.users.get(membership.userId);
		return user ? [memberItem(account, user, membership)] : [];
	});
	return ok({ users, ...next });
});
