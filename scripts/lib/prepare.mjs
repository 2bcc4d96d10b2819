import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { npm } from './command.mjs';
import { projectRoot } from './paths.mjs';
import { startProgress } from './progress.mjs';
import { ScriptError } from './scriptError.mjs';

/**
 * Whether node_modules holds what the lock file says. npm writes its own record of an installation
 * last, so that an interrupted one shows.
 */
async function isInstalled() {
	const record = join(projectRoot, 'node_modules', '.package-lock.json');
	if (!existsSync(record)) return false;
	const { packages: installed } = JSON.parse(await readFile(record, 'utf8'));
	const lock = JSON.parse(await readFile(join(projectRoot, 'package-lock.json'), 'utf8'));
	return Object.entries(lock.packages).every(
		([path, { version, optional, peer }]) =>
			path === '' || optional || peer || installed[path]?.version === version,
	);
}

/** Installs the project's dependencies if they are not, and builds it if it is not built. */
export async function prepareProject() {
	if (!(await isInstalled())) {
		const progress = startProgress('Installing the dependencies of this project (npm ci)');
		let packages = 0;
		const { code, tail } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=http'], {
			cwd: projectRoot,
			onLine: (line) => {
				if (/npm http (fetch|cache).*\.tgz/.test(line)) progress.update(`${++packages} packages`);
			},
		});
		progress.end(code === 0 ? 'done' : 'failed');
		if (code !== 0) {
			throw new ScriptError(
				`npm ci failed. Run the same command again when it is mended. The end of its output:\n${tail}`,
			);
		}
	}
	await ensureBuilt();
}
