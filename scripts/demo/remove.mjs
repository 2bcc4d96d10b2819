import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../lib/paths.mjs';

/** What the scripts put into the cache folder: an n8n, the Node.js that runs it, and what was begun. */
const OURS = /^(n8n|node)-\d/;

/**
 * Takes away what the demo and the end-to-end tests have downloaded. What else is in the folder, which
 * may be one of the user's own choice, stays.
 * @param {string} [folder]
 * @returns {Promise<string[]>} the folders that are gone
 */
export async function removeDownloads(folder = cacheFolder()) {
	const names = await readdir(folder).catch(() => []);
	const paths = names.filter((name) => OURS.test(name)).map((name) => join(folder, name));
	for (const path of paths) await rm(path, { recursive: true, force: true, maxRetries: 3 });
	return paths;
}
