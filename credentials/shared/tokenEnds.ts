import { createHash } from 'node:crypto';

/**
 * When the tokens end that this process got. n8n stores a token without its end, so this is known
 * only until n8n restarts, and only in the process that signed in.
 */
const ends = new Map<string, number>();

const MOST_TOKENS = 200;

/** A token itself is not kept a second time. */
const digest = (token: string) => createHash('sha256').update(token).digest('base64');

/** @param endsAt in epoch ms */
export function rememberTokenEnd(token: string, endsAt: number): void {
	ends.set(digest(token), endsAt);
	const [oldest] = ends.keys();
	if (ends.size > MOST_TOKENS) ends.delete(oldest);
}

/** @returns epoch ms; undefined for a token that another process got */
export function tokenEnd(token: string): number | undefined {
	return ends.get(digest(token));
}
