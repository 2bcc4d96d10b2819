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

/** n8n's `sleep`, which ends with a signal since 2.41; older ones wait to the end. */
const asleep = sleep as (ms: number, signal?: AbortSignal) => Promise<void>;

/** Real time. A wait that is cancelled leaves its timer behind only where n8n cannot cut it short. */
export const systemClock: Clock = {
	now: () => Date.now(),
	ticks: steadyTicks(
		() => Date.now(),
		() => performance.now(),
	),
	async sleep(ms, signal) {
		const time = Math.min(ms, LONGEST_TIMER_MS);
		if (!signal) return await asleep(time);
		if (signal.aborted) return;
		// One of its own: a signal warns when many listen to it, and all items of a run wait with one.
		const own = AbortSignal.any([signal]);
		await new Promise<void>((resolve) => {
			own.addEventListener('abort', () => resolve(), { once: true });
			void asleep(time, own).then(resolve, () => resolve());
		});
	},
};
