import type { JsonObject } from '../../../../../nodes/shared/http';
import { offsetPagesIn } from '../support/caller';
import { idOf, users } from '../support/read';
import { Requests } from '../support/requests';
import { allowNoUnhandledRejection, settled } from '../support/unhandled';

allowNoUnhandledRejection();

type Slice = { start: number; take: number };
type Answer = { records: JsonObject[]; total?: number };

function offsetList(concurrency = 3) {
	const requests = new Requests<Slice, Answer>();
	const pages = offsetPagesIn(async (start, take) => await requests.fetch({ start, take }), {
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

/** A list of which one page has been read and the second is awaited, with the third asked ahead. */
async function secondAwaited() {
	const list = offsetList(2);
	const first = list.pages.next();
	await settled();
	list.answer(0);
	await first;
	const second = list.pages.next();
	await settled();
	return { ...list, second };
}

describe('offsetPages', () => {
	it('asks for nothing before it is read, and for one page before the first is taken', async () => {
		const { requests, pages, answer } = offsetList();
		await settled();
		expect(requests.asked).toEqual([]);
		const first = pages.next();
		await settled();
		answer(0);
		expect((await first).value).toHaveLength(11);
		await settled();
		expect(requests.asked).toHaveLength(1);
	});

	it('holds no more pages than requests may be under way while its reader is busy', async () => {
		const { requests, pages, answer } = offsetList(3);
		const first = pages.next();
		await settled();
		answer(0);
		await first;
		const second = pages.next();
		for (let request = 1; request < requests.asked.length || request === 1; request++) {
			await settled();
			answer(request);
			await settled();
		}
		await second;
		await settled();
		expect(requests.asked.length).toBe(1 + 1 + 3);
	});

	it('fails at once when a later page does, and asks for nothing more', async () => {
		const { requests, pages, answer } = offsetList(3);
		const first = pages.next();
		await settled();
		answer(0);
		await first;
		const second = pages.next();
		await settled();
		expect(requests.asked).toHaveLength(4);
		requests.refuse(3, new Error('cut off'));
		await expect(second).rejects.toThrow('cut off');
		requests.refuse(1, new Error('cut off as well'));
		answer(2);
		await settled();
		expect(requests.asked).toHaveLength(4);
		expect((await pages.next()).done).toBe(true);
	});

	it('fails when a page fails that was asked for ahead while its reader was busy', async () => {
		const { requests, pages, answer, second } = await secondAwaited();
		answer(1);
		await second;
		await settled();
		requests.refuse(2, new Error('cut off'));
		await settled();
		await expect(pages.next()).rejects.toThrow('cut off');
	});

	it('asks for nothing more once its reader has left', async () => {
		const { requests, pages, answer, second } = await secondAwaited();
		answer(1);
		await second;
		const before = requests.asked.length;
		await pages.return();
		requests.refuse(2, new Error('cut off'));
		await settled();
		expect(requests.asked).toHaveLength(before);
	});

	it('ends quietly when its reader leaves while a page is awaited', async () => {
		const { requests, pages, answer, second } = await secondAwaited();
		const left = pages.return();
		answer(2);
		expect(await second).toEqual({ done: true, value: undefined });
		expect((await left).done).toBe(true);
		expect(requests.asked).toHaveLength(3);
	});
});
