import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { ownToken } from './issuedFor';
import { readJwtSettings } from './jwtSettings';

/**
 * Whether a request may go with the token at hand. `authenticate` cannot sign in by itself, but n8n
 * takes an error with a response of status 401 for a refused token, wherever in a request it arises:
 * it then signs in and asks here again, once.
 */

/** A header of the credential's test: no token from before will do. It never leaves n8n. */
export const SIGN_IN_ANEW = 'x-sign-in-anew';

/** By the credential's data, of which n8n makes an object of its own for each test or request. */
const tested = new WeakSet<object>();
const fresh = new WeakSet<object>();
const reached = new WeakSet<object>();

/** Whether these data are those of a test: a new token is wanted, and to know whether the API is there. */
export const isTested = (credentials: object): boolean => tested.has(credentials);

/** Whether these data have got a token that was issued just now. */
export const hasNewToken = (credentials: object): boolean => fresh.has(credentials);

/** Notes that the API was called on for these data. */
export const noteReached = (credentials: object): void => void reached.add(credentials);

/** Notes that these data have got a token that was issued just now. */
export const noteNewToken = (credentials: object): void => void fresh.add(credentials);

class TokenUnusable extends Error {
	override readonly name = 'TokenUnusable';
	/** What n8n looks at to find out whether to sign in. */
	readonly response = { status: 401 };
}

/**
 * The request with the stored token.
 *
 * @throws TokenUnusable where it is another sign-in's, or where a new one is demanded
 * @throws DocusignAuthError for a field that cannot work, so that a token outlives no spoilt field
 */
export function authorize(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	const { [SIGN_IN_ANEW]: anew, ...headers } = { ...requestOptions.headers };
	const accessToken = ownToken(readJwtSettings(credentials), credentials);
	if (accessToken === '') throw new TokenUnusable('The stored token is not for these settings');
	if (anew !== undefined && !(fresh.has(credentials) && reached.has(credentials))) {
		tested.add(credentials);
		throw new TokenUnusable('The test of a credential signs in anew');
	}
	return { ...requestOptions, headers: { ...headers, Authorization: `Bearer ${accessToken}` } };
}
