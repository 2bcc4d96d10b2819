import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../../../scripts/lib/paths.mjs';
import { shutdown, shutdownOnSignal } from '../../../scripts/lib/shutdown.mjs';
import { startProcess } from '../../../scripts/n8n/process.mjs';

shutdownOnSignal();

/**
 * What runs in a folder or with it for its temporary files, by the command line. Whatever a script has
 * started inherits that setting; who gives itself another name, as Redis does, loses it and is known by where it is.
 * @param {string} folder
 */
async function runningIn(folder) {
	const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const found = [];
	for (const number of numbers) {
		const environment = await readFile(`/proc/${number}/environ`, 'utf8').catch(() => '');
		const place = await readlink(`/proc/${number}/cwd`).catch(() => '');
		const isOurs = environment.split('\0').includes(`TMPDIR=${folder}`);
		if (!isOurs && !place.startsWith(folder)) continue;
		const command = await readFile(`/proc/${number}/cmdline`, 'utf8').catch(() => '');
		if (command !== '') found.push(command.replaceAll('\0', ' '));
	}
	return found;
}

describe('npm run test:e2e:queue', () => {
	/** @type {string} */
	let folder;
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'docusign-admin-stopping-'));
		// PostgreSQL's own account has to pass through it.
		await chmod(folder, 0o711);
	});
	after(async () => {
		await shutdown();
		await rm(folder, { recursive: true, force: true });
	});

	it('leaves no process and no file behind when SIGTERM ends it midway', async () => {
		const args = [join('scripts', 'queue.mjs'), 'users once'];
		const script = await startProcess(process.execPath, args, {
			cwd: projectRoot,
			env: { TMPDIR: folder },
			patienceMs: 120_000,
		});
		await new Promise((resolve, reject) => {
			script.onLine((line) => {
				if (/executions of \d+ users/.test(line)) resolve(undefined);
			});
			void script.exited.then(() => reject(new Error(`It ended by itself:\n${script.tail()}`)));
		});
		const running = (await runningIn(folder)).join('\n');
		for (const program of [/postgres/, /redis-server/, /n8n start/, /n8n worker/, /sandbox/]) {
			assert.match(running, program);
		}
		// As a service manager does, that knows of no other process.
		process.kill(script.pid, 'SIGTERM');
		assert.equal(await script.exited, 143);
		assert.deepEqual(await runningIn(folder), []);
		// n8n and tsx keep caches of their own there.
		const ours = (await readdir(folder)).filter((name) => name.includes('docusign-admin'));
		assert.deepEqual(ours, []);
	});
});
