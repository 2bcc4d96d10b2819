import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, run } from '../lib/command.mjs';
import { fillFolder } from '../lib/atomicFolder.mjs';
import { withLock } from '../lib/lock.mjs';
import { cacheFolder } from '../lib/paths.mjs';
import { startProgress } from '../lib/progress.mjs';
import { ScriptError } from '../lib/scriptError.mjs';
import { downloadFailure } from './downloadFailure.mjs';
import { abiOf, ensureRuntime, headersOf } from './runtime.mjs';
import { n8nRelease } from './versions.mjs';

/**
 * @typedef {object} N8nInstallation
 * @property {string} node the Node.js binary to run it with
 * @property {string} script n8n's start script
 */

const SCRIPT = join('node_modules', 'n8n', 'bin', 'n8n');
const STAMP = 'complete.json';

/**
 * n8n in the cache folder, installed there if it is not yet. An installation is complete once it
 * carries its stamp, which is written after it has been seen to run: what an interrupted one left
 * behind is thrown away.
 * @returns {Promise<N8nInstallation>}
 */
export async function ensureN8n() {
	const { version } = n8nRelease();
	const node = await ensureRuntime();
	const platform = `${process.platform}-${process.arch}-abi${await abiOf(node)}`;
	const folder = join(cacheFolder(), `n8n-${version}`, platform);
	const installation = { node, script: join(folder, SCRIPT) };
	if (await isComplete(folder)) return installation;
	await withLock(
		folder,
		async () => {
			if (!(await isComplete(folder))) await install(folder, node);
		},
		() => process.stderr.write(`Waiting for another process that is installing n8n …\n`),
	);
	return installation;
}

/** @param {string} folder */
async function isComplete(folder) {
	if (!existsSync(join(folder, SCRIPT))) return false;
	try {
		return JSON.parse(await readFile(join(folder, STAMP), 'utf8')).n8n === n8nRelease().version;
	} catch {
		return false; // no stamp, or half of one: the installation was interrupted
	}
}

/**
 * @param {string} folder
 * @param {string} node
 */
async function install(folder, node) {
	await fillFolder(
		folder,
		async (draft) => {
			const { version, overrides } = n8nRelease();
			const manifest = { private: true, overrides };
			await writeFile(join(draft, 'package.json'), JSON.stringify(manifest));
			await download(draft, node);
			await buildDatabaseDriver(draft, node);
			await verify(draft, node);
			await writeFile(join(draft, STAMP), JSON.stringify({ n8n: version }));
		},
		() =>
			process.stderr.write('An earlier installation of n8n was interrupted: starting it anew.\n'),
	);
}

/**
 * @param {string} folder
 * @param {string} node
 */
async function download(folder, node) {
	const { version } = n8nRelease();
	const progress = startProgress(`Installing n8n ${version} (once; about 3 GB, some minutes)`);
	let packages = 0;
	const { code, tail } = await npm(
		// A driver among its dependencies downloads from elsewhere in its install script, and fails without.
		[
			'install',
			`n8n@${version}`,
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			'--no-package-lock',
			'--loglevel=http',
		],
		{
			cwd: folder,
			node,
			onLine: (line) => {
				if (/npm http (fetch|cache).*\.tgz/.test(line)) progress.update(`${++packages} packages`);
			},
		},
	);
	progress.end(code === 0 ? 'done' : 'failed');
	if (code !== 0) throw downloadFailure(`n8n ${version}`, tail);
}

/**
 * @param {string} folder
 * @param {string} node
 */
async function buildDatabaseDriver(folder, node) {
	const progress = startProgress("Building n8n's database driver");
	const headers = headersOf(node);
	const { code, tail } = await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], {
		cwd: folder,
		node,
		env: headers ? { npm_config_nodedir: headers } : {},
	});
	progress.end(code === 0 ? 'done' : 'failed');
	if (code === 0) return;
	throw new ScriptError(
		`n8n's database driver (sqlite3) could not be built. It needs python3, make and a C++ compiler (Debian: apt-get install python3 make g++). The end of its output:\n${tail}`,
	);
}

/**
 * @param {string} folder
 * @param {string} node
 */
async function verify(folder, node) {
	const options = { cwd: folder, env: { N8N_USER_FOLDER: folder } };
	const said = await run(node, [SCRIPT, '--version'], options);
	if (said.code !== 0 || !said.stdout.includes(n8nRelease().version)) {
		throw new ScriptError(`The installed n8n does not run:\n${said.tail}`);
	}
	const driver = await run(node, ['--eval', "require('sqlite3')"], options);
	if (driver.code !== 0) {
		throw new ScriptError(`n8n's database driver does not load:\n${driver.tail}`);
	}
}
