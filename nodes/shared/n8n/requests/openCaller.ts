import type { JsonValue } from '../../http';
import { createCaller, type CallerOptions } from '../../transport/call';
import { PUBLISHED_BURST } from '../../transport/limits/limiter';
import { createThrottle } from '../../transport/limits/throttle';
import { backoffCeiling } from '../../transport/retryPolicy';
import { throttleFor } from '../../transport/limits/throttles';
import { systemClock } from '../clock';
import { readNumber } from '../fields/readers';

/** The options of a node that the transport knows, as the item gives them. */
export interface TransportOptions {
	/** Seconds. */
	maxWait?: JsonValue;
	/** Records a page. */
	pageSize?: JsonValue;
	/** Requests under way at a time. */
	concurrency?: JsonValue;
}

export interface CallerSource<Context> extends Pick<
	CallerOptions<Context>,
	'send' | 'fail' | 'final' | 'lane' | 'atScreen' | 'deadline' | 'signal'
> {
	/** Runs of this process with the same key share a limiter. */
	limiterKey: string;
	/** Docusign allows fewer requests at a time in its developer environment. */
	isDeveloperEnvironment: boolean;
	options: TransportOptions;
}

const DEFAULT_MAX_WAIT = 300;
const DEFAULT_CONCURRENCY = 8;

/**
 * A caller over a way out, with the limiter that all runs of the process share.
 *
 * @returns `pageSize`: undefined where the item leaves it open; `pause`: see `Writer`
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for an option that cannot be meant
 */
export function openCaller<Context>({
	limiterKey,
	isDeveloperEnvironment,
	options,
	...rest
}: CallerSource<Context>) {
	const { maxWait, pageSize, concurrency: asked } = options;
	const burst = isDeveloperEnvironment ? PUBLISHED_BURST.developer : PUBLISHED_BURST.production;
	const concurrency =
		readNumber(asked, 'Concurrency', { min: 1, whole: true }) ?? DEFAULT_CONCURRENCY;
	const call = createCaller({
		...rest,
		throttle: throttleFor(limiterKey, () => createThrottle({ clock: systemClock, burst })),
		clock: systemClock,
		random: Math.random,
		maxWaitMs: (readNumber(maxWait, 'Max Wait', { min: 0 }) ?? DEFAULT_MAX_WAIT) * 1_000,
		concurrency,
	});
	return {
		call,
		pause: async (sends: number) =>
			await systemClock.sleep(backoffCeiling(sends, 'failed'), rest.signal),
		concurrency,
		pageSize: readNumber(pageSize, 'Page Size', { min: 1, whole: true }),
	};
}
