import { isObject, parseJson } from '../../json';

/** Docusign's own words about a failure: safe to show, one line, bounded. */
export interface ErrorText {
	/** Its code, e.g. `HOURLY_APIINVOCATION_LIMIT_EXCEEDED`. */
	error?: string;
	message?: string;
	/** The number under which the server has noted it: `reference_id`, `requestId`. */
	reference?: string;
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
 * Reads an error body in any of the shapes Docusign uses, however its keys are written:
 * `{error, error_description}` (OAuth and Admin), `{errorCode, message}` (eSignature),
 * `{errorMessage, referenceId}` (Connect), `{title, detail, errors}` (RFC 9457),
 * `{Error: {UserMessage, ErrorCode}}` (CLM), `{Message, ModelState}`, `{errors}` alone, an object under
 * `error`, a JSON text, a plain text. Empty bodies and HTML give nothing.
 */
export function readErrorText(body: unknown): ErrorText {
	if (typeof body === 'string') return readString(body);
	if (Array.isArray(body)) return readErrorText({ errors: body as unknown[] });
	if (!isObject(body)) return {};
	const fields = new Map(Object.entries(body).map(([name, value]) => [bare(name), value]));
	const first = (names: readonly string[], longest?: number) =>
		names.reduce<string | undefined>(
			(text, name) => text ?? plainText(fields.get(name), longest),
			undefined,
		);
	const inner = isObject(fields.get('error')) ? readErrorText(fields.get('error')) : {};
	const parts = ['errors', 'modelstate'].flatMap((name) => partsOf(fields.get(name)));
	const message = inner.message ?? first(MESSAGE_KEYS);
	const more = parts.map((part) => part.message).filter((text) => text && !message?.includes(text));
	return {
		error: inner.error ?? first(CODE_KEYS, 100) ?? parts.find(({ error }) => error)?.error,
		message: plainText([message, ...more].filter(Boolean).join(': ')),
		reference: inner.reference ?? first(REFERENCE_KEYS, 100),
	};
}

/** Names as they are compared: Docusign's APIs write them in each other's way. */
const bare = (name: string) => name.toLowerCase().replace(/_/g, '');

const CODE_KEYS = ['error', 'errorcode', 'code'];
const MESSAGE_KEYS = [
	'errordescription',
	'message',
	'errormessage',
	'usermessage',
	'detail',
	'title',
	'developermessage',
];
const REFERENCE_KEYS = ['referenceid', 'requestid', 'correlationid'];

/** The single errors of a list, or of an object that holds texts for each field. */
function partsOf(errors: unknown): ErrorText[] {
	if (Array.isArray(errors)) return errors.map(partOf);
	return Object.entries(isObject(errors) ? errors : {}).map(([field, value]) => {
		const texts = [value].flat().map((text) => partOf(text).message);
		return { message: plainText(`${field}: ${texts.filter(Boolean).join(' ')}`) };
	});
}

/** One of several errors; a text among them is to be said, be it a code. */
const partOf = (part: unknown): ErrorText =>
	typeof part === 'string' ? { message: plainText(part) } : readErrorText(part);

/** A text that is a code, such as `invalid_permissionset`. */
const CODE = /^\s*[a-z][a-z0-9]*(?:_[a-z0-9]+)+\s*$/i;

function readString(body: string): ErrorText {
	const parsed = /^\s*[{[]/.test(body) ? parseJson(body) : undefined;
	if (parsed !== undefined) return readErrorText(parsed);
	return CODE.test(body) ? { error: plainText(body, 100) } : { message: plainText(body) };
}
