import { offsetPages } from '../../../../../nodes/shared/paging/offset/offset';
import { throttled } from '../support/caller';
import { idOf, readIds } from '../support/read';
import { type Change, ListServer, type ServerOptions } from '../support/server';

function list(options: ServerOptions, limit?: number) {
	const server = new ListServer(options);
	const pages = offsetPages(server.fetch, { pageSize: 250, limit, concurrency: 8, idOf });
	return { server, pages };
}

const asked = (server: ListServer) => server.asked.map(({ start, take }) => `${start}+${take}`);

describe('offsetPages asks', () => {
	it.each<[string, number, number | undefined, string[]]>([
		['once for an empty list', 0, undefined, ['0+250']],
		['once for a list that fits one page', 250, undefined, ['0+250']],
		['twice for one record more', 251, undefined, ['0+250', '249+250']],
		['once for a limit that fits one page', 1000, 50, ['0+50']],
		['not at all for a limit of nothing', 1000, 0, []],
		['for one record twice, as proof', 1000, 300, ['0+250', '249+51']],
		['no third time for proof only', 1000, 500, ['0+250', '250+250']],
		['for all of a list that the limit exceeds', 251, 500, ['0+250', '249+250']],
	])('%s', async (_, total, limit, expected) => {
		const { server, pages } = list({ total }, limit);
		expect(await readIds(pages)).toEqual(server.ids().slice(0, limit));
		expect(asked(server)).toEqual(expected);
	});

	it('402 times for 100,000 records, eight at a time', async () => {
		const server = new ListServer({ total: 100_000 });
		const fetch = throttled(8)(server.fetch);
		const pages = offsetPages(fetch, { pageSize: 250, concurrency: 8, idOf });
		expect(await readIds(pages)).toEqual(server.ids());
		expect(server.asked.length).toBe(402);
		expect(server.busiest).toBe(8);
	});

	it("in the server's own page size when that is smaller", async () => {
		const { server, pages } = list({ total: 1000, cap: 100 });
		expect(await readIds(pages)).toEqual(server.ids());
		expect(server.asked.map(({ start }) => start)).toEqual(
			Array.from({ length: 11 }, (_, page) => page * 99),
		);
	});

	it('one by one of a server that gives no more', async () => {
		const { server, pages } = list({ total: 20, cap: 1 });
		expect(await readIds(pages)).toEqual(server.ids());
		expect(server.asked.length).toBeLessThan(30);
	});

	it('for what a short page left out, and no more', async () => {
		const { server, pages } = list({ total: 1000, shortness: [1, 0.4] });
		expect(await readIds(pages)).toEqual(server.ids());
		expect(asked(server)).toEqual([
			...['0+250', '249+250', '498+250', '747+250', '996+250'],
			'348+151',
		]);
	});

	it('until nothing comes where the total is not told', async () => {
		const { server, pages } = list({ total: 400, counts: false });
		expect(await readIds(pages)).toEqual(server.ids());
		expect(asked(server)).toEqual(['0+250', '249+250', '399+250', '400+250']);
	});
});

describe('offsetPages, when the list changes meanwhile,', () => {
	const total = 10_000;
	const undisturbed = 41;

	async function read(after: number, change: Change) {
		const changes: Change[][] = [...Array.from({ length: after }, () => []), [change]];
		const { server, pages } = list({ total, changes });
		const ids = await readIds(pages);
		const given = new Set(ids);
		expect(given.size).toBe(ids.length);
		expect(server.lasting().filter((id) => !given.has(id))).toEqual([]);
		return { server, given, requests: server.asked.length };
	}

	it('needs no request more for users added before the page', async () => {
		const { requests } = await read(20, { kind: 'insert', at: 0, count: 1 });
		expect(requests).toBe(undisturbed);
	});

	it('needs one request more for a user removed before the page', async () => {
		const { requests } = await read(20, { kind: 'remove', at: 0, count: 1 });
		expect(requests).toBe(undisturbed + 1);
	});

	it('needs few requests more for more users removed than a page holds', async () => {
		const { requests } = await read(20, { kind: 'remove', at: 0, count: 700 });
		expect(requests).toBeLessThan(undisturbed + 10);
	});

	it('reads on to the end of a list that grows', async () => {
		const { server, given } = await read(40, { kind: 'insert', at: 0.9999, count: 600 });
		expect(server.ids().filter((id) => !given.has(id))).toEqual([]);
	});

	it('crawls in whole pages over what it has read before, however few are still wanted', async () => {
		const changes: Change[][] = [...Array.from({ length: 16 }, () => []), []];
		changes[16].push({ kind: 'remove', at: 0, count: 3_500 });
		const { server, pages } = list({ total, changes }, 4_010);
		const ids = await readIds(pages);
		expect(ids.length).toBe(4_010);
		expect(server.asked.length).toBeLessThanOrEqual(17 + 8);
	});

	it('reads the new end of a list that shrinks below the page', async () => {
		const { server, requests } = await read(20, { kind: 'remove', at: 0, count: 9_000 });
		expect(server.lasting().length).toBe(1_000);
		// 21 before, four to look back to somebody who stayed, four to read on to the new end.
		expect(requests).toBeLessThanOrEqual(21 + 4 + 4);
	});
});

describe('offsetPages, of records without id,', () => {
	it('gives all', async () => {
		let asked = 0;
		const records = Array.from({ length: 600 }, (_, number) => ({ number }));
		const pages = offsetPages(
			async (start, take) => {
				asked++;
				return { records: records.slice(start, start + take), total: 600 };
			},
			{ pageSize: 250, concurrency: 8, idOf: () => undefined },
		);
		const given: unknown[] = [];
		for await (const page of pages) given.push(...page);
		expect(given).toEqual(records);
		expect(asked).toBe(3);
	});

	it('gives all among others that have one', async () => {
		const records = Array.from({ length: 100 }, (_, number) =>
			number % 3 === 0 ? { id: `u${number}` } : { number },
		);
		for (let pageSize = 2; pageSize < 8; pageSize++) {
			const pages = offsetPages(
				async (start, take) => ({ records: records.slice(start, start + take), total: 100 }),
				{ pageSize, concurrency: 3, idOf },
			);
			const given: unknown[] = [];
			for await (const page of pages) given.push(...page);
			expect(given).toEqual(records);
		}
	});
});
