import { notFound, ok } from '../../http/answer';
import { changeMembership } from '../../state/lifecycle';
import { RuleBroken } from '../../state/rules';
import { accountIn, cursor, userIn } from '../operation';
import { groupsView, profileView } from '../views';

type Id = string | number;

interface Body {
	permission_profile?: { id: Id };
	groups?: Array<{ id: Id }>;
}

export const updateMembership = cursor<Body>('updateMembership', (call) => {
	const { state } = call.backend;
	const account = accountIn(call);
	const user = userIn(call);
	const membership = state.membershipIn(user.id, account.id);
	if (!membership) throw notFound('MEMBERSHIP_NOT_FOUND', 'The user is not in this account.');
	if (membership.status === 'closed') {
		throw new RuleBroken('membership_closed', 'The membership is closed.');
	}
	const { permission_profile: profile, groups } = call.body;
	changeMembership(state, membership, {
		accountId: account.id,
		permissionProfileId: profile && Number(profile.id),
		groupIds: groups?.map(({ id }) => Number(id)),
	});
	return ok({
		user_id: user.id,
		permission_profile: profileView(account, membership),
		groups: groupsView(account, membership),
	});
});
