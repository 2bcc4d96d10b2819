import { notFound, ok } from '../../http/answer';
import { closeMembership } from '../../state/lifecycle';
import type { User } from '../../state/model';
import { brokenRule, RuleBroken } from '../../state/rules';
import { cursor, type CursorCall, organizationIn } from '../operation';
import { statusName } from '../values';

interface Body {
	user_email: string;
	accounts?: Array<{ account_id: string }>;
}

/** Closes a user's memberships, the named ones or all. The first rule that forbids one is reported. */
function close(call: CursorCall<Body>, user: User) {
	const { state } = call.backend;
	const named = call.body.accounts?.map(({ account_id: id }) => id.toLowerCase());
	const accountIds = named ?? state.ownMembershipsOf(user.id).map(({ accountId }) => accountId);
	const broken = accountIds
		.map((accountId) =>
			brokenRule(() => {
				const membership = state.membershipIn(user.id, accountId);
				if (!membership) {
					throw new RuleBroken('membership_not_found', 'The user is not in this account.');
				}
				closeMembership(state, membership, call.token.userId);
			}),
		)
		.find((each) => each !== undefined);
	return {
		user_email: user.email,
		status: broken ? statusName(user.status) : 'Closed',
		...(broken ? { error_details: { error: broken.code, error_description: broken.text } } : {}),
	};
}

/** Closes by e-mail: everyone with that address, in the accounts named or, without any, everywhere. */
export const closeUsers = cursor<Body>('closeUsers', (call) => {
	const users = call.backend.state.usersByEmail(organizationIn(call).id, call.body.user_email);
	if (users.length === 0) {
		throw notFound('USER_NOT_FOUND', 'No user of the organization has this e-mail address.');
	}
	return ok({ closed_users: users.map((user) => close(call, user)) });
});
