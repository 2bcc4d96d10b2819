import fc from 'fast-check';
import { offsetPagesIn } from '../support/caller';
import { choices, concurrencies, pageSizes, restlessServer } from '../support/arbitraries';
import { idOf, readIds } from '../support/read';
import { type Change, ListServer } from '../support/server';
import { Turns } from '../support/turns';

// Many runs on a machine that may be busy.
jest.setTimeout(120_000);

describe('offsetPages, whatever the server does meanwhile', () => {
	it('gives everybody who stays in the list exactly once and in order', async () => {
		await fc.assert(
			fc.asyncProperty(
				restlessServer,
				pageSizes,
				concurrencies,
				choices,
				async (options, pageSize, concurrency, order) => {
					const turns = new Turns(order);
					const server = new ListServer({ ...options, delay: turns.wait });
					const pages = offsetPagesIn(server.fetch, { pageSize, concurrency, idOf });
					const ids = await turns.until(readIds(pages));
					const lasting = new Set(server.lasting());
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.filter((id) => lasting.has(id))).toEqual([...lasting]);
					expect(server.busiest).toBeLessThanOrEqual(concurrency);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('gives as many as the limit, each once', async () => {
		await fc.assert(
			fc.asyncProperty(
				restlessServer,
				pageSizes,
				concurrencies,
				choices,
				fc.integer({ min: 0, max: 100 }),
				async (options, pageSize, concurrency, order, limit) => {
					const turns = new Turns(order);
					const server = new ListServer({ ...options, delay: turns.wait });
					const pages = offsetPagesIn(server.fetch, { pageSize, concurrency, limit, idOf });
					const ids = await turns.until(readIds(pages));
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.length).toBeLessThanOrEqual(limit);
					expect(ids.length).toBeGreaterThanOrEqual(Math.min(limit, server.lasting().length));
				},
			),
			{ numRuns: 500 },
		);
	});

	it('gives the first ones of the list up to the limit, while it only grows or only shrinks', async () => {
		await fc.assert(
			fc.asyncProperty(
				restlessServer,
				fc.constantFrom<Change['kind'][]>('insert', 'remove'),
				pageSizes,
				concurrencies,
				choices,
				fc.integer({ min: 0, max: 100 }),
				async (options, kind, pageSize, concurrency, order, limit) => {
					const turns = new Turns(order);
					const changes = options.changes?.map((all) => all.map((one) => ({ ...one, kind })));
					const server = new ListServer({ ...options, changes, delay: turns.wait });
					const pages = offsetPagesIn(server.fetch, { pageSize, concurrency, limit, idOf });
					const ids = await turns.until(readIds(pages));
					const places = new Map(server.lasting().map((id, place) => [id, place]));
					const kept = ids.flatMap((id) => places.get(id) ?? []);
					expect(kept).toEqual(kept.map((_, place) => place));
				},
			),
			{ numRuns: 500 },
		);
	});

	it('asks for no page beyond need while nothing changes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 300 }),
				fc.integer({ min: 2, max: 30 }),
				concurrencies,
				choices,
				fc.option(fc.integer({ min: 0, max: 350 }), { nil: undefined }),
				async (total, pageSize, concurrency, order, limit) => {
					const turns = new Turns(order);
					const server = new ListServer({ total, delay: turns.wait });
					const pages = offsetPagesIn(server.fetch, { pageSize, concurrency, limit, idOf });
					const ids = await turns.until(readIds(pages));
					expect(ids).toEqual(server.ids().slice(0, limit));
					expect(server.asked.length).toBe(leastRequests(total, pageSize, limit));
					const furthest = Math.max(0, ...server.asked.map(({ start, take }) => start + take));
					if (limit !== undefined) expect(furthest).toBeLessThanOrEqual(limit);
				},
			),
			{ numRuns: 500 },
		);
	});
});

function leastRequests(total: number, pageSize: number, limit = Infinity): number {
	if (limit === 0) return 0;
	if (limit < total) return Math.ceil(limit / pageSize);
	return Math.max(1, 1 + Math.ceil((total - pageSize) / (pageSize - 1)));
}
