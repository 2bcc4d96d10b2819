import { type Answer, ok } from '../http/answer';
import type { Backend } from '../http/call';

interface Granted {
	integrationKey: string;
	userId: string;
	scopes: string[];
}

/**
 * Access and refresh token for a user. `refreshUntil` is the end the refresh token inherits (epoch
 * milliseconds); without it the token gets its full 30 days.
 */
export function grantTokens(backend: Backend, grant: Granted, refreshUntil?: number): Answer {
	const { integrationKey, userId, scopes } = grant;
	const { oauth } = backend.state;
	const lifetime = backend.options.codeTokenLifetimeSeconds;
	return ok({
		access_token: oauth.issueAccessToken(
			{ kind: 'user', integrationKey, userId, scopes },
			lifetime,
		),
		token_type: 'Bearer',
		refresh_token: oauth.issueRefreshToken({ integrationKey, userId, scopes }, refreshUntil),
		expires_in: lifetime,
		scope: scopes.join(' '),
	});
}
