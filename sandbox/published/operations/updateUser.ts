import { ok } from '../../http/answer';
import { changeMembership, join, withoutUndefined } from '../../state/lifecycle';
import type { User } from '../../state/model';
import {
	checkFederated,
	checkLanguage,
	checkManagedDomain,
	checkPair,
	RuleBroken,
} from '../../state/rules';
import type { SandboxState } from '../../state/state';
import { type MembershipBody, membershipWish, type UserBody } from '../bodies';
import { published } from '../operation';
import { settleUsers } from '../userItems';

interface Update extends UserBody {
	id: string;
	site_id: number;
	email?: string;
	memberships?: Array<MembershipBody & { account_id: string; send_activation?: boolean }>;
}

interface Body {
	users?: Update[];
	auto_activate_memberships_on_reactivation?: boolean;
}

function updateProfile(state: SandboxState, user: User, update: Update): void {
	const fields = withoutUndefined({
		userName: update.user_name,
		firstName: update.first_name,
		lastName: update.last_name,
		email: update.email,
		defaultAccountId: update.default_account_id?.toLowerCase(),
		languageCulture: checkLanguage(update.language_culture),
		federatedStatus: checkFederated(update.federated_status),
	});
	if (Object.keys(fields).length === 0) return;
	if (user.status === 'closed') {
		throw new RuleBroken('username_language_changes_ignored_warning', 'The user is closed.');
	}
	const { email = user.email, userName = user.userName, defaultAccountId } = fields;
	if (email.toLowerCase() !== user.email.toLowerCase()) checkManagedDomain(state, user, email);
	checkPair(state, user.organizationId, userName, email, user);
	if (defaultAccountId && !state.membershipIn(user.id, defaultAccountId)) {
		throw new RuleBroken('invalid_default_account', 'The user is not in the default account.');
	}
	state.updateUser(user.id, fields);
}

/** A closed membership comes back only where the request says how it is activated. */
function updateMemberships(
	state: SandboxState,
	user: User,
	update: Update,
	activate?: boolean,
): void {
	for (const each of update.memberships ?? []) {
		const wish = membershipWish(each.account_id, each);
		const membership = state.membershipIn(user.id, wish.accountId);
		if (!membership) {
			throw new RuleBroken('membership_not_found', 'The user is not in this account.');
		}
		if (membership.status !== 'closed') changeMembership(state, membership, wish);
		else if (each.send_activation || activate) join(state, user, wish, activate);
		else throw new RuleBroken('membership_closed', 'The membership is closed.');
	}
	state.settleStatus(user.id);
}

/** Updates users one by one; what fails for one is reported beside the others, inside a 200. */
export const updateUser = published<Body>('updateUser', (call) =>
	ok(
		settleUsers(call, call.body.users ?? [], (user, update) => {
			const activate = call.body.auto_activate_memberships_on_reactivation;
			updateMemberships(call.backend.state, user, update, activate);
			updateProfile(call.backend.state, user, update);
		}),
	),
);
