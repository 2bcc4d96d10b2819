import { sleep } from 'n8n-workflow';

import type { Clock } from '../transport/clock';

/** Timers of Node fire at once when they are set for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Real time. n8n's own `sleep` cannot be cut short, so a cancelled wait leaves its timer behind. */
export const systemClock: Clock = {
	now: () => Date.now(),
	ticks: () => performance.now(),
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
