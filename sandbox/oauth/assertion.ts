import { verify } from 'node:crypto';
import type { App } from '../state/oauthState';

/** The claims of a JWT assertion, unchecked. */
export type Claims = Record<string, unknown>;

export interface Assertion {
	header: Record<string, unknown>;
	claims: Claims;
	/** What the signature covers. */
	signed: string;
	signature: Buffer;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function decodePart(part: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return isRecord(value) ? value : undefined;
	} catch {
		// Not base64url JSON: the caller treats the whole assertion as none.
		return undefined;
	}
}

/** Takes a compact JWS apart (RFC 7515 section 3.1); undefined when it is none. */
export function parseAssertion(text: string): Assertion | undefined {
	const parts = text.split('.');
	if (parts.length !== 3 || parts.some((part) => !/^[\w-]+$/.test(part))) return undefined;
	const [head, payload, signature] = parts;
	const header = decodePart(head);
	const claims = decodePart(payload);
	if (!header || !claims) return undefined;
	return {
		header,
		claims,
		signed: `${head}.${payload}`,
		signature: Buffer.from(signature, 'base64url'),
	};
}

/**
 * Whether one of the app's keys signed it with RS256. Verified with node's own crypto: the client
 * under test signs with another library, so that one flaw cannot hide on both sides.
 */
export function isSignedBy(assertion: Assertion, app: App): boolean {
	if (assertion.header.alg !== 'RS256') return false;
	const data = Buffer.from(assertion.signed);
	return app.publicKeys.some((key) => verify('RSA-SHA256', data, key, assertion.signature));
}
