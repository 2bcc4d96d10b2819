import { ok } from '../../../http/answer';
import { createUser, join, usualUserName } from '../../../state/lifecycle';
import { type MembershipBody, membershipWish, type UserBody, userWish } from '../../bodies';
import { accountIn, published } from '../../operation';
import { newUserView } from '../../views';

interface Body extends UserBody, MembershipBody {
	email: string;
}

/**
 * Adds a user to one account. A user with the same pair of user name and address, or without a name
 * in the body the only one with that address, becomes a member; anybody else is created.
 */
export const addUsers = published<Body>('addUsers', (call) => {
	const { body, backend, organization } = call;
	const { state } = backend;
	const account = accountIn(call);
	const wish = userWish(organization.id, body, [membershipWish(account.id, body)]);
	const named = wish.userName !== undefined || wish.firstName !== undefined;
	const sameAddress = state.usersByEmail(organization.id, wish.email);
	const present = named
		? state.userByPair(organization.id, wish.userName ?? usualUserName(wish), wish.email)
		: sameAddress.length === 1
			? sameAddress[0]
			: undefined;
	if (!present) {
		const { user, memberships } = createUser(state, wish);
		return ok(newUserView(backend, user, memberships));
	}
	const membership = join(state, present, wish.accounts[0], wish.autoActivate);
	state.settleStatus(present.id);
	return ok(newUserView(backend, present, [membership]));
});
