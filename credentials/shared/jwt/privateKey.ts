import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { DocusignAuthError } from '../authError';
import { findBeginLabel, findPemBlock, normalizePem, type PemBlock } from './pem';
import { KEY_ROWS } from '../settingErrors';

export interface SigningKey {
	readonly key: KeyObject;
	/** SHA-256 of the public half, to tell key pairs apart: nothing of the private half is in it. */
	readonly fingerprint: string;
}

/**
 * The fingerprints of texts that were read, by the texts' own SHA-256. Every request asks whose the token
 * at hand is, and reading a key takes longer than the rest of what is done for it; nothing private is kept.
 */
const fingerprints = new Map<string, string>();
const MOST_KEPT = 50;

/** RS256 asks for 2048 bits or more (RFC 7518 section 3.3). */
const MINIMUM_BITS = 2048;

/**
 * Loads an RSA private key, PKCS#1 or PKCS#8, however it was pasted.
 *
 * @throws DocusignAuthError with a message of its own for each thing that is pasted instead; no
 * message contains any of the text.
 */
export function loadPrivateKey(pasted: string): SigningKey {
	const digest = createHash('sha256').update(pasted).digest('base64');
	const known = fingerprints.get(digest);
	if (known !== undefined) {
		return {
			fingerprint: known,
			get key() {
				return readKey(pasted);
			},
		};
	}
	const key = readKey(pasted);
	const fingerprint = fingerprintOf(key);
	const [oldest] = fingerprints.keys();
	if (fingerprints.size >= MOST_KEPT) fingerprints.delete(oldest);
	fingerprints.set(digest, fingerprint);
	return { key, fingerprint };
}

function readKey(pasted: string): KeyObject {
	const pem = normalizePem(pasted);
	if (pem === '') throw new DocusignAuthError(KEY_ROWS.blank);

	const block = findPemBlock(pasted);
	const label = block?.label ?? findBeginLabel(pasted);
	const misfit = label === undefined ? misfitWithoutLabel(pem) : misfitByLabel(label);
	if (misfit) throw new DocusignAuthError(KEY_ROWS[misfit.row], { kind: misfit.kind });
	if (!block) throw new DocusignAuthError(KEY_ROWS.truncated);
	if (/ENCRYPTED/i.test(block.body)) throw new DocusignAuthError(KEY_ROWS.encrypted);

	const key = parse(pem) ?? parse(asPkcs1(pem));
	if (!key) throw new DocusignAuthError(KEY_ROWS[isCutOff(block) ? 'truncated' : 'damaged']);
	if (key.asymmetricKeyType !== 'rsa') {
		const kind = (key.asymmetricKeyType ?? 'unknown').toUpperCase();
		throw new DocusignAuthError(KEY_ROWS.notRsa, { kind });
	}
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	if (bits < MINIMUM_BITS) throw new DocusignAuthError(KEY_ROWS.tooShort, { bits: String(bits) });

	return key;
}

function fingerprintOf(key: KeyObject): string {
	const publicHalf = createPublicKey(key).export({ type: 'spki', format: 'der' });
	return createHash('sha256').update(publicHalf).digest('hex');
}

interface Misfit {
	row: keyof typeof KEY_ROWS;
	kind?: string;
}

function misfitByLabel(label: string): Misfit | undefined {
	if (label.endsWith('PUBLIC KEY')) return { row: 'publicKey' };
	if (label.startsWith('CERTIFICATE')) return { row: 'certificate' };
	if (label === 'ENCRYPTED PRIVATE KEY') return { row: 'encrypted' };
	if (label === 'OPENSSH PRIVATE KEY') return { row: 'openSsh' };
	if (label === 'EC PRIVATE KEY') return { row: 'notRsa', kind: 'EC' };
	if (label === 'DSA PRIVATE KEY') return { row: 'notRsa', kind: 'DSA' };
	return undefined;
}

function misfitWithoutLabel(text: string): Misfit {
	if (/^ssh-\w+ /.test(text)) return { row: 'publicKey' };
	return { row: /-END [A-Z ]*PRIVATE KEY-/i.test(text) ? 'truncated' : 'notPem' };
}

/** Whoever adds the BEGIN and END lines by hand may take those of the other form; OpenSSL minds one way only. */
const asPkcs1 = (pem: string): string =>
	pem.replace(/-----(BEGIN|END) PRIVATE KEY-----/g, '-----$1 RSA PRIVATE KEY-----');

/** OpenSSL's reasons are dropped on purpose: they help nobody who has pasted a key. */
function parse(pem: string): KeyObject | undefined {
	try {
		return createPrivateKey({ key: pem, format: 'pem' });
	} catch {
		return undefined;
	}
}

/** DER starts with the length of all that follows (X.690 section 8.1.3): fewer bytes, cut off. */
function isCutOff({ body }: PemBlock): boolean {
	const der = Buffer.from(body, 'base64');
	if (body.length % 4 !== 0 || der.length < 4) return true;
	if (der[0] !== 0x30 || der[1] <= 0x80 || der[1] > 0x84) return false;
	const lengthBytes = der[1] - 0x80;
	return der.length < 2 + lengthBytes + der.readUIntBE(2, lengthBytes);
}
