import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const MARK = '.installing-';

/**
 * Fills a folder in one step: `fill` works in a draft beside it, which takes the folder's place once
 * it is complete. What an interrupted run left is removed; the draft has a name of its own, since
 * a program started by that run may still be writing into the old one.
 * @param {string} folder
 * @param {(draft: string) => Promise<void>} fill
 * @param {() => void} onLeftovers
 */
export async function fillFolder(folder, fill, onLeftovers) {
	const parent = dirname(folder);
	const name = basename(folder);
	await mkdir(parent, { recursive: true });
	const leftovers = (await readdir(parent)).filter(
		(entry) => entry === name || entry.startsWith(name + MARK),
	);
	if (leftovers.length > 0) onLeftovers();
	for (const entry of leftovers) await remove(join(parent, entry));
	const draft = `${folder}${MARK}${randomBytes(4).toString('hex')}`;
	await mkdir(draft);
	try {
		await fill(draft);
		await rename(draft, folder);
	} catch (error) {
		await remove(draft);
		throw error;
	}
}

/** @param {string} folder */
async function remove(folder) {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
