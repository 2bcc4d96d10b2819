import { timelineOf } from './timeline.mjs';

/** @typedef {import('../sandbox.mjs').Sandbox} Sandbox */

/**
 * @typedef {object} Figures
 * @property {number} wanted users that were asked for
 * @property {number} missing of those
 * @property {number} doubled addresses that more than one user has
 * @property {number} creates calls that made a user or were to, those that a limit refused left out
 * @property {number} requests calls of the Admin API, with those that a limit refused
 * @property {number} limitAnswers those that a limit refused
 * @property {Record<string, number>} operations how often each was called, those that a limit refused left out
 * @property {number} tokens access tokens that were asked for
 * @property {number} seconds from the first of them to the last
 * @property {number} bound seconds that the limit takes for what it did not refuse
 * @property {number} peak requests in flight at once, of all workers
 * @property {ReturnType<typeof timelineOf>} timeline
 */

/** The address of the n-th user of a batch. @param {number} batch @param {number} n */
export const addressOf = (batch, n) => `new-${batch}-${n}@example.com`;
const BATCH_ADDRESS = /^new-\d+-\d+@example\.com$/;

/**
 * What the sandbox has seen.
 * @param {Sandbox} sandbox
 * @param {{ wanted: number, rate: number, happenings: import('./timeline.mjs').Happening[] }} options
 *   `rate`: requests that it takes in a second
 * @returns {Promise<Figures>}
 */
export async function readFigures(sandbox, { wanted, rate, happenings }) {
	const { users } = await sandbox.control('GET', `/users?limit=${10 * wanted + 1_000}`);
	const made = users
		.map((/** @type {{ email: string }} */ { email }) => email)
		.filter((/** @type {string} */ email) => BATCH_ADDRESS.test(email));
	const distinct = new Set(made).size;
	/** @type {{ requests: { at: number, operation?: string, limited?: true }[] }} */
	const { requests } = await sandbox.control('GET', '/requests?path=/Management/');
	const tokens = await sandbox.control('GET', '/requests?path=/oauth/token&counts');
	const all = await sandbox.control('GET', '/requests?counts');
	const taken = requests.filter(({ limited }) => !limited);
	/** @type {Record<string, number>} */
	const operations = {};
	for (const { operation = 'unknown' } of taken) {
		operations[operation] = (operations[operation] ?? 0) + 1;
	}
	return {
		wanted,
		missing: wanted - distinct,
		doubled: made.length - distinct,
		creates: operations.createUser ?? 0,
		requests: requests.length,
		limitAnswers: requests.length - taken.length,
		operations,
		tokens: Object.values(tokens.counts).reduce((/** @type {number} */ sum, n) => sum + n, 0),
		seconds: (requests[requests.length - 1].at - requests[0].at) / 1_000,
		bound: taken.length / rate,
		peak: all.peakInFlight,
		timeline: timelineOf(requests, happenings),
	};
}

/**
 * How many users of some batches are not there.
 * @param {Sandbox} sandbox
 * @param {number[]} batches
 * @param {number} size users of each
 */
export async function missingOf(sandbox, batches, size) {
	let missing = 0;
	for (const batch of batches) {
		for (let n = 0; n < size; n++) {
			if ((await sandbox.usersByEmail(addressOf(batch, n))).length === 0) missing++;
		}
	}
	return missing;
}
