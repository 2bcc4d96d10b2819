/** What stands in the place of a secret. */
const MARK = '***';
/** Shorter ones are words that may stand anywhere. */
const SHORTEST = 8;
/** Spellings within spellings that are looked through. */
const MOST_LAYERS = 5;

/** What may break a long text in two. */
const BREAKS = /[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g;
/** Percent, JSON, JavaScript and HTML escapes; those of JSON for a break stand for none. */
const ESCAPES =
	/%u([0-9a-f]{4})|%([0-9a-f]{2})|\\+u([0-9a-f]{4})|\\+u\{0*([0-9a-f]{1,6})\}|\\+x([0-9a-f]{2})|&#x0*([0-9a-f]{1,6});?|&#0*(\d{1,7});?|&(amp|period|lowbar|plus|sol|equals|hyphen|dash);|\\+[rnt]?/gi;
const ENTITIES: Record<string, string> = {
	amp: '&',
	period: '.',
	lowbar: '_',
	plus: '+',
	sol: '/',
	equals: '=',
	hyphen: '-',
	dash: '-',
};

/** The character that an escape stands for; none for what only breaks a text. */
function meaning(match: RegExpMatchArray): string {
	const [, percentU, percent, u, uBraced, x, htmlHex, html, entity] = match;
	if (entity) return ENTITIES[entity.toLowerCase()];
	const hex = percentU ?? percent ?? u ?? uBraced ?? x ?? htmlHex;
	const code = hex === undefined ? Number(html ?? Number.NaN) : Number.parseInt(hex, 16);
	return code <= 0xffff ? String.fromCharCode(code) : '';
}

/** A text without escapes, with the stretch of the original that each character came from. */
interface Spelled {
	text: string;
	from: number[];
	to: number[];
}

function without(pattern: RegExp, { text, from, to }: Spelled): Spelled {
	const plain: Spelled = { text: '', from: [], to: [] };
	let at = 0;
	const put = (char: string, first: number, last: number) => {
		plain.text += char;
		plain.from.push(from[first]);
		plain.to.push(to[last]);
	};
	const copyTo = (end: number) => {
		for (; at < end; at++) put(text[at], at, at);
	};
	for (const match of text.matchAll(pattern)) {
		copyTo(match.index);
		const end = match.index + match[0].length;
		const char = meaning(match);
		if (char !== '') put(char, match.index, end - 1);
		at = end;
	}
	copyTo(text.length);
	return plain;
}

/** The text in each of its layers, from as it is to without any escape. */
function layersOf(text: string): Spelled[] {
	const places = [...new Array<undefined>(text.length).keys()];
	const layers: Spelled[] = [{ text, from: places, to: places }];
	while (layers.length <= MOST_LAYERS) {
		const next = without(ESCAPES, without(BREAKS, layers[layers.length - 1]));
		if (next.text === layers[layers.length - 1].text) break;
		layers.push(next);
	}
	return layers;
}

/** Letters of any case, and both alphabets of Base64, as one: each character stays one. */
const folded = (text: string): string =>
	text
		.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
		.replaceAll('-', '+')
		.replaceAll('_', '/');

/** A secret as it is, in hex, and in Base64 wherever in the encoded text it begins. */
function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret);
	const inBase64 = [0, 1, 2].map((offset) => {
		const text = Buffer.concat([Buffer.alloc(offset), bytes])
			.toString('base64')
			.replace(/=+$/, '');
		// The characters at the edges hold bits of what stands beside it.
		const end = (bytes.length + offset) % 3 === 0 ? text.length : text.length - 1;
		return text.slice(Math.ceil((offset * 8) / 6), end);
	});
	return [secret, bytes.toString('hex'), ...inBase64].map(folded);
}

/**
 * Masks secrets in whatever an answer holds, however they are spelt: in other letters, escaped, encoded,
 * broken in two, or several of that at once. It compares with the secrets themselves: a token may look
 * like anything.
 *
 * @returns texts, lists and objects with the secrets masked; what holds none is returned as it is
 */
export function maskSecrets<T>(value: T, secrets: readonly string[]): T {
	const known = [...new Set(secrets)].filter(({ length }) => length >= SHORTEST);
	if (known.length === 0) return value;
	const shortest = Math.min(...known.map(({ length }) => length));
	let forms: string[] | undefined;
	const clean = (text: string): string => {
		if (text.length < shortest) return text;
		forms ??= known.flatMap(formsOf);
		return masked(text, forms);
	};
	return inside(value, clean) as T;
}

function masked(text: string, forms: readonly string[]): string {
	if (!holdsInSomeLayer(text, forms)) return text;
	const hidden: Array<[number, number]> = [];
	for (const { text: layer, from, to } of layersOf(text)) {
		const searched = folded(layer);
		for (const form of forms) {
			for (let at = searched.indexOf(form); at >= 0; at = searched.indexOf(form, at + 1)) {
				hidden.push([from[at], to[at + form.length - 1] + 1]);
			}
		}
	}
	hidden.sort(([a], [b]) => a - b);
	let result = '';
	let done = 0;
	for (const [from, to] of hidden) {
		if (from >= done) result += text.slice(done, from) + MARK;
		done = Math.max(done, to);
	}
	return result + text.slice(done);
}

/** Nearly all texts hold none: that is found out without noting where each character came from. */
function holdsInSomeLayer(text: string, forms: readonly string[]): boolean {
	let layer = text;
	for (let layers = 0; layers <= MOST_LAYERS; layers++) {
		const searched = folded(layer);
		if (forms.some((form) => searched.includes(form))) return true;
		const next = layer
			.replace(BREAKS, '')
			.replace(ESCAPES, (...match) => meaning(match as unknown as RegExpMatchArray));
		if (next === layer) return false;
		layer = next;
	}
	return false;
}

function inside(value: unknown, clean: (text: string) => string): unknown {
	if (typeof value === 'string') return clean(value);
	if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
	if (Array.isArray(value)) {
		const entries = value.map((entry) => inside(entry, clean));
		return entries.some((entry, at) => entry !== value[at]) ? entries : value;
	}
	let isChanged = false;
	const entries = Object.entries(value).map(([name, entry]): [string, unknown] => {
		const pair: [string, unknown] = [clean(name), inside(entry, clean)];
		isChanged ||= pair[0] !== name || pair[1] !== entry;
		return pair;
	});
	return isChanged ? Object.fromEntries(entries) : value;
}
