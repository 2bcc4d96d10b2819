import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';

/**
 * The one file that is bundled: jose is packed into its built form, since an installed package has
 * no dependencies beside it. Keep named imports, which let the bundler drop what is not used.
 */

/** Seconds an assertion is good for. It is used at once; Docusign allows an hour at most. */
const ASSERTION_LIFETIME = 600;
/** Docusign refuses an `iat` that its clock has not reached: so many seconds may ours be ahead. */
const ISSUED_BEFORE = 60;

export interface AssertionClaims {
	/** `iss`. */
	integrationKey: string;
	/** `sub`; left out for a token of the application itself. */
	userId?: string;
	/** `aud`: a bare host, without scheme and slash. */
	audience: string;
	scopes: readonly string[];
	/** The time by the clock here, in whole seconds since 1970. */
	now: number;
}

/**
 * A signed JWT for the `jwt-bearer` grant (RFC 7523 section 3).
 *
 * There is no `nbf`: Docusign refuses one that its clock has not reached yet.
 */
export async function signAssertion(claims: AssertionClaims, key: KeyObject): Promise<string> {
	const assertion = new SignJWT({ scope: claims.scopes.join(' ') })
		.setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
		.setIssuer(claims.integrationKey)
		.setAudience(claims.audience)
		.setIssuedAt(claims.now - ISSUED_BEFORE)
		.setExpirationTime(claims.now + ASSERTION_LIFETIME);
	if (claims.userId !== undefined) assertion.setSubject(claims.userId);
	return await assertion.sign(key);
}
