import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../lib/ports.mjs';
import { isStopping } from '../lib/shutdown.mjs';
import { QUIET } from '../n8n/instance.mjs';
import { startProcess } from '../n8n/process.mjs';
import { n8nRelease } from '../n8n/versions.mjs';
import { untilTrue } from './untilTrue.mjs';

/** As a service manager or a container platform does it. */
const STARTED_AGAIN_AFTER_MS = 1_000;
const STOPPED_AFTER_MS = 5_000;

/**
 * @typedef {object} WorkerOptions
 * @property {import('../n8n/install.mjs').N8nInstallation} n8n
 * @property {string} folder in which each worker gets one of its own
 * @property {string} packages folder with the community packages, as the main process has it
 * @property {number} concurrency executions that a worker runs at a time
 * @property {Record<string, string>} env what all processes of the queue have in common
 */

/**
 * Starts a worker of n8n and waits until it takes executions.
 * @param {WorkerOptions} options
 */
async function startWorker({ n8n, folder, packages, concurrency, env }) {
	const own = await mkdtemp(join(folder, 'worker-'));
	await mkdir(join(own, '.n8n'), { recursive: true });
	await cp(packages, join(own, '.n8n', 'nodes'), { recursive: true });
	const health = await freePort();
	const server = await startProcess(
		n8n.node,
		[n8n.script, 'worker', `--concurrency=${concurrency}`],
		{
			cwd: own,
			// It would go on with its executions until they are done.
			patienceMs: STOPPED_AFTER_MS,
			env: {
				...QUIET,
				...n8nRelease().env,
				N8N_USER_FOLDER: own,
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(health),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				...env,
			},
		},
	);
	await untilTrue(
		async () => {
			const address = `http://127.0.0.1:${health}/healthz/readiness`;
			const answer = await fetch(address).catch(() => undefined);
			await answer?.body?.cancel();
			return answer?.ok || !server.isRunning();
		},
		() => `A worker did not start:\n${server.tail()}`,
	);
	return server;
}

/**
 * A worker under a supervisor: when it ends without having been stopped, another is started in its place.
 * @param {WorkerOptions} options
 */
export async function superviseWorker(options) {
	let server = await startWorker(options);
	let stopped = false;
	/** @type {Promise<void> | undefined} */
	let replacing;
	const watch = () => {
		void server.exited.then(() => {
			if (stopped || isStopping()) return;
			replacing = replace();
			// Whoever waits for the replacement is told.
			replacing.catch(() => {});
		});
	};
	async function replace() {
		await delay(STARTED_AGAIN_AFTER_MS);
		if (stopped || isStopping()) return;
		server = await startWorker(options);
		if (stopped) return await server.stop();
		watch();
	}
	watch();

	return {
		tail: () => server.tail(),
		/** Ends it as a machine that fails does: nothing is put in order. */
		async kill() {
			process.kill(-server.pid, 'SIGKILL');
			await server.exited;
		},
		/** When the worker that took the place of the killed one takes executions. */
		replaced: async () => await replacing,
		async stop() {
			stopped = true;
			await server.stop();
			await replacing;
		},
	};
}

/** @typedef {Awaited<ReturnType<typeof superviseWorker>>} Worker */
