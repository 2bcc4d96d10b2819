import type { Pages } from './types';

export interface Stop {
	/** Lets no further request start. */
	close(): void;
	/** What a request rejects with that wanted to start after that. */
	readonly stopped: Error;
}

/**
 * A list whose requests stop when its reader does: `return()` closes it at once, also while a page is
 * awaited, which then ends as if the list were over.
 */
export function closable(stop: Stop, body: Pages): Pages {
	const pages = (async function* (): Pages {
		try {
			yield* body;
		} finally {
			stop.close();
		}
	})();
	const next = pages.next.bind(pages);
	const leave = pages.return.bind(pages);
	return Object.assign(pages, {
		next: async () =>
			await next().catch(async (reason: unknown) =>
				reason === stop.stopped ? await leave() : await Promise.reject(reason),
			),
		return: async () => {
			stop.close();
			return await leave();
		},
	});
}
