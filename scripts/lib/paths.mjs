import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Where downloads stay between runs, outside the checkout: `N8N_DOCUSIGN_CACHE`, else the user's
 * cache folder as the XDG base directory specification names it.
 */
export function cacheFolder() {
	if (process.env.N8N_DOCUSIGN_CACHE) return process.env.N8N_DOCUSIGN_CACHE;
	const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(base, 'n8n-nodes-docusign-admin');
}
