import crypto, { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';

import { loadPrivateKey } from '../../../../credentials/shared/jwt/privateKey';
import { authError, expectNothingOf, generateRsaKey, CLIENT_ID, rsaKey } from '../../support/jwt';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const passphrase = { cipher: 'aes-128-cbc', passphrase: 'secret' } as const;

function pem(key: typeof ec.privateKey, type: 'pkcs1' | 'pkcs8' | 'sec1' | 'spki'): string {
	return key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }).toString();
}

function lines(text: string): string[] {
	return text.trimEnd().split('\n');
}

/** What people paste instead of the whole private key, and the code of the message each gets. */
const WRONG_KEYS: Array<[what: string, pasted: string, code: string]> = [
	['nothing', ' \n ', 'DOCUSIGN_KEY_BLANK'],
	['a GUID', CLIENT_ID, 'DOCUSIGN_KEY_NOT_PEM'],
	['words', 'my private key', 'DOCUSIGN_KEY_NOT_PEM'],
	['the body alone', lines(rsaKey.pkcs1).slice(1, -1).join('\n'), 'DOCUSIGN_KEY_NOT_PEM'],
	[
		'a key without its END line',
		lines(rsaKey.pkcs1).slice(0, -1).join('\n'),
		'DOCUSIGN_KEY_TRUNCATED',
	],
	[
		'a key without its BEGIN line',
		lines(rsaKey.pkcs1).slice(1).join('\n'),
		'DOCUSIGN_KEY_TRUNCATED',
	],
	['the BEGIN line alone', lines(rsaKey.pkcs8)[0], 'DOCUSIGN_KEY_TRUNCATED'],
	[
		'a key that misses a line',
		lines(rsaKey.pkcs1).toSpliced(5, 1).join('\n'),
		'DOCUSIGN_KEY_TRUNCATED',
	],
	[
		'a PKCS#8 key that misses a line',
		lines(rsaKey.pkcs8).toSpliced(5, 1).join('\n'),
		'DOCUSIGN_KEY_TRUNCATED',
	],
	[
		'a key without its last characters',
		rsaKey.pkcs1.replace(/..\n-----END/, '\n-----END'),
		'DOCUSIGN_KEY_TRUNCATED',
	],
	[
		'an empty block',
		'-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
		'DOCUSIGN_KEY_TRUNCATED',
	],
	['a key whose start was changed', rsaKey.pkcs1.replace('\nMII', '\nAAA'), 'DOCUSIGN_KEY_DAMAGED'],
	['a public key', pem(rsaKey.publicKey, 'spki'), 'DOCUSIGN_KEY_IS_PUBLIC'],
	['a PKCS#1 public key', pem(rsaKey.publicKey, 'pkcs1'), 'DOCUSIGN_KEY_IS_PUBLIC'],
	['an OpenSSH public key', 'ssh-rsa AAAAB3NzaC1yc2E name@example.com', 'DOCUSIGN_KEY_IS_PUBLIC'],
	[
		'a certificate',
		'-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
		'DOCUSIGN_KEY_IS_CERTIFICATE',
	],
	['half a certificate', '-----BEGIN CERTIFICATE-----\nMIIB', 'DOCUSIGN_KEY_IS_CERTIFICATE'],
	['an EC key', pem(ec.privateKey, 'sec1'), 'DOCUSIGN_KEY_NOT_RSA'],
	['an EC key in PKCS#8', pem(ec.privateKey, 'pkcs8'), 'DOCUSIGN_KEY_NOT_RSA'],
	['an Ed25519 key', pem(ed25519.privateKey, 'pkcs8'), 'DOCUSIGN_KEY_NOT_RSA'],
	['an RSA-PSS key', pem(pss.privateKey, 'pkcs8'), 'DOCUSIGN_KEY_NOT_RSA'],
	[
		'an OpenSSH private key',
		'-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----',
		'DOCUSIGN_KEY_IS_OPENSSH',
	],
	[
		'a protected PKCS#8 key',
		rsaKey.privateKey.export({ type: 'pkcs8', format: 'pem', ...passphrase }).toString(),
		'DOCUSIGN_KEY_ENCRYPTED',
	],
	[
		'a protected PKCS#1 key',
		rsaKey.privateKey.export({ type: 'pkcs1', format: 'pem', ...passphrase }).toString(),
		'DOCUSIGN_KEY_ENCRYPTED',
	],
	[
		'a protected key on one line',
		rsaKey.privateKey
			.export({ type: 'pkcs1', format: 'pem', ...passphrase })
			.toString()
			.replace(/\n/g, ' '),
		'DOCUSIGN_KEY_ENCRYPTED',
	],
	['a key of 1024 bits', generateRsaKey(1024).pkcs1, 'DOCUSIGN_KEY_TOO_SHORT'],
];

describe('loading a private key', () => {
	it.each([
		['PKCS#1', rsaKey.pkcs1],
		['PKCS#8', rsaKey.pkcs8],
		['PKCS#1 between the lines of PKCS#8', rsaKey.pkcs1.replaceAll('RSA PRIVATE', 'PRIVATE')],
		['PKCS#8 between the lines of PKCS#1', rsaKey.pkcs8.replaceAll('PRIVATE', 'RSA PRIVATE')],
		['a longer one', generateRsaKey(3072).pkcs8],
	])('takes %s', (_, pasted) => {
		const { key } = loadPrivateKey(pasted);
		expect(key.type).toBe('private');
	});

	it('gives a key that signs for its public half', () => {
		const data = Buffer.from('data');
		const signature = sign('RSA-SHA256', data, loadPrivateKey(rsaKey.pkcs1).key);
		expect(verify('RSA-SHA256', data, rsaKey.publicKey, signature)).toBe(true);
	});

	it('gives the same fingerprint to a key however it was pasted, and another to another key', () => {
		const { fingerprint } = loadPrivateKey(rsaKey.pkcs1);
		expect(loadPrivateKey(rsaKey.pkcs1.replace(/\n/g, ' ')).fingerprint).toBe(fingerprint);
		expect(loadPrivateKey(rsaKey.pkcs8).fingerprint).toBe(fingerprint);
		expect(loadPrivateKey(generateRsaKey().pkcs1).fingerprint).not.toBe(fingerprint);
	});

	it('takes the fingerprint of the public half alone, so that it tells nothing of the key', () => {
		const spki = rsaKey.publicKey.export({ type: 'spki', format: 'der' });
		const expected = createHash('sha256').update(spki).digest('hex');
		expect(loadPrivateKey(rsaKey.pkcs1).fingerprint).toBe(expected);
	});

	it.each(WRONG_KEYS)('says what is wrong with %s', async (_, pasted, code) => {
		const error = await authError(() => loadPrivateKey(pasted));
		expect(error.docusignCode).toBe(code);
		expect(error.message).toContain("'Private Key'");
	});

	it('names the kind of a key that is not RSA', async () => {
		const error = await authError(() => loadPrivateKey(pem(ec.privateKey, 'pkcs8')));
		expect(error.message).toContain('of the kind EC');
	});

	it('calls a key that was cut off anywhere cut off, and quotes nothing of it', async () => {
		const cuts = fc.integer({ min: 33, max: rsaKey.pkcs1.length - 40 });
		await fc.assert(
			fc.asyncProperty(cuts, fc.boolean(), async (at, keepsEnd) => {
				const start = rsaKey.pkcs1.slice(0, at);
				const pasted = keepsEnd ? `${start}\n-----END RSA PRIVATE KEY-----` : start;
				const error = await authError(() => loadPrivateKey(pasted));
				expect(error.docusignCode).toBe('DOCUSIGN_KEY_TRUNCATED');
				expectNothingOf(rsaKey.pkcs1, `${error.message} ${error.stack}`);
			}),
			{ numRuns: 60 },
		);
	});

	it.each(WRONG_KEYS)('quotes nothing of %s', async (_, pasted) => {
		const error = await authError(() => loadPrivateKey(pasted));
		if (pasted.trim()) expectNothingOf(pasted, error.message);
	});
});

describe('A key that was read before', () => {
	const reads = jest.spyOn(crypto, 'createPrivateKey');
	beforeEach(() => reads.mockClear());
	afterAll(() => reads.mockRestore());

	it('is told by its text, and read again only where something is signed with it', () => {
		const { pkcs8 } = generateRsaKey();
		const first = loadPrivateKey(pkcs8);
		for (let request = 0; request < 100; request++) loadPrivateKey(pkcs8);
		expect(reads).toHaveBeenCalledTimes(1);
		const again = loadPrivateKey(pkcs8);
		expect(again.fingerprint).toBe(first.fingerprint);
		expect(again.key.equals(first.key)).toBe(true);
		expect(reads).toHaveBeenCalledTimes(2);
	});

	it('does not vouch for a text that differs by a letter', async () => {
		loadPrivateKey(rsaKey.pkcs8);
		const error = await authError(() => loadPrivateKey(rsaKey.pkcs8.replace('MII', 'MIJ')));
		expect(error.docusignCode).toBe('DOCUSIGN_KEY_TRUNCATED');
	});

	it('is forgotten once fifty others were read', () => {
		// Blanks make texts of their own of one key.
		const texts = Array.from({ length: 51 }, (_, index) => ' '.repeat(index + 1) + rsaKey.pkcs8);
		for (const text of texts) loadPrivateKey(text);
		reads.mockClear();
		loadPrivateKey(texts[50]);
		expect(reads).toHaveBeenCalledTimes(0);
		loadPrivateKey(texts[0]);
		expect(reads).toHaveBeenCalledTimes(1);
	});
});
