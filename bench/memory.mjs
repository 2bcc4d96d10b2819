import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';

const MEGABYTE = 1024 * 1024;
const EVERY = 20;

/**
 * The resident memory of a process, in megabytes.
 * @param {number} pid
 */
async function residentMemory(pid) {
	if (process.platform === 'linux') {
		const status = await readFile(`/proc/${pid}/status`, 'utf8');
		return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
	}
	const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
	return (Number(stdout) * 1024) / MEGABYTE;
}

/**
 * Waits until a process that has just started keeps its size.
 * @param {number} pid
 */
export async function settledMemory(pid) {
	let last = await residentMemory(pid);
	for (let calm = 0; calm < 10;) {
		await delay(100);
		const now = await residentMemory(pid);
		calm = Math.abs(now - last) < 2 ? calm + 1 : 0;
		last = now;
	}
	return last;
}

/**
 * Samples a process until `stop()`.
 * @param {number} pid
 */
export function watchMemory(pid) {
	/** @type {{ at: number, megabytes: number }[]} */
	const samples = [];
	let going = true;
	const done = (async () => {
		while (going) {
			const megabytes = await residentMemory(pid).catch(() => undefined);
			if (megabytes === undefined) break; // the process has ended, which its owner tells
			samples.push({ at: Date.now(), megabytes });
			await delay(EVERY);
		}
	})();
	return {
		/**
		 * @param {number} until epoch milliseconds; later samples do not count
		 * @returns {Promise<number>} the highest, in megabytes
		 */
		async stop(until) {
			going = false;
			await done;
			return Math.max(...samples.filter(({ at }) => at <= until).map(({ megabytes }) => megabytes));
		},
	};
}
