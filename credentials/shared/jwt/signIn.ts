import { sleep } from 'n8n-workflow';
import { hasNewToken, isTested, noteNewToken, noteReached } from './authorize';
import { connectionOf } from './connection';
import { reach } from '../reach';
import { issuedFor, ownToken, tokenKey } from './issuedFor';
import { readJwtSettings, type JwtSettings } from './jwtSettings';
import { noteToken } from './tokenNotes';
import { TokenCache } from './tokenCache';
import { exchangeToken, type Clock, type HttpRequest } from './tokenExchange';

/** One for the process: items, workflows and nodes that use the same credential share its tokens. */
const sharedTokens = new TokenCache();

const CLOCK: Clock = { now: () => Date.now(), sleep };

/** What n8n stores in the credential. */
export interface StoredToken {
	accessToken: string;
	/** @see issuedFor */
	issuedFor: string;
}

/**
 * What `preAuthentication` returns. A stored token that was issued for other settings counts as none:
 * it was never sent, so nothing is known of the one that belongs here.
 *
 * @throws DocusignAuthError with a message that says what to do
 */
export async function signIn(
	httpRequest: HttpRequest,
	credentials: Readonly<Record<string, unknown>>,
): Promise<StoredToken> {
	const settings = readJwtSettings(credentials);
	const leave: HttpRequest = async (options) =>
		await httpRequest({ ...options, ...connectionOf(credentials) });
	const stored =
		isTested(credentials) && hasNewToken(credentials)
			? storedIn(credentials)
			: await obtain(leave, settings, credentials);
	if (isTested(credentials)) {
		// n8n's window has no words of its own for an API that is out of reach.
		const url = `${settings.adminBaseUrl}/v2/organizations`;
		await reach(leave, url, "'Environment' and 'Admin Base URL'");
		noteReached(credentials);
	}
	return stored;
}

async function obtain(
	leave: HttpRequest,
	settings: JwtSettings,
	credentials: Readonly<Record<string, unknown>>,
): Promise<StoredToken> {
	const need = {
		refused: ownToken(settings, credentials),
		anew: isTested(credentials) || isEmpty(credentials),
		isTest: isTested(credentials),
	};
	const { accessToken, isNew } = await sharedTokens.obtain(tokenKey(settings), need, async () => {
		const token = await exchangeToken(leave, settings, CLOCK);
		noteToken(token, CLOCK.now());
		return token;
	});
	if (isNew) noteNewToken(credentials);
	return { accessToken, issuedFor: issuedFor(settings, accessToken) };
}

const storedIn = ({ accessToken, issuedFor }: Readonly<Record<string, unknown>>): StoredToken => ({
	accessToken: String(accessToken),
	issuedFor: String(issuedFor),
});

/** Nobody has signed in with it yet, or somebody took out what was stored: so that one sees what happens. */
const isEmpty = ({ accessToken, issuedFor: told }: Readonly<Record<string, unknown>>): boolean =>
	!accessToken && !told;
