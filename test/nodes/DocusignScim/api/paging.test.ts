import fc from 'fast-check';

import type { JsonObject } from '../../../../nodes/shared/http';
import { readList } from '../../../../nodes/DocusignScim/api/list';
import { listClient, numbered, type ListServer } from '../support/fakeServer';

const ids = (records: JsonObject[]) => records.map(({ id }) => id);

describe('a page', () => {
	it('may leave its records out where there are none', () => {
		expect(readList({ totalResults: 0 }, 1)).toEqual({ records: [], total: 0 });
		expect(readList({ totalResults: 5, Resources: null }, 6)).toEqual({ records: [], total: 5 });
		expect(readList({ totalResults: '2', Resources: [{ id: 'a' }] }, 1)).toEqual({
			records: [{ id: 'a' }],
			total: 2,
		});
		expect(readList({ totalResults: 9, itemsPerPage: 0 }, 8)).toEqual({ records: [], total: 9 });
		expect(readList({ Resources: [] }, 1)).toEqual({ records: [], total: undefined });
		const odd = { TOTALRESULTS: 3, resources: [{ ID: 'a' }] };
		expect(readList(odd, 1)).toEqual({ records: [{ ID: 'a' }], total: 3 });
	});

	it.each([
		['holds nothing where there should be records', { totalResults: 5 }],
		['says that none of the first are', { totalResults: 5, itemsPerPage: 0 }],
		['does not count', { startIndex: 1 }],
		['is no object', 'users'],
		['is nothing', null],
		['holds something else than a list', { totalResults: 5, Resources: { id: 'a' } }],
		['is a bare array', [{ id: 'a' }]],
		['is an empty array', []],
		['counts records and shows none of them', { totalResults: 5, Resources: [] }],
		['holds a record that is none', { totalResults: 2, Resources: [{ id: 'a' }, null] }],
		['holds a record without an id', { totalResults: 2, Resources: [{ id: 'a' }, { id: '' }] }],
	])('that %s does not pass for an empty one', (_, body) => {
		expect(readList(body, 1)).toBeUndefined();
	});
});

describe('a list', () => {
	it('comes whole, once and in order, however few records the server gives at a time', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(200),
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 8 }),
				async (length, most, pageSize, concurrency) => {
					const records = numbered(length);
					const list = listClient({ records, most }, { pageSize, concurrency });
					expect(await list.ids()).toEqual(ids(records));
					expect(list.peak()).toBeLessThanOrEqual(concurrency);
				},
			),
		);
	});

	it('ends exactly at its limit, without a page beyond it', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(120), fc.integer({ min: 1, max: 150 }), async (length, limit) => {
				const records = numbered(length);
				const list = listClient({ records, most: 50 });
				expect(await list.ids(limit)).toEqual(ids(records).slice(0, limit));
				for (const { startIndex, count } of list.asked) {
					expect(startIndex + count - 1).toBeLessThanOrEqual(Math.max(limit, 2));
				}
			}),
		);
	});

	it('loses and doubles nobody while others come and go between the pages', async () => {
		const change = fc.record({
			at: fc.integer({ min: 2, max: 12 }),
			remove: fc.nat(6),
			insert: fc.nat(6),
			place: fc.nat(100),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 120 }),
				fc.array(change, { maxLength: 4 }),
				async (length, changes) => {
					const server: ListServer = { records: numbered(length), most: 1_000 };
					const lasting = new Set(ids(server.records));
					let fresh = 10_000;
					server.before = (n) => {
						for (const { at, remove, insert, place } of changes) {
							if (at !== n) continue;
							const from = place % (server.records.length + 1);
							const gone = server.records.splice(from, remove, ...numbered(insert, fresh));
							fresh += insert;
							gone.forEach(({ id }) => lasting.delete(id));
						}
					};
					const got = await listClient(server).ids();
					expect(new Set(got).size).toBe(got.length);
					expect([...lasting].filter((id) => !got.includes(id))).toEqual([]);
				},
			),
		);
	});

	it('is whole where the server ignores where to begin and sends all at once', async () => {
		const records = numbered(50);
		const shape = (body: JsonObject) => ({ ...body, Resources: records });
		expect(await listClient({ records, most: 10, shape }).ids()).toEqual(ids(records));
		expect(await listClient({ records, most: 10, shape }).ids(7)).toEqual(ids(records).slice(0, 7));
	});

	it('ends where the server gives no more, whatever it counts', async () => {
		const records = numbered(50);
		const shape = (body: JsonObject) => ({ ...body, totalResults: 57 });
		expect(await listClient({ records, most: 10, shape }).ids()).toEqual(ids(records));
	});

	it('fails where an answer in the middle is none', async () => {
		const server = { records: numbered(50), most: 10 };
		let answers = 0;
		const shape = (body: JsonObject) => (++answers === 3 ? { totalResults: 50 } : body);
		await expect(listClient({ ...server, shape }).ids()).rejects.toMatchObject({
			code: 'DOCUSIGN_SCIM_UNREADABLE_ANSWER',
		});
	});

	it('ends with an empty page where the server does not count', async () => {
		const records = numbered(25);
		const list = listClient({
			records,
			most: 10,
			shape: ({ Resources = [] }) => ({ Resources }),
		});
		expect(await list.ids()).toEqual(ids(records));
	});

	it('costs one request where it fits a page, once the total was seen to be right', async () => {
		const list = listClient({ records: numbered(10), most: 100 });
		await list.ids();
		await list.ids();
		expect(list.asked).toEqual([
			{ startIndex: 1, count: 10 },
			{ startIndex: 11, count: 1 },
			{ startIndex: 1, count: 10 },
		]);
		const longer = listClient({ records: numbered(15), most: 100 });
		await longer.ids();
		expect(longer.asked).toHaveLength(2);
	});

	it('comes whole where the total is that of the page, or none', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(120),
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 40 }),
				fc.constantFrom('page', 'zero', 'absent', 'mixed'),
				fc.option(fc.integer({ min: 1, max: 130 }), { nil: undefined }),
				async (length, most, pageSize, counts, limit) => {
					let answers = 0;
					const shape = (body: JsonObject) => {
						const { Resources = [], ...rest } = body;
						const shown = (Resources as JsonObject[]).length;
						const way = counts === 'mixed' ? ['page', 'zero'][answers++ % 2] : counts;
						const total = { page: shown, zero: 0, absent: undefined }[way];
						return { ...rest, totalResults: total, Resources };
					};
					const records = numbered(length);
					const list = listClient({ records, most, shape }, { pageSize });
					expect(await list.ids(limit)).toEqual(ids(records).slice(0, limit));
				},
			),
		);
	});

	it('stops before it reads more than n8n can take from one item', async () => {
		const shape = (body: JsonObject) => ({ ...body, totalResults: 120_001 });
		const list = listClient({ records: numbered(100), most: 100, shape });
		await expect(list.ids()).rejects.toMatchObject({
			code: 'DOCUSIGN_SCIM_TOO_MANY_RESULTS',
			message: 'There are 120001 results for one item, and n8n can take 120000 at most',
		});
		expect(list.asked).toHaveLength(1);
	});
});
