import type { JsonObject } from '../../../../nodes/shared/http';
import { cursorPages } from '../../../../nodes/shared/paging/cursor';
import { offsetPages } from '../../../../nodes/shared/paging/offset/offset';
import { mergeLists } from '../../../../nodes/shared/paging/mergeLists';
import { throttled } from './support/caller';
import { idOf, users } from './support/read';
import { Requests } from './support/requests';
import { allowNoUnhandledRejection, settled } from './support/unhandled';

allowNoUnhandledRejection();

type Slice = { start: number; take: number };
type Answer = { records: JsonObject[]; total?: number };

describe('mergeLists', () => {
	function lists(count: number, concurrency: number, bound = concurrency) {
		const requests = new Requests<{ list: number } & Slice, Answer>();
		const inRun = throttled(bound);
		const sources = Array.from(
			{ length: count },
			(_, list) => (ask: object) =>
				offsetPages(
					inRun(async (start: number, take: number) => await requests.fetch({ list, start, take })),
					{
						pageSize: 10,
						concurrency,
						idOf,
						...ask,
					},
				),
		);
		return { requests, pages: mergeLists(sources, { concurrency, idOf }) };
	}

	it('begins the lists to come while it reads the first, within the bound', async () => {
		const { requests, pages } = lists(8, 3);
		const first = pages.next();
		await settled();
		expect(requests.asked.map(({ list }) => list)).toEqual([0, 1, 2]);
		requests.answer(1, { records: users(10, 15), total: 5 });
		requests.answer(0, { records: users(0, 5), total: 5 });
		expect((await first).value).toEqual(users(0, 5));
		await pages.return();
		await settled();
		expect(requests.asked).toHaveLength(3);
	});

	it('fails at once when a list to come does, and asks for nothing more', async () => {
		const { requests, pages } = lists(8, 3);
		const first = pages.next();
		await settled();
		requests.refuse(2, new Error('cut off'));
		await expect(first).rejects.toThrow('cut off');
		requests.answer(0, { records: users(0, 10), total: 500 });
		requests.refuse(1, new Error('cut off as well'));
		await settled();
		expect(requests.asked).toHaveLength(3);
	});

	it('lets nothing leave of any list, where requests wait for their turn and one fails', async () => {
		const { requests, pages } = lists(8, 5, 2);
		const first = pages.next();
		await settled();
		expect(requests.asked.map(({ list }) => list)).toEqual([0, 1]);
		requests.refuse(1, new Error('cut off'));
		await expect(first).rejects.toThrow('cut off');
		requests.answer(0, { records: users(0, 10), total: 500 });
		await settled();
		expect(requests.asked).toHaveLength(2);
	});

	it('lets nothing leave of any list, where requests wait for their turn and its reader leaves', async () => {
		const { requests, pages } = lists(8, 5, 2);
		const first = pages.next();
		await settled();
		const left = pages.return();
		await settled();
		requests.answer(1, { records: users(0, 10), total: 500 });
		requests.answer(0, { records: users(0, 10), total: 500 });
		await Promise.all([first, left]);
		await settled();
		expect(requests.asked).toHaveLength(2);
	});

	it('asks for nothing more once its reader has left while a page is awaited', async () => {
		const { requests, pages } = lists(8, 2);
		const first = pages.next();
		await settled();
		const left = pages.return();
		requests.answer(0, { records: users(0, 10), total: 500 });
		requests.answer(1, { records: users(0, 10), total: 500 });
		await first;
		await left;
		await settled();
		expect(requests.asked).toHaveLength(2);
	});

	it('fails at once when a list to come does while a page of the first is awaited', async () => {
		const { requests, pages } = lists(8, 3);
		const first = pages.next();
		await settled();
		requests.answer(0, { records: users(0, 10), total: 15 });
		await first;
		const second = pages.next();
		await settled();
		requests.refuse(1, new Error('cut off'));
		await expect(second).rejects.toThrow('cut off');
	});

	it('keeps lists from going on that pass through other hands', async () => {
		const requests = new Requests<unknown, { records: JsonObject[]; next?: string }>();
		let ended = 0;
		const fetch = throttled(3)(requests.fetch);
		async function* source(ask: object): AsyncGenerator<JsonObject[]> {
			try {
				yield* cursorPages(fetch, { pageSize: 10, idOf, ...ask });
			} finally {
				ended++;
			}
		}
		const pages = mergeLists([source, source, source], { concurrency: 3, idOf });
		const first = pages.next();
		await settled();
		requests.answer(0, { records: users(0, 10) });
		await first;
		await pages.return();
		requests.answer(1, { records: users(10, 20), next: 'b' });
		requests.answer(2, { records: users(20, 30) });
		await settled();
		expect(requests.asked).toHaveLength(3);
		expect(ended).toBe(3);
	});
});
