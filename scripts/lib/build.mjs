import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './command.mjs';
import { projectRoot } from './paths.mjs';
import { startProgress } from './progress.mjs';
import { ScriptError } from './scriptError.mjs';

/** What the build is made of. */
const SOURCES = [
	'nodes',
	'credentials',
	'icons',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'gulpfile.js',
	'index.js',
];

/**
 * When a file or anything in a folder last changed, in epoch milliseconds; 0 where it does not exist.
 * Folders count themselves, too, since they change when a file is taken out.
 * @param {string} path
 * @returns {Promise<number>}
 */
async function newestChange(path) {
	const details = await stat(path).catch(() => undefined);
	if (!details) return 0;
	if (!details.isDirectory()) return details.mtimeMs;
	const inside = (await readdir(path)).map((name) => newestChange(join(path, name)));
	return Math.max(details.mtimeMs, ...(await Promise.all(inside)));
}

/**
 * Whether the build is there and no older than what it is made of.
 * @param {string} [root]
 */
export async function isBuilt(root = projectRoot) {
	const built = await newestChange(join(root, 'dist'));
	const sources = await Promise.all(SOURCES.map((name) => newestChange(join(root, name))));
	return built > 0 && built >= Math.max(...sources);
}

/** Builds the package, so that what is packed and tested is what the sources say, unless it is built. */
export async function ensureBuilt() {
	if (await isBuilt()) return;
	const progress = startProgress('Building the package');
	const { code, tail } = await npm(['run', 'build'], { cwd: projectRoot });
	progress.end(code === 0 ? 'done' : 'failed');
	if (code !== 0) throw new ScriptError(`The build failed:\n${tail}`);
}
