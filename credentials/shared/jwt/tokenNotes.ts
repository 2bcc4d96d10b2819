import { digest } from './issuedFor';
import type { IssuedToken } from './tokenExchange';

/**
 * n8n stores a token without its scopes and its end, so both are known only in the process that
 * signed in, until it restarts. They are kept by the token, so that they are those of the one in use.
 */
interface Note {
	/** Epoch ms. */
	endsAt?: number;
	scopes?: readonly string[];
}

const MAX_NOTES = 200;
const notes = new Map<string, Note>();

/** @param issuedAt in epoch ms */
export function noteToken(
	{ accessToken, expiresInSeconds, scopes }: IssuedToken,
	issuedAt: number,
): void {
	const endsAt = expiresInSeconds && issuedAt + expiresInSeconds * 1_000;
	notes.set(digest(accessToken), { endsAt, scopes });
	const [oldest] = notes.keys();
	if (notes.size > MAX_NOTES) notes.delete(oldest);
}

const noteOf = (accessToken: unknown): Note =>
	(typeof accessToken === 'string' ? notes.get(digest(accessToken)) : undefined) ?? {};

/** @returns epoch ms; undefined where no answer said, or for a token that another process got */
export const tokenEnd = (accessToken: unknown): number | undefined => noteOf(accessToken).endsAt;

/** The scopes of a token, where an answer said them and this process got it. */
export const grantOf = (accessToken: unknown): readonly string[] | undefined =>
	noteOf(accessToken).scopes;
