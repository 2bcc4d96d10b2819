import { type Answer, refuseOAuth } from '../http/answer';
import type { Call } from '../http/call';
import { authenticateClient } from './client';
import { grantTokens } from './grantTokens';

/**
 * Grant type `refresh_token`. Each token works once and brings a new one: with the scope `extended`
 * for another 30 days, without it until the first one's end.
 */
export function refreshGrant(call: Call, form: URLSearchParams): Answer {
	const app = authenticateClient(call, form);
	const { oauth, users } = call.backend.state;
	const grant = oauth.redeemRefreshToken(form.get('refresh_token') ?? '');
	if (!grant || grant.integrationKey !== app.integrationKey) {
		throw refuseOAuth('invalid_grant', 'expired_client_token');
	}
	if (users.get(grant.userId)?.status !== 'active') {
		throw refuseOAuth('invalid_grant', 'user_not_found');
	}
	const until = grant.scopes.includes('extended') ? undefined : grant.expiresAt;
	return grantTokens(call.backend, grant, until);
}
