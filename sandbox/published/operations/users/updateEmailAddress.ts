import { refuseUnclaimed } from '../../../common/access';
import { ok } from '../../../http/answer';
import { checkManagedDomain, checkPair } from '../../../state/rules';
import { published } from '../../operation';
import { settleUsers, type UserReference } from '../../userItems';

interface Body {
	users?: Array<UserReference & { email: string }>;
}

/** Changes addresses, to domains that the organization manages only. */
export const updateEmailAddress = published<Body>('updateEmailAddress', (call) => {
	const { state } = call.backend;
	return ok(
		settleUsers(call, call.body.users ?? [], (user, { email }) => {
			refuseUnclaimed(call, user, email);
			checkManagedDomain(state, user, email);
			checkPair(state, user.organizationId, user.userName, email, user);
			state.updateUser(user.id, { email });
		}),
	);
});
