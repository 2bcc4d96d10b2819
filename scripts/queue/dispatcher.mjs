import { setTimeout as delay } from 'node:timers/promises';
import { ScriptError } from '../lib/scriptError.mjs';
import { batchOf, endedOf, post } from './batches.mjs';

const LOOKS_EVERY_MS = 1_000;
const POSTED_AT_A_TIME = 10;
/** A batch that fails so often fails for another reason than a worker's death. */
const MOST_ATTEMPTS = 3;

/**
 * @typedef {object} DispatcherOptions
 * @property {import('../n8n/rest.mjs').RestClient} client
 * @property {string} url of n8n
 * @property {string} workflowId of the only workflow that this n8n has run
 * @property {number} count of batches, numbered from 0
 * @property {number} patience milliseconds in which all have to end
 * @property {(batches: number[]) => Promise<void>} onGivenUp told before these are handed in again
 */

/**
 * The one who keeps the list of batches, as docs/scale.md wants it: hands all in, and those again whose
 * execution n8n gave up, as soon as n8n says so.
 *
 * n8n keeps no input of an execution that it gave up, so which batch it was is read before.
 * @param {DispatcherOptions} options
 */
export function createDispatcher({ client, url, workflowId, count, patience, onGivenUp }) {
	/** @type {Map<number, number>} by the execution's number */
	const batches = new Map();
	/** @type {number[]} the executions that n8n gave up */
	const givenUp = [];
	let handedIn = 0;

	async function learn() {
		for (let id = 1; id <= handedIn; id++) {
			if (batches.has(id)) continue;
			const { batch } = await batchOf(client, id);
			if (batch !== undefined) batches.set(id, batch);
		}
	}

	async function postAll() {
		const waiting = Array.from({ length: count }, (_, batch) => batch).reverse();
		const postNext = async () => {
			for (let batch = waiting.pop(); batch !== undefined; batch = waiting.pop()) {
				await post(url, batch);
				handedIn++;
			}
		};
		await Promise.all(Array.from({ length: POSTED_AT_A_TIME }, postNext));
		await learn();
	}

	/** @param {number[]} failed numbers of executions */
	async function handInAgain(failed) {
		const again = failed.filter((id) => !givenUp.includes(id));
		if (again.length === 0) return;
		const theirs = again.map((id) => {
			const batch = batches.get(id);
			if (batch === undefined)
				throw new ScriptError(`Which batch execution ${id} was is not known.`);
			return batch;
		});
		givenUp.push(...again);
		await onGivenUp(theirs);
		for (const batch of theirs) {
			const attempts = givenUp.filter((id) => batches.get(id) === batch).length;
			if (attempts >= MOST_ATTEMPTS) {
				throw new ScriptError(`Batch ${batch} failed ${attempts} times.`);
			}
			await post(url, batch);
			handedIn++;
		}
		await learn();
	}

	return {
		/** Ends when an execution has succeeded for each batch. */
		async run() {
			await postAll();
			const deadline = Date.now() + patience;
			for (;;) {
				const { ended, failed } = await endedOf(client, workflowId);
				await handInAgain(failed);
				if (ended >= handedIn) return;
				if (Date.now() > deadline) {
					throw new ScriptError(`Not all ${handedIn} executions ended in time, but ${ended}.`);
				}
				await delay(LOOKS_EVERY_MS);
			}
		},
		/** What became of all executions, the given up ones included. */
		async outcome() {
			/** @type {Set<number | undefined>} */
			const done = new Set();
			/** @type {string[]} */
			const complaints = [];
			for (let id = 1; id <= handedIn; id++) {
				const { status, batch, failed } = await batchOf(client, id);
				if (status !== 'success') continue;
				done.add(batch);
				complaints.push(...failed);
			}
			const all = Array.from({ length: count }, (_, batch) => batch);
			return { givenUp: givenUp.length, lost: all.filter((batch) => !done.has(batch)), complaints };
		},
	};
}
