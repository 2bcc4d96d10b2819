import type { JsonObject } from '../../../../nodes/shared/http';
import { cursorPages } from '../../../../nodes/shared/paging/cursor';
import { numberedPages } from '../../../../nodes/shared/paging/numbered';
import { throttled } from './support/caller';
import { idOf, users } from './support/read';
import { Requests } from './support/requests';
import { allowNoUnhandledRejection, settled } from './support/unhandled';

allowNoUnhandledRejection();

type Answer = { records: JsonObject[]; total?: number };

describe('cursorPages', () => {
	function cursorList(limit?: number) {
		const requests = new Requests<
			{ cursor?: string; count: number },
			{ records: JsonObject[]; next?: string }
		>();
		const fetch = throttled(2)(requests.fetch);
		return { requests, pages: cursorPages(fetch, { pageSize: 100, limit, idOf }) };
	}

	it('asks for the next page before it gives out the one in hand', async () => {
		const { requests, pages } = cursorList();
		const first = pages.next();
		await settled();
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
		await settled();
		requests.answer(0, { records: users(0, 100), next: 'b' });
		expect((await first).value).toHaveLength(100);
		requests.refuse(1, new Error('cut off'));
		await settled();
		await expect(pages.next()).rejects.toThrow('cut off');
	});

	it('asks for nothing more once its reader has left', async () => {
		const { requests, pages } = cursorList();
		const first = pages.next();
		await settled();
		requests.answer(0, { records: users(0, 100), next: 'b' });
		await first;
		await pages.return();
		requests.answer(1, { records: users(100, 200), next: 'c' });
		await settled();
		expect(requests.asked).toHaveLength(2);
	});
});

describe('numberedPages', () => {
	it('fails at once when a later page does, and asks for nothing more', async () => {
		const requests = new Requests<number, Answer>();
		const fetch = throttled(2)(
			async (...[page]: [page: number, size: number]) => await requests.fetch(page),
		);
		const pages = numberedPages(fetch, { pageSize: 10, idOf });
		const first = pages.next();
		await settled();
		requests.answer(0, { records: users(0, 10), total: 95 });
		await settled();
		requests.answer(1, { records: users(90, 95), total: 95 });
		await first;
		const second = pages.next();
		await settled();
		expect(requests.asked).toEqual([1, 10, 2]);
		requests.refuse(2, new Error('cut off'));
		await expect(second).rejects.toThrow('cut off');
		await settled();
		expect(requests.asked).toHaveLength(3);
	});
});
