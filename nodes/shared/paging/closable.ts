import { ReaderLeft } from './reading';
import type { Pages } from './types';

/**
 * A list whose requests stop when its reader does: `return()` ends its reading at once, also while a page
 * is awaited, which then ends as if the list were over.
 */
export function closable(reading: { leave(): void }, body: Pages): Pages {
	const pages = (async function* (): Pages {
		try {
			yield* body;
		} finally {
			reading.leave();
		}
	})();
	const next = pages.next.bind(pages);
	const leave = pages.return.bind(pages);
	return Object.assign(pages, {
		next: async () =>
			await next().catch(async (reason: unknown) =>
				reason instanceof ReaderLeft ? await leave() : await Promise.reject(reason),
			),
		return: async () => {
			reading.leave();
			return await leave();
		},
	});
}
