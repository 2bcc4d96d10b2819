import type { MessageFacts } from '../../../../../nodes/shared/errors/messageTemplate';
import type { FetchOffset } from '../../../../../nodes/shared/paging/offset/reader';
import { offsetPages } from '../../../../../nodes/shared/paging/offset/offset';
import type { ConcurrentListOptions, PageTurn } from '../../../../../nodes/shared/paging/types';
import { createCaller } from '../../../../../nodes/shared/transport/call';
import {
	createThrottle,
	type Throttle,
} from '../../../../../nodes/shared/transport/limits/throttle';
import { plainFail } from '../../transport/support/plainFail';
import { VirtualClock } from '../../transport/support/simulation';

/**
 * The requests of one run: through the call and its throttle, which alone bounds them.
 *
 * @returns makes of a server's answers what a list fetches its pages by
 */
export function throttled(
	concurrency: number,
	clock = new VirtualClock(),
	throttle: Throttle = createThrottle({ clock }),
) {
	const answers = new Map<string, () => Promise<unknown>>();
	let asked = 0;
	const call = createCaller<MessageFacts>({
		send: async ({ path }) => ({ status: 200, headers: {}, body: await answers.get(path)?.() }),
		fail: plainFail,
		throttle,
		clock,
		random: () => 0.5,
		maxWaitMs: 60_000,
		concurrency,
		lane: {},
	});
	return <Ask extends unknown[], Page>(answer: (...ask: Ask) => Promise<Page>) =>
		async (...given: [...ask: Ask, turn: PageTurn]): Promise<Page> => {
			const turn = given[given.length - 1] as PageTurn;
			const path = `/${asked++}`;
			answers.set(path, async () => await answer(...(given.slice(0, -1) as Ask)));
			const options = { repeat: 'safe', context: {}, ...turn } as const;
			return await call({ method: 'GET', path }, options, ({ body }) => body as Page);
		};
}

/** A list by offset in a run of its own. */
export const offsetPagesIn = (
	fetch: (start: number, take: number) => ReturnType<FetchOffset>,
	options: ConcurrentListOptions,
) => offsetPages(throttled(options.concurrency)(fetch), options);
