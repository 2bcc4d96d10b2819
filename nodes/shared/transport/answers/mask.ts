import { holdsInSomeLayer, layersOf } from './spelling';

/** What stands in the place of a secret. */
const MARK = '***';
/** Shorter ones are words that may stand anywhere. */
const SHORTEST = 8;
/** Letters of any case as one; each character stays one, as `toLowerCase` does not promise. */
const folded = (text: string): string =>
	text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

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
	const inBase64Url = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	const forms = [secret, bytes.toString('hex'), ...inBase64, ...inBase64Url].map(folded);
	return [...new Set(forms)];
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
	const isSuspect = (text: string): boolean => {
		forms ??= known.flatMap(formsOf);
		return holdsInSomeLayer(text, forms);
	};
	const clean = (text: string) =>
		text.length >= shortest && isSuspect(text) ? masked(text, forms ?? []) : text;
	// Nearly nothing holds any, and a long list is not to be copied for that.
	return someText(value, shortest, isSuspect) ? (inside(value, clean) as T) : value;
}

/** Every page of a long list goes through here before the next one is asked for: loops, not closures. */
function someText(value: unknown, shortest: number, test: (text: string) => boolean): boolean {
	if (typeof value === 'string') return value.length >= shortest && test(value);
	if (value === null || typeof value !== 'object') return false;
	if (Array.isArray(value)) {
		for (const entry of value) if (someText(entry, shortest, test)) return true;
		return false;
	}
	if (Buffer.isBuffer(value)) return false;
	// What is inherited is no content of an answer, and harmless to look at.
	for (const name in value) {
		if (name.length >= shortest && test(name)) return true;
		if (someText((value as Record<string, unknown>)[name], shortest, test)) return true;
	}
	return false;
}

function masked(text: string, forms: readonly string[]): string {
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

function inside(value: unknown, clean: (text: string) => string): unknown {
	if (typeof value === 'string') return clean(value);
	if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
	if (Array.isArray(value)) return value.map((entry) => inside(entry, clean));
	const entries = Object.entries(value).map(([name, entry]) => [clean(name), inside(entry, clean)]);
	return Object.fromEntries(entries) as unknown;
}
