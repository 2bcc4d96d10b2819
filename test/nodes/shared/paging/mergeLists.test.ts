import fc from 'fast-check';
import type { JsonObject } from '../../../../nodes/shared/http';
import { cursorPages } from '../../../../nodes/shared/paging/cursor';
import { offsetPages } from '../../../../nodes/shared/paging/offset/offset';
import { type Source, mergeLists } from '../../../../nodes/shared/paging/mergeLists';
import { choices, concurrencies } from './support/arbitraries';
import { throttled } from './support/caller';
import { idOf, readIds } from './support/read';
import { Turns } from './support/turns';

const usersOf = (numbers: number[]) => numbers.map((number) => ({ id: `u${number}` }));
const range = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, number) => from + number);

/** Accounts whose members are read by offset. */
function accounts(
	members: number[][],
	pageSize: number,
	concurrency: number,
	delay?: Turns['wait'],
) {
	const asked: string[] = [];
	let inFlight = 0;
	const seen = { asked, busiest: 0 };
	const inRun = throttled(concurrency);
	const sources = members.map((numbers, account): Source => {
		const records = usersOf(numbers);
		const fetch = async (start: number, take: number) => {
			asked.push(`${account}:${start}+${take}`);
			seen.busiest = Math.max(seen.busiest, ++inFlight);
			await delay?.();
			inFlight--;
			return { records: records.slice(start, start + take), total: records.length };
		};
		return (ask) => offsetPages(inRun(fetch), { pageSize, concurrency, idOf, ...ask });
	});
	return { sources, seen };
}

const distinct = (members: number[][]) =>
	[...new Set(members.flat())].map((number) => `u${number}`);

describe('mergeLists', () => {
	it('hands over no page of which an earlier list has given everything', async () => {
		const source = (...numbers: number[]): Source =>
			async function* () {
				yield usersOf(numbers);
			};
		const pages = mergeLists([source(1, 2), source(2, 1), source(3)], { concurrency: 2, idOf });
		const lengths: number[] = [];
		for await (const page of pages) lengths.push(page.length);
		expect(lengths).toEqual([2, 1]);
	});

	it('gives each record of all lists once, the first list first, within the bound', async () => {
		const member = fc.uniqueArray(fc.nat(40), { maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(
				fc.array(member, { maxLength: 6 }),
				fc.integer({ min: 1, max: 12 }),
				concurrencies,
				choices,
				fc.option(fc.nat(50), { nil: undefined }),
				async (members, pageSize, concurrency, order, limit) => {
					const turns = new Turns(order);
					const { sources, seen } = accounts(members, pageSize, concurrency, turns.wait);
					const pages = mergeLists(sources, { concurrency, limit, idOf });
					const ids = await turns.until(readIds(pages));
					expect(ids).toEqual(distinct(members).slice(0, limit));
					expect(seen.busiest).toBeLessThanOrEqual(concurrency);
				},
			),
			{ numRuns: 500 },
		);
	});

	it.each<[string, number[][], number, string[]]>([
		['no second list when the first is enough', [range(0, 90), range(100, 200)], 50, ['0:0+50']],
		[
			'no second list when the first is just enough',
			[range(0, 50), range(100, 200)],
			50,
			['0:0+50'],
		],
		[
			'whole pages where many may be known',
			[range(0, 40), range(0, 90)],
			50,
			['0:0+50', '1:0+100'],
		],
		['no page beyond need', [range(0, 40), range(100, 900)], 50, ['0:0+50', '1:0+100']],
		['for nothing without a need', [range(0, 40)], 0, []],
	])('asks, with a limit, %s', async (_, members, limit, expected) => {
		const { sources, seen } = accounts(members, 100, 4);
		const ids = await readIds(mergeLists(sources, { concurrency: 4, limit, idOf }));
		expect(ids).toEqual(distinct(members).slice(0, limit));
		expect(seen.asked).toEqual(expected);
	});

	it('asks once for each of many small accounts', async () => {
		const members = range(0, 200).map((account) => range(account * 10, account * 10 + 12));
		const { sources, seen } = accounts(members, 250, 8);
		const ids = await readIds(mergeLists(sources, { concurrency: 8, idOf }));
		expect(ids).toEqual(distinct(members));
		expect(seen.asked).toHaveLength(200);
	});

	it('asks for no page by cursor beyond a limit', async () => {
		let asked = 0;
		const source: Source = (ask) =>
			cursorPages(
				async ({ cursor = '0', count }) => {
					asked++;
					const start = Number(cursor);
					return { records: usersOf(range(start, start + count)), next: String(start + count) };
				},
				{ pageSize: 10, idOf, ...ask },
			);
		const ids = await readIds(mergeLists([source, source], { concurrency: 4, limit: 30, idOf }));
		expect(ids).toHaveLength(30);
		expect(asked).toBe(3);
	});

	it('takes lists that do not heed what they are asked', async () => {
		async function* plain(): AsyncGenerator<JsonObject[]> {
			yield usersOf([1, 2]);
			yield usersOf([2, 3]);
		}
		const walk = (limit?: number) => mergeLists([plain, plain], { concurrency: 2, limit, idOf });
		expect(await readIds(walk())).toEqual(['u1', 'u2', 'u3']);
		expect(await readIds(walk(2))).toEqual(['u1', 'u2']);
	});

	it('keeps repeats where records are not to be told apart', async () => {
		const { sources } = accounts(
			[
				[1, 2],
				[2, 3],
			],
			10,
			2,
		);
		const pages = mergeLists(sources, { concurrency: 2, idOf: () => undefined });
		expect(await readIds(pages)).toEqual(['u1', 'u2', 'u2', 'u3']);
	});
});
