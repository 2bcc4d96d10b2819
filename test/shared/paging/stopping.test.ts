/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setImmediate } from 'node:timers/promises';
import type { JsonObject } from '../../../nodes/shared/http';
import { cursorPages } from '../../../nodes/shared/paging/cursor';
import { Gate } from '../../../nodes/shared/paging/gate';
import { numberedPages } from '../../../nodes/shared/paging/numbered';
import { offsetPages } from '../../../nodes/shared/paging/offset';
import { walkPages } from '../../../nodes/shared/paging/walk';
import { idOf } from './support/read';
import { Requests } from './support/requests';

const users = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, number) => ({ id: `u${from + number}` }));

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => process.on('unhandledRejection', note));
afterAll(() => process.off('unhandledRejection', note));
afterEach(async () => {
	await setImmediate();
	await setImmediate();
	expect(unhandled.splice(0)).toEqual([]);
});

type Slice = { start: number; take: number };
type Answer = { records: JsonObject[]; total?: number };

function offsetList(concurrency = 3) {
	const requests = new Requests<Slice, Answer>();
	const pages = offsetPages(async (start, take) => await requests.fetch({ start, take }), {
		pageSize: 11,
		concurrency,
		idOf,
	});
	const answer = (request: number) => {
		const { start, take } = requests.asked[request];
		requests.answer(request, { records: users(start, start + take), total: 1000 });
	};
	return { requests, pages, answer };
}

describe('offsetPages', () => {
	it('asks for nothing before it is read, and for one page before the first is taken', async () => {
		const { requests, pages, answer } = offsetList();
		await setImmediate();
		expect(requests.asked).toEqual([]);
		const first = pages.next();
		await setImmediate();
		answer(0);
		expect((await first).value).toHaveLength(11);
		await setImmediate();
		expect(requests.asked).toHaveLength(1);
	});

	it('holds no more than two pages per request in flight while its reader is busy', async () => {
		const { requests, pages, answer } = offsetList(3);
		const first = pages.next();
		await setImmediate();
		answer(0);
		await first;
		const second = pages.next();
		for (let request = 1; request < requests.asked.length || request === 1; request++) {
			await setImmediate();
			answer(request);
			await setImmediate();
		}
		await second;
		await setImmediate();
		expect(requests.asked.length).toBe(1 + 1 + 6);
	});

	it('fails at once when a later page does, and asks for nothing more', async () => {
		const { requests, pages, answer } = offsetList(3);
		const first = pages.next();
		await setImmediate();
		answer(0);
		await first;
		const second = pages.next();
		await setImmediate();
		expect(requests.asked).toHaveLength(4);
		requests.refuse(3, new Error('cut off'));
		await expect(second).rejects.toThrow('cut off');
		requests.refuse(1, new Error('cut off as well'));
		answer(2);
		await setImmediate();
		expect(requests.asked).toHaveLength(4);
		expect((await pages.next()).done).toBe(true);
	});

	it('fails when a page fails that was asked for ahead while its reader was busy', async () => {
		const { requests, pages, answer } = offsetList(2);
		const first = pages.next();
		await setImmediate();
		answer(0);
		await first;
		const second = pages.next();
		await setImmediate();
		answer(1);
		await second;
		await setImmediate();
		requests.refuse(2, new Error('cut off'));
		await setImmediate();
		await setImmediate();
		await expect(pages.next()).rejects.toThrow('cut off');
	});

	it('asks for nothing more once its reader has left', async () => {
		const { requests, pages, answer } = offsetList(2);
		const first = pages.next();
		await setImmediate();
		answer(0);
		await first;
		const second = pages.next();
		await setImmediate();
		answer(1);
		await second;
		const before = requests.asked.length;
		await pages.return();
		requests.refuse(2, new Error('cut off'));
		await setImmediate();
		expect(requests.asked).toHaveLength(before);
	});

	it('ends quietly when its reader leaves while a page is awaited', async () => {
		const { requests, pages, answer } = offsetList(2);
		const first = pages.next();
		await setImmediate();
		answer(0);
		await first;
		const second = pages.next();
		await setImmediate();
		const left = pages.return();
		answer(2);
		expect(await second).toEqual({ done: true, value: undefined });
		expect((await left).done).toBe(true);
		expect(requests.asked).toHaveLength(3);
	});
});

describe('cursorPages', () => {
	function cursorList(limit?: number) {
		const requests = new Requests<
			{ cursor?: string; count: number },
			{ records: JsonObject[]; next?: string }
		>();
		return { requests, pages: cursorPages(requests.fetch, { pageSize: 100, limit, idOf }) };
	}

	it('asks for the next page before it gives out the one in hand', async () => {
		const { requests, pages } = cursorList();
		const first = pages.next();
		await setImmediate();
		requests.answer(0, { records: users(0, 100), next: 'b' });
		await first;
		expect(requests.asked).toEqual([
			{ cursor: undefined, count: 100 },
			{ cursor: 'b', count: 100 },
		]);
	});

	it('gives out the page in hand before the failure of the next', async () => {
		const { requests, pages } = cursorList();
		const first = pages.next();
		await setImmediate();
		requests.answer(0, { records: users(0, 100), next: 'b' });
		expect((await first).value).toHaveLength(100);
		requests.refuse(1, new Error('cut off'));
		await setImmediate();
		await expect(pages.next()).rejects.toThrow('cut off');
	});

	it('asks for nothing more once its reader has left', async () => {
		const { requests, pages } = cursorList();
		const first = pages.next();
		await setImmediate();
		requests.answer(0, { records: users(0, 100), next: 'b' });
		await first;
		await pages.return();
		requests.answer(1, { records: users(100, 200), next: 'c' });
		await setImmediate();
		expect(requests.asked).toHaveLength(2);
	});
});

describe('numberedPages', () => {
	it('fails at once when a later page does, and asks for nothing more', async () => {
		const requests = new Requests<number, Answer>();
		const pages = numberedPages(async (page) => await requests.fetch(page), {
			pageSize: 10,
			concurrency: 2,
			idOf,
		});
		const first = pages.next();
		await setImmediate();
		requests.answer(0, { records: users(0, 10), total: 95 });
		await setImmediate();
		requests.answer(1, { records: users(90, 95), total: 95 });
		await first;
		const second = pages.next();
		await setImmediate();
		expect(requests.asked).toEqual([1, 10, 2, 3]);
		requests.refuse(3, new Error('cut off'));
		await expect(second).rejects.toThrow('cut off');
		requests.answer(2, { records: users(10, 20), total: 95 });
		await setImmediate();
		expect(requests.asked).toHaveLength(4);
	});
});

describe('walkPages', () => {
	function lists(count: number, concurrency: number) {
		const requests = new Requests<{ list: number } & Slice, Answer>();
		const sources = Array.from(
			{ length: count },
			(_, list) => (ask: object) =>
				offsetPages(async (start, take) => await requests.fetch({ list, start, take }), {
					pageSize: 10,
					concurrency,
					idOf,
					...ask,
				}),
		);
		return { requests, pages: walkPages(sources, { concurrency, idOf }) };
	}

	it('begins the lists to come while it reads the first, within the bound', async () => {
		const { requests, pages } = lists(8, 3);
		const first = pages.next();
		await setImmediate();
		expect(requests.asked.map(({ list }) => list)).toEqual([0, 1, 2]);
		requests.answer(1, { records: users(10, 15), total: 5 });
		requests.answer(0, { records: users(0, 5), total: 5 });
		expect((await first).value).toEqual(users(0, 5));
		await pages.return();
		await setImmediate();
		expect(requests.asked).toHaveLength(3);
	});

	it('fails at once when a list to come does, and asks for nothing more', async () => {
		const { requests, pages } = lists(8, 3);
		const first = pages.next();
		await setImmediate();
		requests.refuse(2, new Error('cut off'));
		await expect(first).rejects.toThrow('cut off');
		requests.answer(0, { records: users(0, 10), total: 500 });
		requests.refuse(1, new Error('cut off as well'));
		await setImmediate();
		await setImmediate();
		expect(requests.asked).toHaveLength(3);
	});

	it('asks for nothing more once its reader has left while a page is awaited', async () => {
		const { requests, pages } = lists(8, 2);
		const first = pages.next();
		await setImmediate();
		const left = pages.return();
		requests.answer(0, { records: users(0, 10), total: 500 });
		requests.answer(1, { records: users(0, 10), total: 500 });
		await first;
		await left;
		await setImmediate();
		expect(requests.asked).toHaveLength(2);
	});

	it('fails at once when a list to come does while a page of the first is awaited', async () => {
		const { requests, pages } = lists(8, 3);
		const first = pages.next();
		await setImmediate();
		requests.answer(0, { records: users(0, 10), total: 15 });
		await first;
		const second = pages.next();
		await setImmediate();
		requests.refuse(1, new Error('cut off'));
		await expect(second).rejects.toThrow('cut off');
	});

	it('keeps lists from going on that pass through other hands', async () => {
		const requests = new Requests<unknown, { records: JsonObject[]; next?: string }>();
		let ended = 0;
		async function* source(ask: object): AsyncGenerator<JsonObject[]> {
			try {
				yield* cursorPages(requests.fetch, { pageSize: 10, idOf, ...ask });
			} finally {
				ended++;
			}
		}
		const pages = walkPages([source, source, source], { concurrency: 3, idOf });
		const first = pages.next();
		await setImmediate();
		requests.answer(0, { records: users(0, 10) });
		await first;
		await pages.return();
		requests.answer(1, { records: users(10, 20), next: 'b' });
		requests.answer(2, { records: users(20, 30) });
		await setImmediate();
		await setImmediate();
		expect(requests.asked).toHaveLength(3);
		expect(ended).toBe(3);
	});
});

describe('Gate', () => {
	it('lets urgent requests go before those that wait', async () => {
		const requests = new Requests<string, string>();
		const lane = new Gate(1).lane();
		const run = async (name: string, urgent: boolean) =>
			await lane.run(async () => await requests.fetch(name), urgent);
		const all = [run('first', false), run('ahead', false), run('urgent', true)];
		for (let request = 0; request < 3; request++) {
			await setImmediate();
			requests.answer(request, 'done');
		}
		await Promise.all(all);
		expect(requests.asked).toEqual(['first', 'urgent', 'ahead']);
	});
});
