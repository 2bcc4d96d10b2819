import { closeAnswer, type Closed, closeIn, named } from '../../common/closing';
import { notFound } from '../../http/answer';
import type { User } from '../../state/model';
import type { RuleBroken } from '../../state/rules';
import { cursor, type CursorCall, organizationIn } from '../operation';
import { membershipStatusName, statusName } from '../values';

interface Body {
	user_email: string;
	accounts?: Array<{ account_id: string }>;
}

const withDetails = (details: RuleBroken | undefined) =>
	details ? { error_details: { error: details.code, error_description: details.text } } : {};

/** What came of an account: its membership's status, and why it is not closed. */
function accountView(call: CursorCall<Body>, user: User, { accountId, details, failed }: Closed) {
	const membership = call.backend.state.membershipIn(user.id, accountId);
	const status = membership && membershipStatusName(membership.status);
	return {
		account_id: accountId,
		status: failed ? status : 'Closed',
		...withDetails(details),
	};
}

/** Closes a user's memberships, the named ones or all. The first rule that forbids one is reported. */
function close(call: CursorCall<Body>, user: User) {
	const { state, options } = call.backend;
	const asked = call.body.accounts?.map(({ account_id: id }) => id.toLowerCase());
	const accountIds = asked ?? state.ownMembershipsOf(user.id).map(({ accountId }) => accountId);
	const closed = closeIn(call, user.id, accountIds, options.cursorCloseClosed);
	const failure = closed.find(({ failed }) => failed);
	const details = (failure ?? closed.find((each) => each.details))?.details;
	const head = { user_email: user.email, ...withDetails(details) };
	if (options.cursorCloseStatus === 'asked') {
		return { ...head, status: failure ? statusName(user.status) : 'Closed' };
	}
	const accounts = named(call, closed).map((each) => accountView(call, user, each));
	return { ...head, status: statusName(user.status), accounts };
}

/** Closes by e-mail: everyone with that address, in the accounts named or, without any, everywhere. */
export const closeUsers = cursor<Body>('closeUsers', (call) => {
	const users = call.backend.state.usersByEmail(organizationIn(call).id, call.body.user_email);
	if (users.length === 0) {
		throw notFound('USER_NOT_FOUND', 'No user of the organization has this e-mail address.');
	}
	const closed = users.map((user) => close(call, user));
	const byUser = call.backend.options.cursorCloseStatus === 'asked';
	return closeAnswer(call, { closed_users: byUser ? named(call, closed) : closed });
});
