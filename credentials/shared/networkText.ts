/**
 * Codes and texts of a request's failure and its causes: where the reason stands depends on n8n's
 * version. Nothing else of the error, which holds the request with its secrets.
 *
 * @param error what n8n's helper rejected with
 */
export function networkText(error: unknown, depth = 0): string {
	if (typeof error !== 'object' || error === null) return '';
	const { code, message, cause } = error as Record<string, unknown>;
	const own = [code, message].filter((part) => typeof part === 'string').join(' ');
	return cause === undefined || depth > 3 ? own : `${own} ${networkText(cause, depth + 1)}`;
}
