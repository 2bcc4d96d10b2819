import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../lib/ports.mjs';
import { onShutdown } from '../lib/shutdown.mjs';
import { createInstance, QUIET } from '../n8n/instance.mjs';
import { startProcess } from '../n8n/process.mjs';
import { n8nRelease } from '../n8n/versions.mjs';
import { startPostgres } from './postgres.mjs';
import { findPrograms } from './programs.mjs';
import { startRedis } from './redis.mjs';
import { untilTrue } from './untilTrue.mjs';

/** @typedef {import('../n8n/process.mjs').ManagedProcess & { kill: () => Promise<void> }} Worker */

/**
 * @typedef {object} ClusterOptions
 * @property {import('../n8n/install.mjs').N8nInstallation} n8n
 * @property {string} tarball our packed package
 * @property {number} [port] of the editor; any free one if left out
 * @property {number} [concurrency] executions that a worker runs at a time
 * @property {Record<string, string>} [env] settings of n8n beside those that make it a queue
 */

/**
 * n8n in queue mode as docs/scale.md says: a main process, workers with folders of their own, and a
 * PostgreSQL and a Redis between them. All of it on loopback and gone after `remove()`.
 * @param {ClusterOptions} options
 */
export async function createCluster({ n8n, tarball, port, concurrency = 5, env = {} }) {
	const programs = await findPrograms();
	const folder = await mkdtemp(join(tmpdir(), 'docusign-admin-queue-'));
	// PostgreSQL's own account has to pass through it; what is in it is closed to others.
	await chmod(folder, 0o711);
	const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
	const forget = onShutdown(removeFolder);
	const postgres = await startPostgres({ ...programs, folder: join(folder, 'postgres') });
	const redis = await startRedis({ program: programs.redis, folder: join(folder, 'redis') });
	const shared = {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_REDIS_PASSWORD: redis.password,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		...env,
	};
	const main = await createInstance({ n8n, tarball, port, env: shared });
	/** @type {Worker[]} */
	const workers = [];

	/** @returns {Promise<Worker>} */
	async function startWorker() {
		const own = await mkdtemp(join(folder, 'worker-'));
		await mkdir(join(own, '.n8n'), { recursive: true });
		const packages = join('.n8n', 'nodes');
		await cp(join(main.userFolder, packages), join(own, packages), { recursive: true });
		const health = await freePort();
		const server = await startProcess(
			n8n.node,
			[n8n.script, 'worker', `--concurrency=${concurrency}`],
			{
				cwd: own,
				env: {
					...QUIET,
					...n8nRelease().env,
					N8N_USER_FOLDER: own,
					N8N_RUNNERS_BROKER_PORT: String(await freePort()),
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(health),
					N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
					...shared,
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
		/** As a machine that fails: nothing is put in order. */
		const kill = async () => {
			process.kill(-server.pid, 'SIGKILL');
			await server.exited;
		};
		return { ...server, kill };
	}

	return {
		main,
		redis,
		workers,
		async addWorker() {
			const worker = await startWorker();
			workers.push(worker);
			return worker;
		},
		async remove() {
			await Promise.all(workers.map(({ stop }) => stop()));
			await main.remove();
			await redis.stop();
			await postgres.stop();
			forget();
			await removeFolder();
		},
	};
}
