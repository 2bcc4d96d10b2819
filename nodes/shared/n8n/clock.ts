import { sleep } from 'n8n-workflow';

import type { Clock } from '../transport/clock';

/** Timers of Node fire at once when they are set for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** By so much the two clocks may differ from one look to the next without that either was set. */
const JITTER_MS = 1_000;

/**
 * A count of milliseconds that never goes back, and goes on with the time of day where that runs ahead:
 * while a machine sleeps its steady clock stands still, but the limits of a server end all the same.
 */
export function steadyTicks(now: () => number, steady: () => number): () => number {
	let apart = now() - steady();
	let slept = 0;
	return () => {
		const ticks = steady();
		const ahead = now() - ticks - apart;
		if (ahead < 0 || ahead > JITTER_MS) apart += ahead;
		if (ahead > JITTER_MS) slept += ahead;
		return ticks + slept;
	};
}

/** Real time. n8n's own `sleep` cannot be cut short, so a cancelled wait leaves its timer behind. */
export const systemClock: Clock = {
	now: () => Date.now(),
	ticks: steadyTicks(
		() => Date.now(),
		() => performance.now(),
	),
	async sleep(ms, signal) {
		const time = Math.min(ms, LONGEST_TIMER_MS);
		if (!signal) return await sleep(time);
		if (signal.aborted) return;
		await new Promise<void>((resolve) => {
			const done = () => {
				signal.removeEventListener('abort', done);
				resolve();
			};
			signal.addEventListener('abort', done);
			void sleep(time).then(done);
		});
	},
};
