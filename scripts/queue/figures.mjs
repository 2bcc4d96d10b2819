/** @typedef {import('../sandbox.mjs').Sandbox} Sandbox */

/**
 * @typedef {object} Figures
 * @property {number} wanted users that were asked for
 * @property {number} missing of those
 * @property {number} doubled addresses that more than one user has
 * @property {number} requests calls of the Admin API, with those that were refused
 * @property {number} limitAnswers those that a limit refused
 * @property {number} tokens access tokens that were asked for
 * @property {number} seconds from the first of them to the last
 * @property {number} overBound times what the limit allows at best
 * @property {number} peak requests in flight at once, of all workers
 */

const BATCH_ADDRESS = /^new-\d+-\d+@example\.com$/;

/**
 * What the sandbox has seen.
 * @param {Sandbox} sandbox
 * @param {{ wanted: number, rate: number }} options `rate`: requests that it takes in a second
 * @returns {Promise<Figures>}
 */
export async function readFigures(sandbox, { wanted, rate }) {
	const { users } = await sandbox.control('GET', `/users?limit=${10 * wanted + 1_000}`);
	const made = users
		.map((/** @type {{ email: string }} */ { email }) => email)
		.filter((/** @type {string} */ email) => BATCH_ADDRESS.test(email));
	const distinct = new Set(made).size;
	const { requests } = await sandbox.control('GET', '/requests?path=/Management/');
	const tokens = await sandbox.control('GET', '/requests?path=/oauth/token&counts');
	const all = await sandbox.control('GET', '/requests?counts');
	const limitAnswers = requests.filter(
		(/** @type {{ limited?: true }} */ { limited }) => limited,
	).length;
	const accepted = requests.length - limitAnswers;
	const seconds = (requests.at(-1).at - requests[0].at) / 1_000;
	return {
		wanted,
		missing: wanted - distinct,
		doubled: made.length - distinct,
		requests: requests.length,
		limitAnswers,
		tokens: Object.values(tokens.counts).reduce((/** @type {number} */ sum, n) => sum + n, 0),
		seconds,
		overBound: seconds / (accepted / rate),
		peak: all.peakInFlight,
	};
}
