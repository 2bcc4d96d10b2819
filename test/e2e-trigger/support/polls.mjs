import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {{ path: string, method: string, status: number, at: number, operation?: string }} Recorded */

const LOOK_EVERY = 500;
/**
 * A poll has ended, and n8n has stored what comes of it, when nothing was asked for so long. It is
 * more than a repeated request waits.
 */
const QUIET = 8_000;
const PATIENCE = 5 * 60_000;

/** @param {Recorded} request */
const isList = ({ method, path }) => method === 'GET' && /\/users$/i.test(path);

/**
 * Waits until every trigger has begun a poll after now, and ended it.
 * @param {World} world
 * @returns {Promise<string>} what was asked, for people
 */
export async function nextPolls({ sandbox, watches }) {
	const since = Date.now();
	const deadline = since + PATIENCE;
	for (;;) {
		await delay(LOOK_EVERY);
		/** @type {{ requests: Recorded[], inFlight: number }} */
		const { requests, inFlight } = await sandbox.control('GET', '/requests');
		const recent = requests.filter(({ at }) => at >= since);
		const polled = watches.every(({ prefix }) =>
			recent.some((request) => isList(request) && request.path.toLowerCase().startsWith(prefix)),
		);
		const last = recent.at(-1)?.at ?? Date.now();
		if (polled && inFlight === 0 && Date.now() - last >= QUIET) return described(recent);
		if (Date.now() > deadline) {
			throw new Error(`Not every trigger has polled within ${PATIENCE / 1000} s`);
		}
	}
}

/** @param {Recorded[]} requests */
function described(requests) {
	/** @type {Record<string, number>} */
	const statuses = {};
	for (const { status } of requests) statuses[status] = (statuses[status] ?? 0) + 1;
	const parts = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`);
	return `${requests.length} requests: ${parts.join(', ')}`;
}
