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
	[/CERT|SELF_SIGNED|EPROTO|ERR_TLS|ERR_SSL/i, 'no secure connection could be made'],
	[/abort|cut off|premature/i, 'the answer is cut off'],
];

const NODE_CODE = /\bE[A-Z]{3,}\b|\bERR_\w+|\bUND_\w+/;

/** Why a connection failed, in words. Undefined where the reason tells people nothing. */
export function describeReason(reason: string | undefined): string | undefined {
	if (!reason) return undefined;
	const known = WORDS.find(([pattern]) => pattern.test(reason));
	if (known) return known[1];
	return NODE_CODE.test(reason) ? undefined : reason;
}
