import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onShutdown } from '../lib/shutdown.mjs';
import { createInstance } from '../n8n/instance.mjs';
import { startPostgres } from './postgres.mjs';
import { findPrograms } from './programs.mjs';
import { startRedis } from './redis.mjs';
import { superviseWorker } from './workers.mjs';

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
	/** @type {import('./workers.mjs').Worker[]} */
	const workers = [];
	const packages = join(main.userFolder, '.n8n', 'nodes');
	const ofWorkers = { n8n, folder, packages, concurrency, env: shared };

	return {
		main,
		redis,
		/** A worker that another replaces when it dies. */
		async addWorker() {
			const worker = await superviseWorker(ofWorkers);
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
