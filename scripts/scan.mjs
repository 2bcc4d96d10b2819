import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { run } from './lib/command.mjs';
import { projectRoot } from './lib/paths.mjs';
import { report, ScriptError } from './lib/scriptError.mjs';
import { packPackage } from './n8n/installPackage.mjs';

/**
 * n8n's scan of community packages, both legs, without a published version: the sources as a
 * public repository shows them, and what the tarball holds. The scanner's own command line needs
 * the package on the registry, and ends with 0 whatever it finds.
 */

const SOURCES = ['package.json', 'nodes', 'credentials', 'icons', 'tsconfig.json'];
const TARBALL_PATTERNS = ['**/*.js', 'package.json'];

/** @param {string} folder */
async function copySources(folder) {
	for (const name of SOURCES) {
		await cp(join(projectRoot, name), join(folder, name), { recursive: true });
	}
}

/** @param {string} folder */
async function unpackTarball(folder) {
	const tarball = await packPackage(folder);
	const target = join(folder, 'package');
	await mkdir(target);
	const { code, tail } = await run('tar', ['xzf', tarball, '-C', target, '--strip-components=1']);
	if (code !== 0) throw new ScriptError(`The tarball could not be unpacked:\n${tail}`);
	return target;
}

const folder = await mkdtemp(join(tmpdir(), 'docusign-admin-scan-'));
try {
	const sources = join(folder, 'sources');
	await mkdir(sources);
	await copySources(sources);
	const legs = [
		{ name: 'source', result: await analyzePackage(sources, SOURCE_FILE_PATTERNS) },
		{
			name: 'tarball',
			result: await analyzePackage(await unpackTarball(folder), TARBALL_PATTERNS),
		},
	];
	for (const { name, result } of legs) {
		process.stdout.write(`${result.passed ? 'PASS' : 'FAIL'} ${name}\n`);
		if (result.passed) continue;
		process.stdout.write(`${result.message ?? ''}\n${result.details ?? ''}\n`);
		process.exitCode = 1;
	}
} catch (error) {
	report(error);
	process.exitCode = 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}
