import { refuseUnclaimed } from '../../../common/access';
import { ok } from '../../../http/answer';
import {
	changeMembership,
	checkAccount,
	checkChange,
	join,
	withoutUndefined,
} from '../../../state/lifecycle';
import type { User } from '../../../state/model';
import {
	checkFederated,
	checkLanguage,
	checkManagedDomain,
	checkOwn,
	checkPair,
	RuleBroken,
} from '../../../state/rules';
import type { SandboxState, UserChanges } from '../../../state/state';
import { type MembershipBody, membershipWish, type UserBody } from '../../bodies';
import { published } from '../../operation';
import { settleUsers } from '../../userItems';

interface MembershipUpdate extends MembershipBody {
	account_id: string;
	send_activation?: boolean;
}

interface Update extends UserBody {
	id: string;
	site_id: number;
	email?: string;
	memberships?: MembershipUpdate[];
}

interface Body {
	users?: Update[];
	auto_activate_memberships_on_reactivation?: boolean;
}

/** The profile's changes. Refuses any of them before anything of the item is carried out. */
function profileChanges(
	state: SandboxState,
	user: User,
	update: Update,
	staysClosed: boolean,
): UserChanges {
	const fields = withoutUndefined({
		userName: update.user_name,
		firstName: update.first_name,
		lastName: update.last_name,
		email: update.email,
		defaultAccountId: update.default_account_id?.toLowerCase(),
		languageCulture: checkLanguage(update.language_culture),
		federatedStatus: checkFederated(update.federated_status),
	});
	if (Object.keys(fields).length === 0) return fields;
	if (staysClosed) {
		throw new RuleBroken('username_language_changes_ignored_warning', 'The user is closed.');
	}
	const { email = user.email, userName = user.userName, defaultAccountId } = fields;
	if (email.toLowerCase() !== user.email.toLowerCase()) checkManagedDomain(state, user, email);
	checkPair(state, user.organizationId, userName, email, user);
	if (defaultAccountId && !state.membershipIn(user.id, defaultAccountId)) {
		throw new RuleBroken('invalid_default_account', 'The user is not in the default account.');
	}
	return fields;
}

interface Step {
	reopens: boolean;
	apply: () => void;
}

/** What is to be done to one membership. A closed one comes back only where the request says how. */
function membershipStep(
	state: SandboxState,
	user: User,
	wanted: MembershipUpdate,
	activate?: boolean,
): Step {
	const wish = membershipWish(wanted.account_id, wanted);
	const membership = state.membershipIn(user.id, wish.accountId);
	if (!membership) {
		throw new RuleBroken('membership_not_found', 'The user is not in this account.');
	}
	checkOwn(state, membership);
	if (membership.status !== 'closed') {
		checkChange(state, membership, wish);
		const apply = () => {
			changeMembership(state, membership, wish);
			if (wanted.send_activation) membership.sentAgain = (membership.sentAgain ?? 0) + 1;
		};
		return { reopens: false, apply };
	}
	if (!wanted.send_activation && !activate) {
		throw new RuleBroken('membership_closed', 'The membership is closed.');
	}
	checkAccount(state, wish, user.organizationId);
	return {
		reopens: true,
		apply: () => {
			// An account named twice is open by the second time.
			if (membership.status === 'closed') join(state, user, wish, activate);
			else changeMembership(state, membership, wish);
		},
	};
}

function updateOne(state: SandboxState, user: User, update: Update, activate?: boolean): void {
	const steps = (update.memberships ?? []).map((each) =>
		membershipStep(state, user, each, activate),
	);
	const staysClosed = user.status === 'closed' && !steps.some(({ reopens }) => reopens);
	const changes = profileChanges(state, user, update, staysClosed);
	for (const { apply } of steps) apply();
	state.settleStatus(user.id);
	if (Object.keys(changes).length > 0) state.updateUser(user.id, changes);
}

/**
 * Updates users one by one, each as a whole or not at all; what fails for one is reported beside the
 * others, inside a 200.
 */
export const updateUser = published<Body>('updateUser', (call) =>
	ok(
		settleUsers(call, call.body.users ?? [], (user, update) => {
			refuseUnclaimed(call, user, update.email);
			const { auto_activate_memberships_on_reactivation: activate } = call.body;
			updateOne(call.backend.state, user, update, activate);
		}),
	),
);
