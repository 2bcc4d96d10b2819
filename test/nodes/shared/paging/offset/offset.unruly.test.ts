import { offsetPagesIn } from '../support/caller';
import { idOf, readIds } from '../support/read';

const options = { pageSize: 50, concurrency: 4, idOf };
const users = (count: number, from = 0) =>
	Array.from({ length: count }, (_, number) => ({ id: `u${from + number}` }));

/** A permutation that differs with every `seed`. */
function shuffled<T>(records: T[], seed: number): T[] {
	const order = records.map((record, place) => ({
		record,
		key: Math.imul(place + 1, 2_654_435_761 + 97_911 * seed) >>> 0,
	}));
	return order.sort((a, b) => a.key - b.key).map(({ record }) => record);
}

describe('offsetPages, of a server that does not keep to its own list,', () => {
	it('ends where nothing comes, although the total promises more', async () => {
		let asked = 0;
		const fetch = async (start: number, take: number) => {
			asked++;
			return { records: users(120).slice(start, start + take), total: 130 };
		};
		expect(await readIds(offsetPagesIn(fetch, options))).toEqual(users(120).map(({ id }) => id));
		expect(asked).toBe(3 + 2);
	});

	it('gives everybody when the order changes once', async () => {
		let answers = 0;
		const fetch = async (start: number, take: number) => {
			const order = ++answers > 5 ? shuffled(users(1000), 1) : users(1000);
			return { records: order.slice(start, start + take), total: 1000 };
		};
		const ids = await readIds(offsetPagesIn(fetch, options));
		expect(ids.length).toBe(1000);
		expect(new Set(ids).size).toBe(1000);
	});

	it('cannot tell a list whose record left and came back from one that grew shorter', async () => {
		const lists = [users(3), [{ id: 'u2' }, { id: 'u1' }]];
		let answers = 0;
		const fetch = async (start: number, take: number) => {
			const list = lists[Math.min(answers++, 1)];
			return { records: list.slice(start, start + take), total: list.length };
		};
		const pages = offsetPagesIn(fetch, { pageSize: 2, concurrency: 1, idOf });
		expect(await readIds(pages)).toEqual(['u0', 'u1']);
	});

	it('notices that somebody slipped through when two change places across a seam', async () => {
		let answers = 0;
		const fetch = async (start: number, take: number) => {
			const order = users(99);
			if (++answers > 1) [order[48], order[50]] = [order[50], order[48]];
			return { records: order.slice(start, start + take), total: 99 };
		};
		const ids = await readIds(offsetPagesIn(fetch, options));
		expect(new Set(ids)).toEqual(new Set(users(99).map(({ id }) => id)));
		expect(answers).toBe(4);
	});

	it('says so when the order changes with every answer', async () => {
		let answers = 0;
		const fetch = async (start: number, take: number) => ({
			records: shuffled(users(1000), ++answers).slice(start, start + take),
			total: 1000,
		});
		await expect(readIds(offsetPagesIn(fetch, options))).rejects.toMatchObject({
			name: 'PagingError',
			code: 'DOCUSIGN_LIST_UNSTABLE',
			message: expect.stringMatching(/order.* of the 1000 that Docusign counts$/),
			description: expect.stringMatching(/^Run it again/),
		});
		expect(answers).toBeLessThan(4 * 2 * (1000 / 49));
	});

	it('says so in bounded time even when pages of a long list share nobody', async () => {
		const total = 3001;
		let answers = 0;
		const fetch = async (start: number, take: number) => {
			// The total is a prime, so each factor gives another order of all.
			const factor = 1 + ((++answers * 1231) % (total - 1));
			const length = Math.max(0, Math.min(take, total - start));
			const places = Array.from({ length }, (_, at) => ((start + at) * factor) % total);
			return { records: places.map((place) => ({ id: `u${place}` })), total };
		};
		const pages = offsetPagesIn(fetch, { ...options, pageSize: 10 });
		await expect(readIds(pages)).rejects.toMatchObject({ code: 'DOCUSIGN_LIST_UNSTABLE' });
		expect(answers).toBeLessThan(4 * 2 * (total / 9));
	});

	it.each([200, 1000])('says so when every page is the first of %d', async (total) => {
		let answers = 0;
		const fetch = async (_: number, take: number) => {
			answers++;
			return { records: users(take), total };
		};
		await expect(readIds(offsetPagesIn(fetch, options))).rejects.toMatchObject({
			code: 'DOCUSIGN_LIST_UNSTABLE',
		});
		expect(answers).toBeLessThan(4 * 3 * (total / 49));
	});

	it('says so when every page is the first and the total is not told', async () => {
		let answers = 0;
		const fetch = async (_: number, take: number) => {
			answers++;
			return { records: users(take) };
		};
		await expect(readIds(offsetPagesIn(fetch, options))).rejects.toMatchObject({
			code: 'DOCUSIGN_LIST_ENDLESS',
		});
		expect(answers).toBeLessThan(300);
	});

	it.each([
		['fewer records than were asked for', 20],
		['more records than were asked for', 80],
		['one record', 1],
	])('takes %s for the whole list when every page is the same', async (_, count) => {
		for (const ids of [true, false]) {
			let answers = 0;
			const fetch = async () => {
				answers++;
				return { records: users(count).map(({ id }) => (ids ? { id } : { name: id })) };
			};
			let read = 0;
			for await (const page of offsetPagesIn(fetch, options)) read += page.length;
			if (ids) expect(read).toBe(count);
			expect(answers).toBeLessThanOrEqual(5);
		}
	});

	it.each([1, 2])(
		'gives everybody when a page comes %d times more in the place of others, without a total',
		async (times) => {
			let answers = 0;
			let shown: unknown[] = [];
			const fetch = async (start: number, take: number) => {
				answers++;
				const isRepeated = answers > 1 && answers <= 1 + times;
				const records = isRepeated ? shown : users(300).slice(start, start + take);
				shown = records;
				return { records: records as Array<{ id: string }> };
			};
			const ids = await readIds(offsetPagesIn(fetch, options));
			expect(ids.sort()).toEqual(
				users(300)
					.map(({ id }) => id)
					.sort(),
			);
		},
	);

	it('gives those twice in the list once, and reads it twice to be sure of the others', async () => {
		const records = [...users(70), ...users(70)];
		let asked = 0;
		const fetch = async (start: number, take: number) => {
			asked++;
			return { records: records.slice(start, start + take), total: records.length };
		};
		expect(await readIds(offsetPagesIn(fetch, options))).toEqual(users(70).map(({ id }) => id));
		expect(asked).toBe(6);
	});

	it('does not take two answers of one record for all that the server ever gives', async () => {
		let answers = 0;
		const fetch = async (start: number, take: number) => {
			const given = ++answers > 2 ? take : 1;
			return { records: users(500).slice(start, start + given), total: 500 };
		};
		expect(await readIds(offsetPagesIn(fetch, options))).toEqual(users(500).map(({ id }) => id));
		expect(answers).toBeLessThan(20);
	});

	it('does not go on without proof behind a page that shows only its overlap', async () => {
		let answers = 0;
		const fetch = async (start: number, take: number) => {
			// One is removed and one is added before the fourth answer, so the total does not tell.
			const list = ++answers > 3 ? users(30, 1) : users(30);
			const given = answers === 3 ? 1 : take;
			return { records: list.slice(start, start + given), total: 30 };
		};
		const pages = offsetPagesIn(fetch, { pageSize: 10, concurrency: 1, idOf });
		const ids = await readIds(pages);
		expect(users(29, 1).filter(({ id }) => !ids.includes(id))).toEqual([]);
	});
});
