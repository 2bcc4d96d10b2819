import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * How a sign-in gets out: n8n tells `preAuthentication` nothing of the node's settings, without which
 * it would not come through a proxy that the request after it takes.
 */
export type Connection = Pick<IHttpRequestOptions, 'proxy' | 'skipSslCertificateValidation'>;

/** By the credential's data, of which each request has a copy of its own. */
const connections = new WeakMap<object, Connection>();

/** Lets the sign-in for these data leave like the requests that it is for. */
export function connectLike(
	credentials: object,
	{ proxy, skipSslCertificateValidation }: Connection,
): void {
	connections.set(credentials, {
		...(proxy && { proxy }),
		...(skipSslCertificateValidation && { skipSslCertificateValidation }),
	});
}

export const connectionOf = (credentials: object): Connection => connections.get(credentials) ?? {};
