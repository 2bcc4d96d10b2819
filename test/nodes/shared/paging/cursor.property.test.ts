import fc from 'fast-check';
import { cursorPages } from '../../../../nodes/shared/paging/cursor';
import { pageSizes, restlessCursorServer } from './support/arbitraries';
import { CursorServer } from './support/cursorServer';
import { idOf, readIds } from './support/read';

// Many runs on a machine that may be busy.
jest.setTimeout(120_000);

/**
 * What is promised of a list whose cursors go by the order of arrival: whoever is in it from the first
 * answer to the last comes exactly once, and so does whoever is in it at the end; those who leave
 * meanwhile come once or not at all.
 */
describe('cursorPages, whatever comes, goes, moves and comes back meanwhile', () => {
	it('gives everybody who stays exactly once, and those who keep their place in order', async () => {
		await fc.assert(
			fc.asyncProperty(restlessCursorServer, pageSizes, async (options, pageSize) => {
				const server = new CursorServer(options);
				const ids = await readIds(cursorPages(server.fetch, { pageSize, idOf }));
				const given = new Set(ids);
				expect(given.size).toBe(ids.length);
				expect(server.lasting().filter((id) => !given.has(id))).toEqual([]);
				expect(server.ids().filter((id) => !given.has(id))).toEqual([]);
				const undisturbed = new Set(server.undisturbed());
				expect(ids.filter((id) => undisturbed.has(id))).toEqual([...undisturbed]);
			}),
			{ numRuns: 1000 },
		);
	});

	it('gives as many as the limit, each once', async () => {
		await fc.assert(
			fc.asyncProperty(
				restlessCursorServer,
				pageSizes,
				fc.integer({ min: 0, max: 100 }),
				async (options, pageSize, limit) => {
					const server = new CursorServer(options);
					const ids = await readIds(cursorPages(server.fetch, { pageSize, limit, idOf }));
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.length).toBeLessThanOrEqual(limit);
					expect(ids.length).toBeGreaterThanOrEqual(Math.min(limit, server.lasting().length));
				},
			),
			{ numRuns: 500 },
		);
	});

	it('gives what another list has not given, each once', async () => {
		await fc.assert(
			fc.asyncProperty(
				restlessCursorServer,
				pageSizes,
				fc.integer({ min: 1, max: 5 }),
				fc.option(fc.nat(60), { nil: undefined }),
				async (options, pageSize, every, limit) => {
					const except = (id: string) => Number(id.slice(1)) % every === 0;
					const server = new CursorServer(options);
					const asked = { pageSize, limit, except, idOf };
					const ids = await readIds(cursorPages(server.fetch, asked));
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.filter(except)).toEqual([]);
					const wanted = server.lasting().filter((id) => !except(id));
					const least = Math.min(limit ?? Infinity, wanted.length);
					expect(ids.length).toBeGreaterThanOrEqual(least);
					if (limit === undefined) {
						const given = new Set(ids);
						expect(wanted.filter((id) => !given.has(id))).toEqual([]);
					}
				},
			),
			{ numRuns: 500 },
		);
	});
});
