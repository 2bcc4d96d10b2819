import fc from 'fast-check';

import { maskSecrets } from '../../../../../nodes/shared/transport/answers/mask';

const hex = (char: string, length: number) => char.charCodeAt(0).toString(16).padStart(length, '0');
const each = (write: (char: string) => string) => (text: string) => [...text].map(write).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** How a server may write what it was sent. */
const SPELLINGS: Record<string, (text: string) => string> = {
	plain: (text) => text,
	'small letters': (text) => text.toLowerCase(),
	capitals: (text) => text.toUpperCase(),
	'percent escapes': encodeURIComponent,
	'percent escapes throughout': each((char) => `%${hex(char, 2)}`),
	'escapes of old': each((char) => `%u${hex(char, 4)}`),
	'JSON escapes': each((char) => `\\u${hex(char, 4)}`),
	'escaped slashes': (text) => text.replaceAll('/', '\\/'),
	'JavaScript escapes': each((char) => `\\x${hex(char, 2)}`),
	'HTML, in hex': each((char) => `&#x${hex(char, 2)};`),
	'HTML, in decimals': each((char) => `&#${char.charCodeAt(0)};`),
	'a JSON text': (text) => JSON.stringify({ token: text }),
	'lines of 20': (text) => text.replace(/(.{20})/g, '$1\r\n'),
	'blanks between': each((char) => `${char} `),
	base64,
	'base64 of a header': (text) => base64(`Bearer ${text}`),
	'base64 of a longer one': (text) => base64(`x Bearer ${text} and more`),
	base64url: (text) => Buffer.from(`ab${text}`).toString('base64url'),
	hex: (text) => Buffer.from(text).toString('hex'),
};

/** Those of them that are put around what is spelt already. */
const ESCAPING = Object.entries(SPELLINGS)
	.filter(([name]) => !/base64|^hex$/.test(name))
	.map(([, spell]) => spell);

/** Tokens: the characters of RFC 6750 (section 2.1), and JWTs. */
const token = fc.oneof(
	fc.stringMatching(/^[A-Za-z0-9._~+/-]{8,80}={0,2}$/),
	fc.stringMatching(/^eyJ[A-Za-z0-9_-]{30,60}\.[A-Za-z0-9_-]{30,60}\.[A-Za-z0-9_-]{30,60}$/),
);
const around = fc.stringMatching(/^[ "':,.()a-z]{0,20}$/);

const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const closeUp = (text: string) => text.toLowerCase().replace(/\s/g, '');

describe.each(Object.entries(SPELLINGS))('a secret in %s', (_, spell) => {
	it('is masked, and what stands around it is not', () => {
		fc.assert(
			fc.property(token, around, around, (secret, before, after) => {
				// Where it stands there as well, it is masked there as well.
				fc.pre(!closeUp(`${before}<>${after}`).includes(closeUp(secret)));
				const text = `${before}<${spell(secret)}>${after}`;
				const masked = maskSecrets(text, [secret]);
				expect(masked).toContain('***');
				const middle = letters(masked.slice(before.length, masked.length - after.length));
				if (letters(secret).length > 2) expect(middle).not.toContain(letters(secret));
				expect(masked.startsWith(`${before}<`)).toBe(true);
				expect(masked.endsWith(`>${after}`)).toBe(true);
			}),
		);
	});

	it('is masked as well when it is spelt once more', () => {
		fc.assert(
			fc.property(token, fc.constantFrom(...ESCAPING), (secret, more) => {
				const masked = maskSecrets(more(spell(secret)), [secret]);
				expect(masked).toContain('***');
				expect(masked.length).toBeLessThan(more(spell(secret)).length);
			}),
		);
	});
});

describe('maskSecrets', () => {
	const known = ['a-made', 'up/one+1'].join('-');

	it('looks into lists, objects and their keys, and leaves the rest as it is', () => {
		const rest = { id: 'u-1', count: 3, none: null, list: [1, true] };
		const answer = { status: 200, headers: { x: known }, body: [{ [known]: [known] }, rest] };
		const masked = maskSecrets(answer, [known]);
		expect(masked).toEqual({
			status: 200,
			headers: { x: '***' },
			body: [{ '***': ['***'] }, rest],
		});
		expect(maskSecrets(rest, [known])).toBe(rest);
	});

	it('masks each of several, and each time', () => {
		expect(maskSecrets(`${known} ${known}, other-one`, [known, 'other-one'])).toBe('*** ***, ***');
	});

	it('takes nothing short for a secret', () => {
		expect(maskSecrets('active', ['', 'active'])).toBe('active');
	});

	it('changes nothing else, whatever it is given', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(maskSecrets(text, ['no-such-secret-anywhere'])).toBe(text);
			}),
		);
	});
});
