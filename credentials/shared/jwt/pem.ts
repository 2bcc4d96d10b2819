/**
 * PEM text as people paste it, brought into the one form that every parser reads (RFC 7468).
 * Pure text work: whether it is a usable key is decided in privateKey.ts.
 */

/** Byte order marks, zero-width characters and soft hyphens that copying leaves behind. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
/** White space that JSON, shell variables or .env files spell as backslash and letter. */
const SPELLED_SPACE = /\\+[rnt]/g;
/** What surrounds or separates the lines of a key without being part of it. */
const PADDING = /[\s"'`\\]+/g;
/** Word processors turn hyphens into dashes, and pairs of them into a single one. */
const DASHES = '[-\\u2010-\\u2015\\u2212]+';
const LABEL =
	'((?:(?:RSA|EC|DSA|ENCRYPTED|OPENSSH)\\s*)?(?:PRIVATE|PUBLIC)\\s*KEY|CERTIFICATE(?:\\s*REQUEST)?)';

const BEGIN = `${DASHES}\\s*BEGIN\\s*${LABEL}\\s*${DASHES}`;
const END = `${DASHES}\\s*END\\s*\\1\\s*${DASHES}`;

export interface PemBlock {
	/** Such as `RSA PRIVATE KEY`. */
	label: string;
	/** What stands between the BEGIN and END lines; without white space unless it has headers. */
	body: string;
}

/**
 * The first private key in a text, or else the first PEM block of any kind, as canonical PEM: LF,
 * 64 columns, one line break at the end. Understands CRLF, spelled-out `\n`, line breaks turned
 * into blanks or dropped, quotes, indentation, byte order marks, and all of it in base64. Text without a whole block comes
 * back trimmed. Normalising twice changes nothing.
 */
export function normalizePem(text: string): string {
	const cleaned = clean(text);
	const block = findBlock(cleaned);
	return block ? writeBlock(block) : cleaned;
}

/** The block that `normalizePem` would write, or undefined when there is no whole one. */
export function findPemBlock(text: string): PemBlock | undefined {
	return findBlock(clean(text));
}

/** Label of a BEGIN line, whether or not the block is whole. */
export function findBeginLabel(text: string): string | undefined {
	const begin = new RegExp(BEGIN, 'i').exec(clean(text));
	return begin ? canonicalLabel(begin[1]) : undefined;
}

function clean(text: string): string {
	return unwrap(text.replace(INVISIBLE, ''))
		.replace(INVISIBLE, '')
		.replace(SPELLED_SPACE, '\n')
		.replace(/^[\s"'`]+|[\s"'`]+$/g, '');
}

/** A whole PEM file in base64 (or its URL-safe form), as secret stores and pipelines keep it. */
function unwrap(text: string): string {
	const packed = text.replace(SPELLED_SPACE, '').replace(PADDING, '');
	if (!/^[\w+/-]+={0,2}$/.test(packed)) return text;
	const inside = Buffer.from(packed, 'base64').toString('utf8');
	return new RegExp(`${DASHES}\\s*BEGIN\\s`, 'i').test(inside) ? inside : text;
}

function findBlock(cleaned: string): PemBlock | undefined {
	const blocks = [...cleaned.matchAll(new RegExp(`${BEGIN}([\\s\\S]*?)${END}`, 'gi'))].map(
		([, label, body]) => ({ label: canonicalLabel(label), body: cleanBody(body) }),
	);
	return blocks.find(({ label }) => label.endsWith('PRIVATE KEY')) ?? blocks[0];
}

/** A protected key carries headers (RFC 1421) whose colons and line breaks mean something. */
function cleanBody(body: string): string {
	return body.includes(':') ? body.trim() : body.replace(PADDING, '');
}

function canonicalLabel(label: string): string {
	return label
		.toUpperCase()
		.replace(/\s+/g, '')
		.replace(/(RSA|EC|DSA|ENCRYPTED|OPENSSH)(?=PRIVATE|PUBLIC)/, '$1 ')
		.replace(/(PRIVATE|PUBLIC)KEY/, '$1 KEY')
		.replace('CERTIFICATEREQUEST', 'CERTIFICATE REQUEST');
}

function writeBlock({ label, body }: PemBlock): string {
	const lines = body.includes(':') ? [body] : (body.match(/.{1,64}/g) ?? []);
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
