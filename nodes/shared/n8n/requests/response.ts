import { isUntrusted } from '../../errors/networkReason';
import type { Answer, ApiResponse } from '../../http';
import { parseJson } from '../../json';
import { refusalText } from './arriving';

/** What n8n's request helpers resolve to with `returnFullResponse`. */
interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** What the parts of a failed request may hold; older engines drop the cause. */
interface FailedRequest {
	httpCode?: string | null;
	context?: { data?: unknown };
	cause?: {
		isAxiosError?: boolean;
		code?: string;
		response?: { status?: number; headers?: Record<string, unknown>; data?: unknown };
	};
}

const lowerCase = (headers: Record<string, unknown> = {}): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);

export const responseOf = ({ statusCode, headers, body }: FullResponse): ApiResponse => ({
	status: statusCode,
	headers: lowerCase(headers),
	body,
});

/** Bodies of refused requests come unparsed when the server does not call them JSON. */
const parsed = (data: unknown): unknown =>
	typeof data === 'string' && /^\s*[{[]/.test(data) ? (parseJson(data) ?? data) : data;

/** Node's and axios's codes for connections that failed, timed out or broke off. */
const isNetworkCode = (code: string | null | undefined): code is string =>
	typeof code === 'string' && (/^(E[A-Z_]+|ERR_\w+|UND_ERR_\w+)$/.test(code) || isUntrusted(code));

/** Whether an error of n8n's is the end of a request that was broken off on purpose: the execution was cancelled. */
export function isBrokenOff(error: unknown): boolean {
	const { httpCode, cause } = (error ?? {}) as FailedRequest;
	return (cause?.code ?? httpCode) === 'ERR_CANCELED';
}

/** Codes of connections that never came about, so that nothing was sent over them. */
const NEVER_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

/**
 * The answer inside the error that n8n's engine makes of a request that did not succeed. On n8n
 * 1.123 and 2.0 the cause is gone, and with it the headers.
 *
 * @returns undefined when the error is no answer at all: what failed came before the request
 * (signing in, a forbidden domain) or ended it on purpose (a cancelled execution).
 */
export async function responseInError(error: unknown): Promise<Answer | undefined> {
	if (error === null || typeof error !== 'object') return undefined;
	const { httpCode, context, cause } = error as FailedRequest;
	const code = cause?.code ?? httpCode;
	if (isBrokenOff(error)) return undefined;
	const response = cause?.response;
	const status = response?.status ?? Number(httpCode ?? Number.NaN);
	if (status >= 200 && status < 300) return { reason: 'the answer was cut off' };
	if (Number.isInteger(status) && status >= 100) {
		const body = parsed(await refusalText(response?.data ?? context?.data));
		return { status, headers: lowerCase(response?.headers), body };
	}
	return cause?.isAxiosError === true || isNetworkCode(code)
		? { reason: code ?? 'no connection', sent: !NEVER_SENT.has(code ?? '') }
		: undefined;
}
