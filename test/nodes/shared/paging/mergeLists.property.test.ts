import fc from 'fast-check';
import { mergeLists } from '../../../../nodes/shared/paging/mergeLists';
import { choices, concurrencies, restlessAccounts } from './support/arbitraries';
import { Accounts } from './support/accounts';
import { idOf, readIds } from './support/read';
import { Turns } from './support/turns';

// Many runs on a machine that may be busy.
jest.setTimeout(120_000);

const pageSizes = fc.integer({ min: 2, max: 12 });

/**
 * What is promised of the users of several accounts: whoever is in one of them from the first answer to
 * the last comes exactly once, in however many others, and whenever, they are besides; by offset, as
 * long as nobody comes back to an account meanwhile. Whoever moves
 * comes once or, where they leave an account before it is read for one that has been, not at all: no
 * reader of one list after the other can see them.
 */
describe.each(['offset', 'cursor'] as const)('mergeLists over lists by %s', (wire) => {
	it('gives everybody who stays in an account exactly once, whoever moves meanwhile', async () => {
		await fc.assert(
			fc.asyncProperty(
				restlessAccounts,
				pageSizes,
				concurrencies,
				choices,
				async (options, pageSize, concurrency, order) => {
					const turns = new Turns(order);
					const accounts = new Accounts({ ...options, wire, delay: turns.wait });
					const sources = accounts.sources(pageSize, concurrency);
					const ids = await turns.until(readIds(mergeLists(sources, { concurrency, idOf })));
					const given = new Set(ids);
					expect(given.size).toBe(ids.length);
					expect(accounts.lasting().filter((id) => !given.has(id))).toEqual([]);
					expect(accounts.busiest).toBeLessThanOrEqual(concurrency);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('gives as many as the limit, each once', async () => {
		await fc.assert(
			fc.asyncProperty(
				restlessAccounts,
				pageSizes,
				concurrencies,
				choices,
				fc.nat(60),
				async (options, pageSize, concurrency, order, limit) => {
					const turns = new Turns(order);
					const accounts = new Accounts({ ...options, wire, delay: turns.wait });
					const pages = mergeLists(accounts.sources(pageSize, concurrency), {
						concurrency,
						limit,
						idOf,
					});
					const ids = await turns.until(readIds(pages));
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.length).toBeLessThanOrEqual(limit);
					expect(ids.length).toBeGreaterThanOrEqual(Math.min(limit, accounts.lasting().length));
				},
			),
			{ numRuns: 500 },
		);
	});
});
