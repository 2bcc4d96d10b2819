import { type Answer, ok } from '../http/answer';
import type { Call } from '../http/call';
import { localTime } from '../state/time';
import { authenticate, invalidToken } from './caller';
import { countUserinfo } from './userinfoLimit';

/** GET /oauth/userinfo: who the token speaks for, and in which accounts and organizations. */
export function userinfo(call: Call): Answer {
	const { state, url } = call.backend;
	const token = authenticate(call);
	const { userId } = token;
	const user = userId === undefined ? undefined : state.users.get(userId);
	if (!user) throw invalidToken('Authentication for System Application failed.');
	countUserinfo(call, token);
	const open = state.membershipsOf(user.id).filter(({ status }) => status === 'active');
	return ok({
		sub: user.id,
		name: user.userName,
		given_name: user.firstName,
		family_name: user.lastName,
		created: localTime(user.createdAt),
		email: user.email,
		accounts: open.map(({ accountId }) => ({
			account_id: accountId,
			is_default: accountId === user.defaultAccountId,
			account_name: state.accounts.get(accountId)?.name,
			base_uri: url,
			organization: {
				organization_id: user.organizationId,
				links: [{ rel: 'self', href: `${url}/organizations/${user.organizationId}` }],
			},
		})),
	});
}
