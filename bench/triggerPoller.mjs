import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../scripts/lib/paths.mjs';
import { onShutdown } from '../scripts/lib/shutdown.mjs';
import { settledMemory, watchMemory } from './memory.mjs';

/** @typedef {import('../scripts/sandbox.mjs').Sandbox} Sandbox */
/** @typedef {import('../scripts/sandbox.mjs').Contract} Contract */

/**
 * @typedef {object} Measured
 * @property {number} seconds
 * @property {number} requests to the Admin API
 * @property {number} bytes of n8n's static data
 * @property {number} megabytes peak of resident memory above what it was before
 * @property {number} polls
 * @property {number} events
 */

/** @typedef {{ seconds: number, events: number | null, bytes: number }} Polled see `triggerChild.ts` */

/** @param {Sandbox} sandbox */
export async function countRequests(sandbox) {
	const { counts } = await sandbox.control('GET', '/requests?counts');
	return Object.entries(counts)
		.filter(([key]) => !key.startsWith('oauth.'))
		.reduce((sum, [, count]) => sum + count, 0);
}

/**
 * The trigger in a process of its own, in n8n's polling context.
 * @param {Sandbox} sandbox
 * @param {Contract} contract
 */
export async function startPoller(sandbox, contract) {
	const { organizations } = await sandbox.summary();
	const child = fork(join(projectRoot, 'bench', 'triggerChild.ts'), {
		execArgv: ['--import', 'tsx'],
		cwd: projectRoot,
	});
	const stop = async () => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const gone = once(child, 'exit');
		child.kill('SIGKILL');
		await gone;
	};
	const forget = onShutdown(stop);
	/** @returns {Promise<any>} */
	const answer = async () => {
		const ended = once(child, 'exit').then(() => {
			throw new Error('The process that polls has ended');
		});
		const [message] = await Promise.race([once(child, 'message'), ended]);
		return message;
	};
	child.send({
		organizationId: organizations[0].id,
		credential: await sandbox.credential({ apiContract: contract }),
	});
	await answer();

	return {
		/**
		 * Polls until a poll returns nothing, that is until there is nothing left to do; that last poll
		 * is not counted.
		 * @param {{ most?: number }} [options] at most so many polls
		 * @returns {Promise<Measured>}
		 */
		async measure({ most = Infinity } = {}) {
			const pid = /** @type {number} */ (child.pid);
			const before = await settledMemory(pid);
			const memory = watchMemory(pid);
			const measured = { seconds: 0, requests: 0, bytes: 0, megabytes: 0, polls: 0, events: 0 };
			while (measured.polls < most) {
				await sandbox.control('DELETE', '/requests');
				child.send('poll');
				/** @type {Polled} */
				const { seconds, events, bytes } = await answer();
				if (events === null && measured.polls > 0) break;
				measured.seconds += seconds;
				measured.requests += await countRequests(sandbox);
				measured.bytes = bytes;
				measured.polls++;
				measured.events += events ?? 0;
			}
			measured.megabytes = (await memory.stop(Date.now())) - before;
			return measured;
		},
		async stop() {
			forget();
			await stop();
		},
	};
}
