import { readJwtSettings } from './jwtSettings';
import { rememberGrant, rememberTokenEnd, TokenCache, tokenKey } from './tokenCache';
import { exchangeToken, type HttpRequest } from './tokenExchange';

/** One for the process: items, workflows and nodes that use the same credential share its tokens. */
const sharedTokens = new TokenCache();

export interface SignInOptions {
	tokens?: TokenCache;
	/** Milliseconds since 1970. */
	now?: () => number;
}

/**
 * What `preAuthentication` returns: the token to store in the credential.
 *
 * @throws DocusignAuthError with a message that says what to do
 */
export async function signIn(
	httpRequest: HttpRequest,
	credentials: Readonly<Record<string, unknown>>,
	{ tokens = sharedTokens, now = Date.now }: SignInOptions = {},
): Promise<{ accessToken: string }> {
	const settings = readJwtSettings(credentials);
	const stored = typeof credentials.accessToken === 'string' ? credentials.accessToken : '';
	const accessToken = await tokens.obtain(tokenKey(settings), stored, async () => {
		const token = await exchangeToken(httpRequest, settings, now);
		const { expiresInSeconds: lifetime } = token;
		rememberGrant(settings, token.scopes);
		if (lifetime) rememberTokenEnd(token.accessToken, now() + lifetime * 1_000);
		return token;
	});
	return { accessToken };
}
