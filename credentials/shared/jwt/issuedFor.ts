import { createHash } from 'node:crypto';
import { readJwtSettings, type JwtSettings } from './jwtSettings';

/**
 * What a token was issued for. n8n keeps one token per credential and hands it on whatever became of
 * the fields since: edited in the editor, or another user's by an expression. A digest beside the
 * token says whether it is the one that these fields would get.
 *
 * It is no secret and gives none away: of the key pair it holds the public half, and of a token, which
 * nobody can guess, a SHA-256.
 */

/** Stands for its parts without holding any of them. */
export const digest = (...parts: string[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Stands for everything that shapes a token: environment, app, user, scopes and key pair. */
export const tokenKey = (settings: JwtSettings): string =>
	digest(
		settings.oauthBaseUrl,
		settings.integrationKey.toLowerCase(),
		settings.userId?.toLowerCase() ?? '',
		settings.signingKey.fingerprint,
		...[...settings.scopes].sort(),
	);

/**
 * What is stored beside a token. It holds for this token only: the editor sends back the digest that it
 * was opened with, while n8n puts in the token that is stored by then.
 */
export const issuedFor = (settings: JwtSettings, accessToken: string): string =>
	digest(tokenKey(settings), accessToken);

/** The stored token, where it is one of these settings; empty where it is not, or not known to be. */
export function ownToken(
	settings: JwtSettings,
	{ accessToken, issuedFor: told }: Readonly<Record<string, unknown>>,
): string {
	if (typeof accessToken !== 'string' || accessToken === '') return '';
	return told === issuedFor(settings, accessToken) ? accessToken : '';
}

/**
 * Empties the stored token where it is another sign-in's, so that n8n signs in before the first request
 * and still has its one renewal left for it. What it was issued for stays. A field that cannot work is
 * left to the sign-in to tell.
 */
export function forgetForeignToken(credentials: Record<string, unknown>): void {
	if (!credentials.accessToken) return;
	try {
		credentials.accessToken = ownToken(readJwtSettings(credentials), credentials);
	} catch {
		credentials.accessToken = '';
	}
}
