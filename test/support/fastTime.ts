import { systemClock } from '../../nodes/shared/n8n/clock';

/**
 * Time limits of requests run out a hundred times as fast; what is asked for is noted, in ms.
 *
 * @example const limits = fastTimeLimits(); await run(); expect(Math.max(...limits)).toBe(60_000)
 */
export function fastTimeLimits(): number[] {
	const asked: number[] = [];
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		asked.push(ms);
		return timeout(Math.ceil(ms / 100));
	});
	return asked;
}

/** Waits pass five hundred times as fast: Docusign's jobs, which are waited for, are done at the second look here. */
export function fastWaits(): void {
	const sleep = systemClock.sleep.bind(systemClock);
	jest
		.spyOn(systemClock, 'sleep')
		.mockImplementation(async (ms, signal) => await sleep(ms / 500, signal));
}
