import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../n8n/install.mjs';
import { packPackage } from '../n8n/installPackage.mjs';
import { startSandbox } from '../sandbox.mjs';
import { CREDENTIAL } from '../workflows.mjs';
import { createCluster } from './cluster.mjs';
import { createDispatcher } from './dispatcher.mjs';
import { missingOf, readFigures } from './figures.mjs';
import { untilTrue } from './untilTrue.mjs';
import { batchWorkflow } from './workflow.mjs';

/**
 * @typedef {object} QueueOptions
 * @property {number} executions
 * @property {number} size users of an execution
 * @property {number} rate requests that the sandbox takes in a second; it refuses more with 429 and 400 in turn
 * @property {string} [operation] of a user: `upsert`, or another that takes the same fields
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

/**
 * Many workers provision users in batches; one worker is killed on the way and Redis restarted. What
 * n8n gives up is handed in again. Everything runs on when this returns.
 * @param {QueueOptions} options
 */
export async function runQueue({
	executions,
	size,
	rate,
	operation = 'upsert',
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
	/** @type {import('./timeline.mjs').Happening[]} */
	const happenings = [];
	/** @param {string} text */
	const tell = (text) => {
		happenings.push({ at: Date.now(), text });
		say(text);
	};
	// Several requests for each user, and what it takes n8n to give up the dead worker's executions.
	const patience = 240_000 + (wanted / rate) * 15_000;
	/** @param {number} share */
	const untilMade = async (share) => {
		const late = () => `The workers did not get on: ${doomed.tail()}`;
		await untilTrue(async () => (await madeSoFar()) >= share * wanted, late, patience);
	};
	let missedAtFirst = 0;
	const dispatcher = createDispatcher({
		client,
		url: cluster.main.url,
		workflowId: workflow.id,
		count: executions,
		patience,
		async onGivenUp(batches) {
			missedAtFirst += await missingOf(sandbox, batches, size);
			tell(`n8n gave up ${batches.length} of the executions; their batches are handed in again`);
		},
	});
	async function disturb() {
		await untilMade(KILL_AT);
		await doomed.kill();
		tell(`At ${await madeSoFar()} users one worker was killed (SIGKILL)`);
		void doomed.replaced().then(
			() => tell('Another worker takes its place'),
			() => {},
		);
		await untilMade(RESTART_AT);
		await cluster.redis.restart();
		tell(`At ${await madeSoFar()} users Redis was restarted`);
		await doomed.replaced();
	}
	say(`${executions} executions of ${size} users, ${rate} requests a second …`);
	await Promise.all([dispatcher.run(), disturb()]);
	const figures = await readFigures(sandbox, { wanted, rate, happenings });
	const outcome = await dispatcher.outcome();
	return { sandbox, cluster, owner, figures, outcome, missedAtFirst };
}

/** @typedef {Awaited<ReturnType<typeof runQueue>>} QueueRun */
