import { ok } from '../../../http/answer';
import { closeMembership } from '../../../state/lifecycle';
import { brokenRule, RuleBroken } from '../../../state/rules';
import { published, userIn } from '../../operation';
import { errorDetails } from '../../userItems';

interface Body {
	accounts: Array<{ id: string }>;
}

/** Closes memberships one by one: a DELETE with a body, whose failures stand on their item inside a 200. */
export const closeMemberships = published<Body>('closeMemberships', (call) => {
	const { state, options } = call.backend;
	const user = userIn(call);
	const accounts = call.body.accounts.map(({ id }) => {
		const broken = brokenRule(() => {
			const membership = state.membershipIn(user.id, id.toLowerCase());
			if (!membership) {
				throw new RuleBroken('membership_not_found', 'The user is not in this account.');
			}
			if (membership.status === 'closed' && options.closeClosed === 'error') {
				throw new RuleBroken('membership_closed', 'The membership is closed already.');
			}
			closeMembership(state, membership, call.token.userId);
		});
		return broken ? { id, error_details: errorDetails(broken) } : { id };
	});
	return ok({ success: accounts.every((each) => !('error_details' in each)), accounts });
});
