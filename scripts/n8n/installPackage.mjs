import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../lib/build.mjs';
import { npm } from '../lib/command.mjs';
import { projectRoot } from '../lib/paths.mjs';
import { ScriptError } from '../lib/scriptError.mjs';

/**
 * Packs the package, as publishing would, from a build that is no older than the sources.
 * @param {string} folder where the tarball goes
 * @returns {Promise<string>} its path
 */
export async function packPackage(folder) {
	await ensureBuilt();
	await mkdir(folder, { recursive: true });
	const { code, stdout, tail } = await npm(
		['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder],
		{ cwd: projectRoot },
	);
	if (code !== 0) throw new ScriptError(`The package could not be packed:\n${tail}`);
	const [{ filename }] = JSON.parse(stdout);
	return join(folder, filename);
}

/**
 * Puts the packed package where n8n keeps community packages, with the arguments n8n itself uses:
 * no scripts, no peers (n8n brings them).
 * @param {{ folder: string, tarball: string }} options
 */
export async function installPackage({ folder, tarball }) {
	await mkdir(folder, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	const { code, tail } = await npm(
		[
			'install',
			tarball,
			'--ignore-scripts',
			'--legacy-peer-deps',
			'--omit=dev',
			'--no-audit',
			'--no-fund',
			'--no-package-lock',
			'--loglevel=error',
		],
		{ cwd: folder },
	);
	if (code !== 0) throw new ScriptError(`The packed package could not be installed:\n${tail}`);
	const { name, n8n } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
	for (const file of ['package.json', ...n8n.nodes, ...n8n.credentials]) {
		// n8n leaves out a package with a missing file, and says so in its log only.
		if (existsSync(join(folder, 'node_modules', name, file))) continue;
		throw new ScriptError(
			`The packed package lacks ${file}: delete the folder dist and try again.`,
		);
	}
}
