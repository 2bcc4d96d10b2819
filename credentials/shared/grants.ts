import { createHash } from 'node:crypto';

/**
 * The scopes that the newest token of a sign-in was granted, where Docusign's answer named them. n8n
 * stores a token without them, so they are known in the process that signed in, until it restarts.
 *
 * They are kept by what the sign-in asked for rather than by the token: a message about the request
 * that the token was fetched for has to name what is missing, and does not know the token.
 */
const grants = new Map<string, readonly string[]>();

const MOST_GRANTS = 200;

/** Everything that decides what a token may do. */
export interface Grantee {
	oauthBaseUrl: string;
	integrationKey: string;
	/** Left out for a token of the application itself. */
	userId?: string;
	/** Those that were asked for. */
	scopes: readonly string[];
}

function keyOf({ oauthBaseUrl, integrationKey, userId = '', scopes }: Grantee): string {
	const who = [oauthBaseUrl, integrationKey.toLowerCase(), userId.toLowerCase()];
	return createHash('sha256')
		.update(JSON.stringify([...who, ...[...scopes].sort()]))
		.digest('base64');
}

/** @param granted undefined where the answer did not say */
export function rememberGrant(grantee: Grantee, granted: readonly string[] | undefined): void {
	const key = keyOf(grantee);
	grants.delete(key);
	if (granted) grants.set(key, granted);
	const [oldest] = grants.keys();
	if (grants.size > MOST_GRANTS) grants.delete(oldest);
}

/** @returns undefined where no answer said, or another process got the token */
export const grantOf = (grantee: Grantee): readonly string[] | undefined =>
	grants.get(keyOf(grantee));
