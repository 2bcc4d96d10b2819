import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { onEachLine } from '../../../scripts/lib/command.mjs';
import { projectRoot } from '../../../scripts/lib/paths.mjs';
import { shutdown, shutdownOnSignal } from '../../../scripts/lib/shutdown.mjs';

shutdownOnSignal();

/**
 * What runs with a folder for its temporary files, by the command line. Whatever a script has started
 * inherits that setting.
 * @param {string} folder
 */
async function runningIn(folder) {
	const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const found = [];
	for (const number of numbers) {
		const environment = await readFile(`/proc/${number}/environ`, 'utf8').catch(() => '');
		if (!environment.split('\0').includes(`TMPDIR=${folder}`)) continue;
		const command = await readFile(`/proc/${number}/cmdline`, 'utf8').catch(() => '');
		if (command !== '') found.push(command.replaceAll('\0', ' '));
	}
	return found;
}

describe('npm run demo -- --queue', () => {
	/** @type {string} */
	let folder;
	before(async () => void (folder = await mkdtemp(join(tmpdir(), 'docusign-admin-stopping-'))));
	after(async () => {
		await shutdown();
		await rm(folder, { recursive: true, force: true });
	});

	it('leaves no process and no file behind when SIGTERM ends it midway', async () => {
		// Passed on the way: PostgreSQL's own account has to.
		await chmod(folder, 0o711);
		const child = spawn(process.execPath, [join('scripts', 'demo.mjs'), '--queue'], {
			cwd: projectRoot,
			env: { ...process.env, TMPDIR: folder },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const ended = once(child, 'exit');
		await new Promise((resolve, reject) => {
			onEachLine(child.stdout, (line) => {
				if (/executions of \d+ users/.test(line)) resolve(undefined);
			});
			child.once('exit', () => reject(new Error('It ended by itself')));
		});
		const running = (await runningIn(folder)).join('\n');
		for (const program of [/postgres/, /redis-server/, /n8n start/, /n8n worker/, /sandbox/]) {
			assert.match(running, program);
		}
		child.kill('SIGTERM');
		assert.deepEqual(await ended, [143, null]);
		assert.deepEqual(await runningIn(folder), []);
		assert.deepEqual(await readdir(folder), []);
	});
});
