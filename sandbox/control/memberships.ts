import { invalidBody, notFound } from '../http/answer';
import type { Membership } from '../state/model';
import type { SandboxState } from '../state/state';
import { userView } from './users';

type MembershipBody = Pick<Membership, 'accountId'> &
	Partial<Pick<Membership, 'status' | 'permissionProfileId' | 'groupIds' | 'jobTitle'>>;

/**
 * Makes a user a member of an account or changes the membership, as if somebody else had: no rule is
 * asked. The user's own status follows, as it does at Docusign. In an account of another organization
 * the membership is an external one.
 */
export function setMembership(state: SandboxState, userId: string, body: MembershipBody) {
	const user = state.users.get(userId);
	if (!user) throw notFound('USER_NOT_FOUND', 'There is no such user.');
	const { accountId, ...changes } = body;
	if (!state.accounts.has(accountId)) throw invalidBody('There is no such account.');
	const present = state.membershipIn(userId, accountId);
	if (present) {
		const closedAt = changes.status === 'closed' ? state.clock.now() : undefined;
		state.updateMembership(present.id, changes.status ? { ...changes, closedAt } : changes);
	} else {
		state.addMembership({ userId, accountId, status: 'active', ...changes });
	}
	state.settleStatus(userId);
	return userView(state, user);
}
