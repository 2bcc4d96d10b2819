/** How a text may be written so that people and programs still read it: escaped, or broken in two. */

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
export interface Spelled {
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
export function layersOf(text: string): Spelled[] {
	const places = [...new Array<undefined>(text.length).keys()];
	const layers: Spelled[] = [{ text, from: places, to: places }];
	while (layers.length <= MOST_LAYERS) {
		const next = without(ESCAPES, without(BREAKS, layers[layers.length - 1]));
		if (next.text === layers[layers.length - 1].text) break;
		layers.push(next);
	}
	return layers;
}

const ANY_ESCAPE = new RegExp(`${BREAKS.source}|[%\\\\&]`);

/** Whether a text holds one of some others, in small letters, in any of its layers. */
export function holdsInSomeLayer(text: string, forms: readonly string[]): boolean {
	let layer = text;
	for (let layers = 0; layers <= MOST_LAYERS; layers++) {
		const searched = layer.toLowerCase();
		if (forms.some((form) => searched.includes(form))) return true;
		if (!ANY_ESCAPE.test(layer)) return false;
		const next = layer
			.replace(BREAKS, '')
			.replace(ESCAPES, (...match) => meaning(match as unknown as RegExpMatchArray));
		if (next === layer) return false;
		layer = next;
	}
	return false;
}
