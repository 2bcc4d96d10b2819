import { refuse } from '../http/answer';
import type { Call } from '../http/call';
import type { AccessToken } from '../state/oauthState';

export const invalidToken = (
	message = 'The access token provided is expired, revoked or malformed.',
) => refuse(401, 'AUTHORIZATION_INVALID_TOKEN', message);

/** The access token a call carries. Refuses a missing one and a dead one differently, as Docusign does. */
export function authenticate(call: Call): AccessToken {
	const match = /^Bearer\s+(\S+)$/i.exec(call.headers.authorization ?? '');
	if (!match) {
		throw refuse(
			401,
			'USER_AUTHENTICATION_FAILED',
			'One or both of Username and Password are invalid.',
		);
	}
	const { oauth, users } = call.backend.state;
	const token = oauth.accessToken(match[1]);
	if (!token) throw invalidToken();
	if (token.userId !== undefined && users.get(token.userId)?.status !== 'active') {
		throw refuse(401, 'USER_AUTHENTICATION_FAILED', 'The user is not active.');
	}
	return token;
}
