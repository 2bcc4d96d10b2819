import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onShutdown } from './shutdown.mjs';

const TOUCH_EVERY = 2_000;
const STALE_AFTER = 20_000;

/**
 * Runs `work` while no other process does so for the same folder. A holder shows that it lives by
 * touching its lock, so that the lock of a killed process is taken over, in another container too.
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @param {() => void} onWait called once when another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, onWait) {
	const lock = `${folder}.lock`;
	const owner = randomUUID();
	await mkdir(dirname(lock), { recursive: true });
	for (let waited = false; !(await take(lock, owner)); waited = true) {
		if (!waited) onWait();
		await removeIfStale(lock);
		await delay(500);
	}
	const heart = setInterval(() => {
		// Nothing depends on a single beat: a lock that has gone is noticed by whoever took it.
		utimes(lock, new Date(), new Date()).catch(() => clearInterval(heart));
	}, TOUCH_EVERY);
	const release = async () => {
		clearInterval(heart);
		if ((await ownerOf(lock)) === owner) await rm(lock, { recursive: true, force: true });
	};
	const forget = onShutdown(release);
	try {
		return await work();
	} finally {
		forget();
		await release();
	}
}

/**
 * @param {string} lock
 * @param {string} owner
 */
async function take(lock, owner) {
	try {
		await mkdir(lock);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
	await writeFile(join(lock, 'owner'), owner);
	return true;
}

/** @param {string} lock */
async function ownerOf(lock) {
	try {
		return await readFile(join(lock, 'owner'), 'utf8');
	} catch {
		return undefined; // released in the meantime
	}
}

/** @param {string} lock */
async function removeIfStale(lock) {
	const details = await stat(lock).catch(() => undefined);
	if (!details || Date.now() - details.mtimeMs < STALE_AFTER) return;
	const aside = `${lock}.${randomUUID()}`;
	// Renaming is atomic: of several that find the lock stale, one gets it out of the way.
	const moved = await rename(lock, aside).then(
		() => true,
		() => false,
	);
	if (moved) await rm(aside, { recursive: true, force: true });
}
