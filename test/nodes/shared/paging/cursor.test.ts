import fc from 'fast-check';
import type { JsonObject } from '../../../../nodes/shared/http';
import { cursorPages, type FetchCursor } from '../../../../nodes/shared/paging/cursor';
import { idOf, readIds } from './support/read';

const users = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ id: `u${number}` }));
const idsOf = (records: JsonObject[]) => records.map(idOf);

/** A list by cursor, whose cursors are places in it. `given`: how many records each answer has at most. */
function server(records: JsonObject[], given: number[] = []) {
	const counts: number[] = [];
	const fetch: FetchCursor = async ({ cursor, count }) => {
		const most = given[counts.length] ?? count;
		counts.push(count);
		const start = Number(cursor ?? 0);
		const end = Math.min(start + Math.min(count, most), records.length);
		// The cursor changes even where an empty page leaves the place as it is.
		const next = end < records.length ? `${end}${' '.repeat(counts.length)}` : undefined;
		return { records: records.slice(start, end), next };
	};
	return { fetch, counts };
}

describe('cursorPages', () => {
	it.each<[string, number, number | undefined, number[]]>([
		['once for an empty list', 0, undefined, [100]],
		['once for a list that fits one page', 100, undefined, [100]],
		['for the rest only on the last page of a limit', 500, 250, [100, 100, 50]],
		['once for a limit that fits one page', 500, 20, [20]],
		['no further when the limit ends with a page', 500, 200, [100, 100]],
		['not at all for a limit of nothing', 500, 0, []],
	])('asks %s', async (_, total, limit, expected) => {
		const { fetch, counts } = server(users(total));
		const ids = await readIds(cursorPages(fetch, { pageSize: 100, limit, idOf }));
		expect(ids).toEqual(idsOf(users(total)).slice(0, limit));
		expect(counts).toEqual(expected);
	});

	it('gives each record once and in order, however short, empty or overlapping the pages', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(40), { maxLength: 100 }),
				fc.array(fc.nat(12), { maxLength: 60 }),
				fc.integer({ min: 1, max: 12 }),
				fc.option(fc.nat(60), { nil: undefined }),
				async (numbers, given, pageSize, limit) => {
					const records = numbers.map((number) => ({ id: `u${number}` }));
					const { fetch } = server(records, given);
					const seen = new Set<unknown>();
					let isDoubtful = false;
					const watched: FetchCursor = async (ask, turn) => {
						const page = await fetch(ask, turn);
						isDoubtful ||= page.records.length > 0 && page.records.every(({ id }) => seen.has(id));
						if (ask.cursor === undefined) seen.clear();
						page.records.forEach(({ id }) => seen.add(id));
						return page;
					};
					const all = readIds(cursorPages(watched, { pageSize, limit, idOf }));
					const expected = [...new Set(idsOf(records))].slice(0, limit);
					// A whole page of what came before may stand in the place of another.
					await all.then(
						(ids) => expect(ids).toEqual(expected),
						(error: unknown) => {
							expect(isDoubtful).toBe(true);
							expect(error).toMatchObject({ code: 'DOCUSIGN_LIST_UNSTABLE' });
						},
					);
				},
			),
		);
	});

	it.each([
		['keeps', { keep: ({ id }: JsonObject) => String(id).endsWith('9') }],
		['knows already', { except: (id: string) => !id.endsWith('9') }],
	])('asks for whole pages up to a limit where the reader %s only some', async (_, some) => {
		const { fetch, counts } = server(users(500));
		const ids = await readIds(cursorPages(fetch, { pageSize: 100, limit: 15, idOf, ...some }));
		expect(ids).toHaveLength(15);
		expect(ids.every((id) => id.endsWith('9'))).toBe(true);
		expect(counts).toEqual([100, 100]);
	});

	it('treats an empty cursor as the end', async () => {
		const fetch: FetchCursor = async () => ({ records: users(3), next: '' });
		expect(await readIds(cursorPages(fetch, { pageSize: 100, idOf }))).toHaveLength(3);
	});

	it('refuses a cursor that was followed before, after the records that came with it', async () => {
		const nexts = ['a', 'b', 'c', 'b'];
		let page = 0;
		const fetch: FetchCursor = async () => ({ records: [{ id: `u${page}` }], next: nexts[page++] });
		const pages = cursorPages(fetch, { pageSize: 1, idOf });
		const ids: unknown[] = [];
		const reading = (async () => {
			for await (const records of pages) ids.push(...idsOf(records));
		})();
		await expect(reading).rejects.toMatchObject({
			code: 'DOCUSIGN_CURSOR_REPEATED',
			message: expect.stringContaining('was read before'),
		});
		expect(ids).toEqual(['u0', 'u1', 'u2', 'u3']);
		expect(page).toBe(4);
	});

	it('does not mind a repeated cursor when it needs no more', async () => {
		const fetch: FetchCursor = async () => ({ records: users(5), next: 'same' });
		expect(await readIds(cursorPages(fetch, { pageSize: 5, limit: 5, idOf }))).toHaveLength(5);
	});

	/** A list of three pages, of which some answers give another page with the link of the one that is due. */
	const repeating = (answered: Record<number, number>) => {
		let answers = 0;
		const fetch: FetchCursor = async ({ cursor = '0', count }) => {
			const due = Number(cursor);
			const shown = answered[++answers] ?? due;
			const records = users(3 * count).slice(shown * count, (shown + 1) * count);
			return { records, next: due < 2 ? String(due + 1) : undefined };
		};
		return { fetch, answers: () => answers };
	};

	it.each<[string, Record<number, number>, number]>([
		['the first page in the place of the second', { 2: 0 }, 6],
		['the second in the place of the last', { 3: 1 }, 6],
		['that once more in the second walk', { 2: 0, 5: 0 }, 9],
	])('reads the list again after %s, until it is whole', async (_, answered, expected) => {
		const { fetch, answers } = repeating(answered);
		const ids = await readIds(cursorPages(fetch, { pageSize: 10, idOf }));
		expect(new Set(ids)).toEqual(new Set(idsOf(users(30))));
		expect(ids).toHaveLength(30);
		expect(answers()).toBe(expected);
	});

	it('says so when one page comes in the place of all', async () => {
		const always = Object.fromEntries(Array.from({ length: 99 }, (_, at) => [at, 0]));
		const { fetch, answers } = repeating(always);
		await expect(readIds(cursorPages(fetch, { pageSize: 10, idOf }))).rejects.toMatchObject({
			code: 'DOCUSIGN_LIST_UNSTABLE',
		});
		expect(answers()).toBe(12);
	});

	it('leaves it to who asks for repeated records to judge them', async () => {
		const { fetch, answers } = repeating({ 2: 0 });
		const ids = await readIds(cursorPages(fetch, { pageSize: 10, idOf, repeats: true }));
		expect(ids).toHaveLength(30);
		expect(answers()).toBe(3);
	});

	it('goes on over empty pages, but not for ever', async () => {
		let page = 0;
		const endless: FetchCursor = async () => ({ records: [], next: `c${page++}` });
		await expect(readIds(cursorPages(endless, { pageSize: 1, idOf }))).rejects.toMatchObject({
			code: 'DOCUSIGN_LIST_ENDLESS',
		});
		// The page behind the hundredth is under way before that is looked at.
		expect(page).toBe(101);
		const { fetch } = server(users(3), [1, ...Array.from({ length: 90 }, () => 0)]);
		expect(await readIds(cursorPages(fetch, { pageSize: 1, idOf }))).toHaveLength(3);
	});

	it('gives all records that have no id', async () => {
		const { fetch } = server(users(7));
		const pages = cursorPages(fetch, { pageSize: 2, idOf: () => undefined });
		expect(await readIds(pages)).toHaveLength(7);
	});
});
