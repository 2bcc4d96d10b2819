import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { reach } from '../reach';
import { readScimSettings } from './scimSettings';

/**
 * What the credential's test does before its request. n8n calls `preAuthentication`, the only place that
 * may send something of its own, after a refused token: `authenticate` says so of the test, once.
 */

/** A header of the credential's test. It never leaves n8n. */
export const REACH_FIRST = 'x-reach-first';

/** By the credential's data, of which n8n makes an object of its own for each test or request. */
const demanded = new WeakSet<object>();
const reached = new WeakSet<object>();

class NotReachedYet extends Error {
	override readonly name = 'NotReachedYet';
	/** What n8n looks at to find out whether to call `preAuthentication`. */
	readonly response = { status: 401 };
}

/**
 * The request without the test's header.
 *
 * @throws NotReachedYet where it is the test's and nobody has called on the server yet
 */
export function reachFirst(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	const { [REACH_FIRST]: first, ...headers } = { ...requestOptions.headers };
	if (first !== undefined && !reached.has(credentials)) {
		demanded.add(credentials);
		throw new NotReachedYet('The test of a credential first looks whether its host is there');
	}
	return { ...requestOptions, headers };
}

/**
 * Calls on the server where the test has asked for it; a run of a node does not.
 *
 * @throws DocusignAuthError where the server cannot be reached
 */
export async function reachWhereDemanded(
	httpRequest: (options: IHttpRequestOptions) => Promise<unknown>,
	credentials: ICredentialDataDecryptedObject,
): Promise<void> {
	if (!demanded.delete(credentials)) return;
	const { baseUrl } = readScimSettings(credentials);
	await reach(httpRequest, `${baseUrl}/ServiceProviderConfig`, "'Base URL'");
	reached.add(credentials);
}
