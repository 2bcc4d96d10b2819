import { sleep } from 'n8n-workflow';

import type { Clock } from '../transport/clock';

/** Real time. n8n's own `sleep` cannot be cut short, so a cancelled wait leaves its timer behind. */
export const systemClock: Clock = {
	now: () => Date.now(),
	async sleep(ms, signal) {
		if (!signal) return await sleep(ms);
		if (signal.aborted) return;
		await new Promise<void>((resolve) => {
			const done = () => {
				signal.removeEventListener('abort', done);
				resolve();
			};
			signal.addEventListener('abort', done);
			void sleep(ms).then(done);
		});
	},
};
