import { guidParam, notAuthorized } from '../../../common/access';
import { notFound, ok, refuse } from '../../../http/answer';
import { published, userIn } from '../../operation';

interface Body {
	site_id: number;
}

/** Activates without an e-mail, for addresses on claimed domains only. */
export const activateMembership = published<Body>('activateMembership', (call) => {
	const { state } = call.backend;
	const user = userIn(call);
	const membership = state.memberships.get(guidParam(call, 'membershipId'));
	if (membership?.userId !== user.id) {
		throw notFound('MEMBERSHIP_NOT_FOUND', 'The membership does not exist.');
	}
	if (call.body.site_id !== user.siteId) {
		throw refuse(400, 'INVALID_SITE_ID', 'The site is not the one of the user.');
	}
	if (!state.isClaimed(user.organizationId, user.email)) throw notAuthorized(call);
	state.updateMembership(membership.id, { status: 'active', closedAt: undefined });
	state.settleStatus(user.id);
	return ok({ status: 'active' });
});
