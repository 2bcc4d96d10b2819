/**
 * n8n replaces messages that hold one of Node's error codes by a text of its own, so the codes are put
 * into words.
 */
const WORDS: ReadonlyArray<[RegExp, string]> = [
	[/ECONNREFUSED/i, 'the connection was refused'],
	[/ENOTFOUND|EAI_AGAIN|GETADDRINFO/i, 'the name of the server could not be resolved'],
	[/ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT|timed? ?out|UND_ERR_\w*TIMEOUT/i, 'it took too long'],
	[/ECONNRESET|EPIPE|socket hang up|UND_ERR_SOCKET/i, 'the connection was closed'],
	[/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/i, 'the server could not be reached'],
	[/CERT_HAS_EXPIRED/i, 'its certificate has expired'],
	[/CERT_NOT_YET_VALID/i, 'its certificate is not valid yet, by the clock of n8n'],
	[/ALTNAME_INVALID|HOSTNAME_MISMATCH/i, 'its certificate is for another name'],
	[/CERT_REVOKED/i, 'its certificate has been revoked'],
	[
		/SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY)|CERT_UNTRUSTED|INVALID_CA/i,
		'nobody whom n8n trusts has issued its certificate',
	],
	[/CERT|EPROTO|ERR_TLS|ERR_SSL/i, 'no secure connection could be made'],
	[/abort|cut off|premature/i, 'the answer is cut off'],
];

/** What Node calls a certificate that it does not accept (OpenSSL's X509_V_ERR_*, and its own for names). */
const UNTRUSTED =
	/^(?:\w*CERT(?:_\w+)?|UNABLE_TO_\w+|\w*SELF_SIGNED\w*|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_ALTNAME_\w+)$/i;

/** Whether a connection failed because the server's certificate is not trusted: nothing was sent then. */
export const isUntrusted = (reason: string | undefined): boolean => UNTRUSTED.test(reason ?? '');

const NODE_CODE = /\bE[A-Z]{3,}\b|\bERR_\w+|\bUND_\w+/;

/** Why a connection failed, in words. Undefined where the reason tells people nothing. */
export function describeReason(reason: string | undefined): string | undefined {
	if (!reason) return undefined;
	const known = WORDS.find(([pattern]) => pattern.test(reason));
	if (known) return known[1];
	return NODE_CODE.test(reason) ? undefined : reason;
}
