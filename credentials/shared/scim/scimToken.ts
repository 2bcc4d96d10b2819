/** What a token looks like. */
export type TokenKind = 'static' | 'accessToken' | 'assertion';

type Claims = Record<string, unknown>;

/** OAuth tokens are made for hours, a token that is made by hand for months: a month is in between. */
const STATIC_FROM_SECONDS = 31 * 24 * 3_600;

/**
 * Tells a static token from what other credentials hold. It is a guess: Docusign does not say what its
 * static tokens are, and one could be a JWT with scopes. Whatever is not recognised as something else is
 * taken for one.
 */
export function tokenKind(token: string): TokenKind {
	const parts = token.split('.');
	if (parts.length !== 3 || !parts.every((part) => /^[\w-]+={0,2}$/.test(part))) return 'static';
	const header = decoded(parts[0]);
	if (!header || typeof header.alg !== 'string') return 'static';
	const claims = decoded(parts[1]);
	if (claims) return kindByClaims(claims);
	// Docusign's access tokens are of the type MT: what they carry is no JSON.
	return /^MT$/i.test(String(header.typ)) ? 'accessToken' : 'static';
}

function kindByClaims(claims: Claims): TokenKind {
	if (isSignInRequest(claims)) return 'assertion';
	if (claims.scp !== undefined || claims.scope !== undefined) return 'accessToken';
	// What is left of a life says nothing: a static token comes to its last days too.
	const life = Number(claims.exp) - Number(claims.iat);
	return life < STATIC_FROM_SECONDS ? 'accessToken' : 'static';
}

/** An assertion names its scopes in one text and is addressed to a bare host, without a scheme. */
function isSignInRequest({ iss, aud, scope }: Claims): boolean {
	const isBareHost = typeof aud === 'string' && /^[\w.-]+(:\d+)?$/.test(aud);
	return iss !== undefined && typeof scope === 'string' && isBareHost;
}

/** The JSON object in a part of a JWT (RFC 7519 section 3), if there is one. */
function decoded(part: string): Claims | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Claims)
			: undefined;
	} catch {
		// Not JSON, so not a part of a JWT that anybody can read.
		return undefined;
	}
}
