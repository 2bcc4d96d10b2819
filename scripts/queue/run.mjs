import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../n8n/install.mjs';
import { packPackage } from '../n8n/installPackage.mjs';
import { startSandbox } from '../sandbox.mjs';
import { CREDENTIAL } from '../workflows.mjs';
import { batchOf, post, untilEnded } from './batches.mjs';
import { createCluster } from './cluster.mjs';
import { readFigures } from './figures.mjs';
import { untilTrue } from './untilTrue.mjs';
import { batchWorkflow } from './workflow.mjs';

/** @typedef {import('./figures.mjs').Figures} Figures */

/**
 * @typedef {object} QueueOptions
 * @property {number} executions
 * @property {number} size users of an execution
 * @property {number} rate requests that the sandbox takes in a second; it refuses more with 429 and 400 in turn
 * @property {string} [operation] of a user: `create`, or another that takes the same fields
 * @property {number} [port] of the editor
 * @property {import('../sandbox.mjs').Contract} [contract]
 * @property {Record<string, string>} [env] settings of n8n
 * @property {(text: string) => void} say what happens
 */

/** How n8n is told sooner that a worker is gone than after the minute and a half that it takes by itself. */
export const SOONER = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};
const LATENCY_MS = 50;
/** When the worker is killed and Redis restarted: the share of users that are there. */
const KILL_AT = 0.3;
const RESTART_AT = 0.5;
const POSTED_AT_A_TIME = 10;

/**
 * Many workers provision users in batches; one worker is killed on the way and Redis restarted. What
 * n8n gave up is run again. Everything runs on when this returns.
 * @param {QueueOptions} options
 */
export async function runQueue({
	executions,
	size,
	rate,
	operation = 'create',
	port,
	contract = 'openApi',
	env,
	say,
}) {
	const n8n = await ensureN8n();
	const tarballs = await mkdtemp(join(tmpdir(), 'docusign-admin-pack-'));
	const tarball = await packPackage(tarballs);
	const limits = ['--rate-limit', String(rate), '--limit-answer', 'alternate'];
	const sandbox = await startSandbox([...limits, '--latency', String(LATENCY_MS)]);
	say('Starting PostgreSQL, Redis and the main process of n8n …');
	const cluster = await createCluster({ n8n, tarball, port, env: { ...SOONER, ...env } });
	await rm(tarballs, { recursive: true, force: true });
	const data = await sandbox.credential({ apiContract: contract });
	await cluster.main.importCredentials([{ ...CREDENTIAL, data }]);
	await cluster.main.start();
	const { owner, ...client } = await cluster.main.signIn();
	say('Starting two workers …');
	const doomed = await cluster.addWorker();
	await cluster.addWorker();
	const { organizations, accounts, users: before } = await sandbox.summary();
	const workflow = await client.createWorkflow(
		batchWorkflow({
			organizationId: organizations[0].id,
			accountId: accounts[0].id,
			size,
			operation,
		}),
	);
	await client.activate(workflow);

	const wanted = executions * size;
	const madeSoFar = async () => (await sandbox.summary()).users - before;
	/** @param {number} share */
	const untilMade = async (share) => {
		const patience = 60_000 + (wanted / rate) * 3_000;
		const late = () => `The workers did not get on: ${doomed.tail()}`;
		await untilTrue(async () => (await madeSoFar()) >= share * wanted, late, patience);
	};
	say(`${executions} executions of ${size} users, ${rate} requests a second …`);
	const batches = Array.from({ length: executions }, (_, batch) => batch);
	const posting = Promise.all(
		Array.from({ length: POSTED_AT_A_TIME }, async () => {
			for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
				await post(cluster.main.url, batch);
			}
		}),
	);
	// Whoever waits for users is told at once that nobody will come.
	const failed = posting.then(() => new Promise(() => {}));
	await Promise.race([untilMade(KILL_AT), failed]);
	await doomed.kill();
	say(`At ${await madeSoFar()} users one worker was killed (SIGKILL); another takes its place.`);
	const replaced = cluster.addWorker();
	await Promise.race([untilMade(RESTART_AT), failed]);
	await cluster.redis.restart();
	say(`At ${await madeSoFar()} users Redis was restarted.`);
	await Promise.all([posting, replaced]);
	const patience = 240_000 + (wanted / rate) * 3_000;
	/** @param {number} count */
	const untilAllEnded = (count) => untilEnded(client, workflow.id, { count, patience });
	await untilAllEnded(executions);
	const first = await readFigures(sandbox, { wanted, rate });

	const givenUp = await lostBatches(client, { ran: executions, count: executions });
	say(`n8n gave up ${givenUp.length} executions; their batches are handed in again.`);
	for (const batch of givenUp) await post(cluster.main.url, batch);
	await untilAllEnded(executions + givenUp.length);
	const last = await readFigures(sandbox, { wanted, rate });
	const stillLost = await lostBatches(client, {
		ran: executions + givenUp.length,
		count: executions,
	});
	return { sandbox, cluster, owner, first, last, givenUp, stillLost };
}

/**
 * The batches that no execution has brought to its end. n8n keeps no input of an execution that it gave
 * up, so they are known by those that succeeded.
 * @param {import('../n8n/rest.mjs').RestClient} client
 * @param {{ ran: number, count: number }} options `ran`: executions of this n8n, which numbers them from 1
 */
async function lostBatches(client, { ran, count }) {
	const done = new Set();
	for (let id = 1; id <= ran; id++) {
		const { status, batch } = await batchOf(client, id);
		if (status === 'success') done.add(batch);
	}
	return Array.from({ length: count }, (_, batch) => batch).filter((batch) => !done.has(batch));
}
