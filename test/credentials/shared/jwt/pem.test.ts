import fc from 'fast-check';

import { findBeginLabel, findPemBlock, normalizePem } from '../../../../credentials/shared/jwt/pem';
import { loadPrivateKey } from '../../../../credentials/shared/jwt/privateKey';
import { rsaKey } from '../../support/jwt';

/** What happens to keys on their way into a field. Each keeps all characters of the key itself. */
const MANGLINGS: Record<string, (pem: string) => string> = {
	'Windows line ends': (pem) => pem.replace(/\n/g, '\r\n'),
	'old Mac line ends': (pem) => pem.replace(/\n/g, '\r'),
	'line breaks spelled \\n': (pem) => pem.replace(/\n/g, '\\n'),
	'line breaks spelled \\r\\n': (pem) => pem.replace(/\n/g, '\\r\\n'),
	'line breaks spelled \\\\n': (pem) => pem.replace(/\n/g, '\\\\n'),
	'blanks for line breaks': (pem) => pem.replace(/\n/g, ' '),
	'no line breaks': (pem) => pem.replace(/\n/g, ''),
	'no white space at all': (pem) => pem.replace(/\s/g, ''),
	'double quotes': (pem) => `"${pem}"`,
	'single quotes and blanks': (pem) => `  '${pem}'  `,
	'a JSON string': (pem) => JSON.stringify(pem),
	indentation: (pem) => pem.replace(/^/gm, '\t    '),
	'empty lines between': (pem) => pem.replace(/\n/g, '\n\n'),
	'a byte order mark': (pem) => `\uFEFF${pem}`,
	'zero-width spaces': (pem) => pem.replace(/\n/g, '\u200B\n'),
	'non-breaking spaces': (pem) => pem.replace(/\n/g, '\u00A0\n'),
	'dashes of a word processor': (pem) => pem.replace(/-----/g, '\u2014\u2014-'),
	'lower-case labels': (pem) =>
		pem.replace(/(BEGIN|END|RSA|PRIVATE|KEY)(?=[ -])/g, (word) => word.toLowerCase()),
	'text around it': (pem) => `Here is the key:\n${pem}\nGood luck`,
	'its certificate before it': (pem) =>
		`-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${pem}`,
};

const MANGLED = Object.entries(MANGLINGS);

describe.each([
	['PKCS#1', rsaKey.pkcs1],
	['PKCS#8', rsaKey.pkcs8],
])('a %s key', (_, pem) => {
	it('is left as it is when nothing is wrong with it', () => {
		expect(normalizePem(pem)).toBe(pem);
	});

	it.each(MANGLED)('comes back with %s', (_name, mangle) => {
		expect(normalizePem(mangle(pem))).toBe(pem);
	});

	it('comes back after any sequence of such accidents, and loads', () => {
		const surrounding = new Set(['text around it', 'its certificate before it']);
		const accidents = MANGLED.filter(([name]) => !surrounding.has(name)).map(([, run]) => run);
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...accidents), { maxLength: 4 }), (sequence) => {
				const pasted = sequence.reduce((text, mangle) => mangle(text), pem);
				expect(normalizePem(pasted)).toBe(pem);
				expect(loadPrivateKey(pasted).key.equals(rsaKey.privateKey)).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('a whole PEM file in base64', () => {
	const packed = (pem: string) => Buffer.from(pem).toString('base64');

	it.each<[what: string, pack: (pem: string) => string]>([
		['in one line', packed],
		['in lines of 76', (pem) => packed(pem).replace(/.{76}/g, '$&\n')],
		['in lines spelled \\n', (pem) => packed(pem).replace(/.{64}/g, '$&\\n')],
		['in quotes', (pem) => `"${packed(pem)}"`],
		['in the form for URLs', (pem) => Buffer.from(pem).toString('base64url')],
		['of Windows line ends', (pem) => packed(pem.replace(/\n/g, '\r\n'))],
	])('comes back %s', (_, pack) => {
		for (const pem of [rsaKey.pkcs1, rsaKey.pkcs8]) {
			expect(normalizePem(pack(pem))).toBe(pem);
			expect(loadPrivateKey(pack(pem)).key.equals(rsaKey.privateKey)).toBe(true);
		}
	});

	it('is no other text that base64 could be', () => {
		const text = packed('a secret, but no key');
		expect(normalizePem(text)).toBe(text);
	});
});

describe('normalising', () => {
	it('changes nothing the second time, whatever the text', () => {
		const piece = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 12 }),
			fc.constantFrom(
				'-----BEGIN RSA PRIVATE KEY-----',
				'-----END RSA PRIVATE KEY-----',
				'-----BEGIN CERTIFICATE-----',
				'-----END CERTIFICATE-----',
				'-----BEGINPRIVATEKEY-----',
				'-----END PRIVATE KEY-----',
				'Proc-Type: 4,ENCRYPTED',
				'\\n',
				'\\',
				'n',
				'"',
				'\uFEFF',
				'\r\n',
				' ',
				'MIIE',
				'-',
			),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
				const once = normalizePem(pieces.join(''));
				expect(normalizePem(once)).toBe(once);
			}),
			{ numRuns: 2000 },
		);
	});

	it('leaves text without a whole block alone, but for what surrounds it', () => {
		expect(normalizePem(' "not a key" ')).toBe('not a key');
		expect(findPemBlock('not a key')).toBeUndefined();
	});

	it('keeps the headers of a protected key apart from its body', () => {
		const pem =
			'-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n';
		expect(normalizePem(pem)).toBe(pem);
	});

	it('names a block that has lost its end', () => {
		expect(findBeginLabel('-----BEGIN RSA PRIVATE KEY-----\nMIIE')).toBe('RSA PRIVATE KEY');
	});
});
