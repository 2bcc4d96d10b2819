import fc from 'fast-check';
import { ApiFailure } from '../../../../nodes/shared/errors/apiFailure';
import { type FetchNumbered, numberedPages } from '../../../../nodes/shared/paging/numbered';
import { firstPageNumber } from '../../../../nodes/shared/paging/firstPage';
import { choices, concurrencies } from './support/arbitraries';
import { throttled } from './support/caller';
import { idOf, readIds } from './support/read';
import { type Change, ListServer, type ServerOptions } from './support/server';
import { Turns } from './support/turns';

interface Numbers {
	first: 0 | 1;
	cap?: number;
	tellsSize?: boolean;
}

/** A list by page number. Counted from 1, there is no page 0. */
function server({ first, cap = Infinity, tellsSize = true }: Numbers, options: ServerOptions) {
	const list = new ListServer(options);
	const asked: number[] = [];
	const fetch = async (page: number, pageSize: number) => {
		asked.push(page);
		const size = Math.min(pageSize, cap);
		if (page < first) return { records: [], total: undefined, pageSize: size };
		const answer = await list.fetch((page - first) * size, size);
		return { ...answer, pageSize: tellsSize ? size : undefined };
	};
	return { list, asked, fetch };
}

const idsOf = (records: Array<{ id: string }>) => records.map(({ id }) => id);

type Fetch = (page: number, pageSize: number) => ReturnType<FetchNumbered>;

const read = async (fetch: Fetch, limit?: number, pageSize = 100) =>
	await readIds(numberedPages(throttled(4)(fetch), { pageSize, limit, idOf }));

// Many runs on a machine that may be busy.
jest.setTimeout(120_000);

describe('numberedPages asks', () => {
	it.each<[string, 0 | 1, number, number | undefined, number[]]>([
		['once for an empty list', 1, 0, undefined, [1]],
		['once for a list that fits one page', 1, 100, undefined, [1]],
		['for what it needs, where pages count from 1', 1, 450, undefined, [1, 5, 2, 3, 4]],
		['for one page more, where they count from 0', 0, 450, undefined, [1, 5, 0, 2, 3, 4]],
		['for the page before, where page 1 is empty', 0, 80, undefined, [1, 0]],
		['for the page before, where page 1 is short', 0, 180, undefined, [1, 0]],
		['for no page beyond the limit', 1, 180, 50, [1]],
		['for the last page to learn the numbering of a long list', 1, 450, 150, [1, 5, 2]],
		['not at all for a limit of nothing', 1, 450, 0, []],
	])('%s', async (_, first, total, limit, expected) => {
		const { fetch, asked, list } = server({ first }, { total });
		expect(await read(fetch, limit)).toEqual(list.ids().slice(0, limit));
		expect(asked).toEqual(expected);
	});
});

describe('numberedPages', () => {
	it('gives each record once and in order for any numbering, length and page size', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					first: fc.constantFrom<Array<0 | 1>>(0, 1),
					cap: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
				}),
				fc.nat(80),
				fc.boolean(),
				fc.integer({ min: 1, max: 12 }),
				concurrencies,
				choices,
				fc.option(fc.nat(90), { nil: undefined }),
				async (numbers, total, counts, pageSize, concurrency, order, limit) => {
					const turns = new Turns(order);
					const { fetch, list } = server(numbers, { total, counts, delay: turns.wait });
					const pages = numberedPages(throttled(concurrency)(fetch), { pageSize, limit, idOf });
					expect(await turns.until(readIds(pages))).toEqual(list.ids().slice(0, limit));
					expect(list.busiest).toBeLessThanOrEqual(concurrency);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('gives everybody who stays once, while the list only grows or only shrinks', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom<Array<0 | 1>>(0, 1),
				fc.constantFrom<Array<'insert' | 'remove'>>('insert', 'remove'),
				fc.nat(60),
				fc.array(fc.record({ answer: fc.nat(25), count: fc.integer({ min: 1, max: 3 }) }), {
					maxLength: 2,
				}),
				fc.integer({ min: 2, max: 12 }),
				choices,
				async (first, kind, total, disturbed, pageSize, order) => {
					const turns = new Turns(order);
					const changes: Change[][] = Array.from({ length: 26 }, () => []);
					for (const { answer, count } of disturbed) changes[answer].push({ kind, at: 0, count });
					const { fetch, list } = server({ first }, { total, changes, delay: turns.wait });
					const pages = numberedPages(throttled(3)(fetch), { pageSize, idOf });
					const ids = await turns.until(readIds(pages));
					const given = new Set(ids);
					expect(given.size).toBe(ids.length);
					expect(list.lasting().filter((id) => !given.has(id))).toEqual([]);
				},
			),
			{
				numRuns: 500,
				// The last answer to come in is not the last one given.
				examples: [[0, 'insert', 36, [{ answer: 3, count: 1 }], 9, [0, 0, 0, 0, 0, 0, 3]]],
			},
		);
	});

	it('is not misled by a server that gives page 1 for page 0 and tells no total', async () => {
		const { fetch, list } = server({ first: 1 }, { total: 250, counts: false });
		const clamped: Fetch = async (page, size) => await fetch(Math.max(1, page), size);
		expect(await read(clamped)).toEqual(list.ids());
	});

	it('tells a page size that the server cut without saying so', async () => {
		const { fetch, list } = server({ first: 1, cap: 30, tellsSize: false }, { total: 200 });
		expect(await read(fetch)).toEqual(list.ids());
	});

	it('is not misled by a page 1 that is empty, where neither page size nor first page is told', async () => {
		const { fetch, asked, list } = server({ first: 0, tellsSize: false }, { total: 80 });
		expect(await read(fetch)).toEqual(list.ids());
		expect(asked).toEqual([1, 0]);
	});

	it('says so when pages stay short, rather than leave records out', async () => {
		const fetch: Fetch = async (page, size) => ({
			records: Array.from({ length: page === 3 ? size - 1 : size }, (_, at) => ({
				id: `u${page * size + at}`,
			})),
			total: size * 5,
		});
		await expect(read(fetch)).rejects.toMatchObject({ code: 'DOCUSIGN_LIST_UNSTABLE' });
	});

	const users = (count: number, from = 0) =>
		Array.from({ length: count }, (_, at) => ({ id: `u${from + at}` }));

	it.each<[string, number, number | undefined, string | undefined]>([
		['takes a short page for all there is', 20, undefined, undefined],
		['takes a page that is longer than asked for as well', 300, undefined, undefined],
		['takes what is as long as the total as well', 300, 300, undefined],
		['says so where a full page leaves it open', 100, undefined, 'DOCUSIGN_LIST_ENDLESS'],
		['says so where the total promises more', 100, 300, 'DOCUSIGN_LIST_UNSTABLE'],
		['says so where the total promises more than a short page', 20, 300, 'DOCUSIGN_LIST_UNSTABLE'],
	])('%s when every page is the first', async (_, given, total, code) => {
		let answers = 0;
		const fetch: Fetch = async () => {
			answers++;
			return { records: users(given), total };
		};
		if (code === undefined) expect(await read(fetch)).toHaveLength(given);
		else await expect(read(fetch)).rejects.toMatchObject({ code });
		expect(answers).toBeLessThan(70);
	});

	it.each([300, undefined])(
		'gives everybody when a page comes once more in the place of another, with the total %p',
		async (total) => {
			let answers = 0;
			const fetch: Fetch = async (page, size) => {
				const shown = ++answers === 3 ? 1 : page;
				const records = shown < 1 ? [] : users(size, (shown - 1) * size);
				return { records: shown > 3 ? [] : records, total };
			};
			const all = read(fetch);
			if (total === undefined) {
				// Nothing tells that from a server that gives the first page each time.
				await expect(all).rejects.toMatchObject({ code: 'DOCUSIGN_LIST_ENDLESS' });
			} else {
				expect((await all).sort()).toEqual(idsOf(users(300)).sort());
			}
		},
	);

	const failing = (status: number, scheduler?: 'rate-limited') =>
		new ApiFailure({ code: 'DOCUSIGN_X', message: 'No', description: '', status, scheduler });

	it.each([400, 404])('takes no offence at a page 0 that is refused with %i', async (status) => {
		const { fetch, list } = server({ first: 1 }, { total: 250, counts: false });
		const refusing: Fetch = async (page, size) =>
			page < 1 ? await Promise.reject(failing(status)) : await fetch(page, size);
		expect(await read(refusing)).toEqual(list.ids());
	});

	it.each([failing(500), failing(401), failing(400, 'rate-limited')])(
		'takes no other failure for a refusal of page 0: %p',
		async (failure) => {
			const { fetch } = server({ first: 1 }, { total: 250, counts: false });
			const refusing: Fetch = async (page, size) =>
				page < 1 ? await Promise.reject(failure) : await fetch(page, size);
			await expect(read(refusing)).rejects.toBe(failure);
		},
	);

	it('takes the last page that comes again for the end', async () => {
		const fetch: Fetch = async (page, size) => ({
			records: users(size, (Math.min(Math.max(1, page), 3) - 1) * size),
		});
		expect(await read(fetch)).toEqual(idsOf(users(300)));
	});

	it('gives all records that have no id', async () => {
		const { fetch } = server({ first: 0 }, { total: 25 });
		const pages = numberedPages(throttled(3)(fetch), { pageSize: 4, idOf: () => undefined });
		expect(await readIds(pages)).toHaveLength(25);
	});

	const anonymous = (count: number, from: number) =>
		Array.from({ length: count }, (_, at) => ({ name: `n${from + at}` }));
	const names = async (fetch: Fetch, pageSize: number) => {
		const pages = numberedPages(throttled(3)(fetch), { pageSize, idOf: () => undefined });
		const all: unknown[] = [];
		for await (const page of pages) all.push(...page.map(({ name }) => name));
		return all;
	};
	const inOrder = (count: number) => anonymous(count, 0).map(({ name }) => name);

	it('tells pages apart whose records have no id, without a total too', async () => {
		const fetch: Fetch = async (page, size) => ({
			records: page < 1 || page > 3 ? [] : anonymous(size, (page - 1) * size),
			total: undefined,
		});
		expect(await names(fetch, 4)).toEqual(inOrder(12));
	});

	it('takes the last page that comes again for the end, also where its records have no id', async () => {
		const fetch: Fetch = async (page, size) => {
			if (page > 20) throw new Error('It is asked for more and more');
			const at = (Math.min(Math.max(1, page), 3) - 1) * size;
			return { records: anonymous(size, at), total: undefined };
		};
		expect(await names(fetch, 4)).toEqual(inOrder(12));
	});

	it('gives records without id once, when the list is read again', async () => {
		let answers = 0;
		// One who left and came back: the total says that somebody may have slipped through.
		const fetch: Fetch = async (page, size) => ({
			records: anonymous(size, (page - 1) * size),
			total: ++answers === 3 ? 11 : 12,
		});
		expect(await names(fetch, 4)).toEqual(inOrder(12));
		expect(answers).toBe(6);
	});
});

describe('firstPageNumber', () => {
	it('is told by the length of the page where the two differ', () => {
		expect(firstPageNumber(1, 10, 15, 10)).toBe(1);
		expect(firstPageNumber(1, 5, 15, 10)).toBe(0);
		expect(firstPageNumber(1, 10, 20, 10)).toBeUndefined();
		expect(firstPageNumber(2, 10, 20, 10)).toBe(1);
		expect(firstPageNumber(2, 0, 20, 10)).toBe(0);
		expect(firstPageNumber(1, 7, 15, 10)).toBeUndefined();
	});
});
