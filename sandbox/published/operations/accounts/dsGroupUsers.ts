import { ok } from '../../../http/answer';
import type { Account, DsGroup, User } from '../../../state/model';
import { brokenRule, RuleBroken } from '../../../state/rules';
import { dsGroupView } from '../../dsGroupView';
import { type AdminCall, published } from '../../operation';
import { errorDetails } from '../../userItems';
import { dsAccountIn, groupIn, numberedPage } from './dsGroups';

const userView = (account: Account, user: User) => ({
	user_id: user.id,
	account_id: account.id,
	user_name: user.userName,
	first_name: user.firstName,
	last_name: user.lastName,
	status: user.status,
});

/** Does `work` for one user; returns the user with what went wrong, if something did. */
function settle(
	call: AdminCall<unknown>,
	account: Account,
	id: string,
	work: (user: User) => void,
) {
	const { state } = call.backend;
	const user = state.users.get(id.toLowerCase());
	const broken = brokenRule(() => {
		if (!user || !state.membershipIn(user.id, account.id)) {
			throw new RuleBroken('user_not_found', 'The user is not in this account.');
		}
		work(user);
	});
	const view = user ? userView(account, user) : { user_id: id, account_id: account.id };
	return broken ? { ...view, error_details: errorDetails(broken) } : view;
}

const failed = (user: object): boolean => 'error_details' in user;

function touch(call: AdminCall<unknown>, group: DsGroup): void {
	group.modifiedAt = call.backend.clock.now();
}

export const getDSGroupUsers = published('getDSGroupUsers', (call) => {
	const { state } = call.backend;
	const account = dsAccountIn(call);
	const group = groupIn(call, account);
	const members = [...group.memberIds].flatMap((id) => state.users.get(id) ?? []);
	const { numbers, shown } = numberedPage(call, members);
	return ok({
		group: dsGroupView(account, group),
		group_users: { ...numbers, users: shown.map((user) => userView(account, user)) },
	});
});

export const addDSGroupUsers = published<{ user_ids: string[] }>('addDSGroupUsers', (call) => {
	const account = dsAccountIn(call);
	const group = groupIn(call, account);
	const users = call.body.user_ids.map((id) =>
		settle(call, account, id, (user) => group.memberIds.add(user.id)),
	);
	touch(call, group);
	return ok({
		group: dsGroupView(account, group),
		group_users: { is_success: !users.some(failed), TotalCount: users.length, users },
	});
});

interface Removal {
	user_ids?: string[];
	user_emails?: string[];
}

export const removeDSGroupUsers = published<Removal>('removeDSGroupUsers', (call) => {
	const { state } = call.backend;
	const account = dsAccountIn(call);
	const group = groupIn(call, account);
	const { user_ids: ids, user_emails: emails = [] } = call.body;
	// Where both are given, the ids win.
	const wanted =
		ids ??
		emails.flatMap((email) => {
			const found = state.usersByEmail(call.organization.id, email).map(({ id }) => id);
			return found.length > 0 ? found : [email];
		});
	const users = wanted.map((id) =>
		settle(call, account, id, (user) => {
			if (!group.memberIds.delete(user.id)) {
				throw new RuleBroken('user_not_in_group', 'The user is not in this group.');
			}
		}),
	);
	touch(call, group);
	return ok({ is_success: !users.some(failed), failed_users: users.filter(failed) });
});
