import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { TRIGGER } from '../scripts/workflows.mjs';
import { runBareClient } from './bareClient.mjs';
import { settledMemory, watchMemory } from './memory.mjs';

/** @typedef {import('../scripts/n8n/instance.mjs').Instance} Instance */
/** @typedef {import('../scripts/sandbox.mjs').Sandbox} Sandbox */

/**
 * @typedef {object} Measurement
 * @property {number} seconds from the first node's start to the last one's end
 * @property {number} wall seconds of the whole execution
 * @property {number} requests that the sandbox counted
 * @property {number} [megabytes] peak of n8n's resident memory above what it was before
 */

const PATIENCE = 600_000;

/**
 * @param {Instance} instance
 * @param {string} resultFile
 */
async function untilResult(instance, resultFile) {
	const deadline = Date.now() + PATIENCE;
	while (!existsSync(resultFile)) {
		if (!instance.isRunning()) throw new Error(`n8n has ended:\n${instance.log()}`);
		if (Date.now() > deadline) throw new Error(`No result within ${PATIENCE / 1000} s`);
		await delay(50);
	}
	return JSON.parse(await readFile(resultFile, 'utf8'));
}

/**
 * @param {{ users: number, unique: number }} outcome
 * @param {number} expected
 * @param {string} name
 */
function check({ users, unique }, expected, name) {
	if (users === expected && unique === expected) return;
	throw new Error(`${name} brought ${users} users, ${unique} different ones, not ${expected}.`);
}

/** @param {Sandbox} sandbox */
async function countRequests(sandbox) {
	const { counts } = await sandbox.control('GET', '/requests?counts');
	return Object.entries(counts)
		.filter(([key]) => /users/i.test(key))
		.reduce((sum, [, count]) => sum + count, 0);
}

/**
 * Measures a workflow in an n8n that has just been started.
 * @param {{ instance: Instance, sandbox: Sandbox, client: import('../scripts/n8n/rest.mjs').RestClient, users: number, resultFile: string }} bench
 * @param {{ id: string, name: string }} workflow
 * @returns {Promise<Measurement>}
 */
export async function measureWorkflow(bench, { id, name }) {
	const { instance, sandbox, client, users, resultFile } = bench;
	await rm(resultFile, { force: true });
	/** @type {ReturnType<typeof watchMemory> | undefined} */
	let memory;
	await instance.start();
	try {
		const pid = /** @type {number} */ (instance.pid());
		await sandbox.control('DELETE', '/requests');
		const before = await settledMemory(pid);
		memory = watchMemory(pid);
		await client.request('POST', `/workflows/${id}/run`, { triggerToStartFrom: { name: TRIGGER } });
		const result = await untilResult(instance, resultFile);
		const peak = await memory.stop(result.endedAt);
		if (result.status !== 'success') throw new Error(`${name}: ${result.error ?? result.status}`);
		const nodes = result.nodes.filter(
			(/** @type {{ name: string }} */ node) => node.name !== TRIGGER,
		);
		for (const node of nodes) check(node, users, name);
		return {
			seconds:
				nodes.reduce(
					(/** @type {number} */ sum, /** @type {{ milliseconds: number }} */ node) =>
						sum + node.milliseconds,
					0,
				) / 1000,
			wall: (result.endedAt - result.startedAt) / 1000,
			requests: await countRequests(sandbox),
			megabytes: peak - before,
		};
	} finally {
		await memory?.stop(0);
		await instance.stop();
	}
}

/**
 * @param {{ sandbox: Sandbox, users: number }} bench
 * @param {Record<string, string>} credential
 * @param {import('./contenders.mjs').Place} place
 * @param {number} inFlight
 * @returns {Promise<Measurement>}
 */
export async function measureBareClient({ sandbox, users }, credential, place, inFlight) {
	await sandbox.control('DELETE', '/requests');
	const outcome = await runBareClient(credential, place, inFlight);
	check(outcome, users, 'The bare client');
	return {
		seconds: outcome.seconds,
		wall: outcome.seconds,
		requests: await countRequests(sandbox),
	};
}
