import { isObject, parseJson } from '../json';

/** Docusign's own words about a failure: safe to show, one line, bounded. */
export interface ErrorText {
	/** Its code, e.g. `HOURLY_APIINVOCATION_LIMIT_EXCEEDED`. */
	error?: string;
	message?: string;
}

const LONGEST = 300;
const MARKUP = /^\s*<(?:!doctype|html|head|body|\?xml)/i;

const SECRETS: Array<[RegExp, string]> = [
	[/-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)/g, '***'],
	[/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***'],
	[/\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g, '***'],
	[
		/\b(assertion|(?:access|refresh|id)_token|client_secret)(["']?\s*[=:]\s*["']?)[^&\s"',}]+/gi,
		'$1$2***',
	],
];

/**
 * Makes a text from outside fit to show: one line, at most 300 characters, without anything that looks
 * like a token, key or assertion. Nothing for markup, blanks and what is no text.
 */
export function plainText(value: unknown, longest = LONGEST): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || MARKUP.test(value)) return undefined;
	const clean = SECRETS.reduce((text, [secret, mark]) => text.replace(secret, mark), value);
	return shorten(clean.replace(/[\s\p{Cc}]+/gu, ' ').trim(), longest) || undefined;
}

function shorten(text: string, longest: number): string {
	return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}

/**
 * Reads an error body in any of the shapes Docusign uses: `{error, error_description}` (OAuth and Admin),
 * `{errorCode, message}` (eSignature), `{errorMessage, referenceId}` (Connect), an object under `error`,
 * a JSON text, a plain text. Empty bodies and HTML give nothing.
 */
export function readErrorText(body: unknown): ErrorText {
	if (typeof body === 'string') return readString(body);
	if (!isObject(body)) return {};
	if (isObject(body.error)) return readErrorText({ errorCode: body.error.code, ...body.error });
	return {
		error: plainText(body.error ?? body.errorCode ?? body.error_code, 100),
		message: plainText(
			body.error_description ??
				body.message ??
				body.errorMessage ??
				body.error_message ??
				body.errorDescription ??
				body.detail,
		),
	};
}

function readString(body: string): ErrorText {
	const parsed = body.trimStart().startsWith('{') ? parseJson(body) : undefined;
	return isObject(parsed) ? readErrorText(parsed) : { message: plainText(body) };
}
