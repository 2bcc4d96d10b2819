import type { Facts, OperationId } from './contract';
import { MOST_RECORDS, type ApiRequest, type JsonObject } from '../../shared/http';
import { idText } from '../../shared/json';
import { cursorPages, type FetchCursor } from '../../shared/paging/cursor';
import { numberedPages } from '../../shared/paging/numbered';
import { offsetPages } from '../../shared/paging/offset/offset';
import type { ListAsk, PageTurn } from '../../shared/paging/types';
import { mergeLists, type Source } from '../../shared/paging/mergeLists';
import { cursorPage, numberedPage, offsetPage, type ListCall } from './pages';
import type { Wire } from './wire';
import type { Wishes } from './wishes';

/** How many entries a picker asks for at a time. */
const PICKER_PAGE = 100;

/** DS groups and their members have an id of another name; groups and profiles have numbers for one. */
const idOf = ({ id, ds_group_id: group, user_id: user }: JsonObject): string | undefined =>
	idText(id) ?? idText(group) ?? idText(user);

/** A page of a list that can be read on from behind it another time. */
export interface PlacedPage {
	records: JsonObject[];
	/** Where the list goes on. */
	next: string;
	/** Whether, as far as the server tells, nothing comes behind it. */
	isLast: boolean;
}

/** The lists of the API, in whichever way the contract's row says that they are paged. */
export class Lists {
	constructor(
		private readonly wire: Wire,
		private readonly settings: { pageSize?: number; concurrency: number },
	) {}

	/** A list, page by page, each record once and in the server's order. */
	async *pages(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		{ wishes, ...ask }: ListAsk & { wishes?: Wishes } = {},
	): AsyncGenerator<JsonObject[]> {
		const { row, list: bare } = this.call(operation, published, facts);
		const list = { ...bare, wishes };
		const { maxPageSize = this.wire.contract.maxPageSize } = row;
		const { pageSize: asked = maxPageSize, concurrency } = this.settings;
		const pageSize = Math.min(asked, maxPageSize);
		const most = ask.limit === undefined ? MOST_RECORDS : undefined;
		const options = { ...ask, keep: row.keep?.(published), pageSize, concurrency, idOf };
		switch (row.paging) {
			case 'offset':
				return yield* offsetPages(
					async (start, take, turn) => await offsetPage({ ...list, most }, start, take, turn),
					options,
				);
			case 'numbered':
				return yield* numberedPages(
					async (page, size, turn) => await numberedPage(list, page, size, turn),
					options,
				);
			case 'cursor':
			case 'links':
				return yield* cursorPages(
					async (place, turn) => await cursorPage(list, place, turn),
					options,
				);
			default: {
				// It comes whole, in one answer.
				const records = await this.wire.ask(
					operation,
					list.request,
					facts,
					(answer) => answer.records,
				);
				yield records.filter(options.keep ?? (() => true)).slice(0, ask.limit);
			}
		}
	}

	/** Several lists one after the other; `distinct` lets each id through once. */
	merge(
		sources: Source[],
		{ limit, distinct }: { limit?: number; distinct: boolean },
	): AsyncGenerator<JsonObject[]> {
		const { concurrency } = this.settings;
		return mergeLists(sources, { concurrency, limit, idOf: distinct ? idOf : () => undefined });
	}

	/**
	 * One page of a list as the server has it, for pickers.
	 *
	 * @param place what the page before gave as `next`
	 */
	async page(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		place?: string,
	): Promise<{ records: JsonObject[]; next?: string }> {
		const { row, list } = this.call(operation, published, facts);
		const size = Math.min(PICKER_PAGE, this.wire.contract.maxPageSize);
		const keep = row.keep?.(published) ?? (() => true);
		if (row.paging === 'offset') {
			const start = Number(place ?? 0);
			const { records, total } = await offsetPage(list, start, size);
			const end = start + records.length;
			// A page larger than asked for is of a server that does not page.
			const more =
				records.length > 0 && (total === undefined ? records.length === size : end < total);
			return { records: records.filter(keep), next: more ? String(end) : undefined };
		}
		const { records, next } = await cursorPage(list, { cursor: place, count: size });
		return { records: records.filter(keep), next };
	}

	/**
	 * A list from a place in it, page by page with the place after each page, so that reading can go on
	 * there another time. What is no record is passed on as one that shows nothing.
	 *
	 * @param place a `next` of an earlier reading; the beginning where left out
	 */
	async *pagesFrom(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		place?: string,
	): AsyncGenerator<PlacedPage> {
		const { row, list: strict } = this.call(operation, published, facts);
		const list = { ...strict, isLenient: true };
		const { concurrency } = this.settings;
		const pageSize = this.wire.contract.maxPageSize;
		if (row.paging === 'offset') {
			let read = Number(place ?? 0);
			let end = Infinity;
			const first = read;
			const fetch = async (start: number, take: number, turn: PageTurn) => {
				const page = await offsetPage(list, first + start, take, turn);
				end = page.total ?? Infinity;
				return { ...page, total: page.total && Math.max(0, page.total - first) };
			};
			for await (const records of offsetPages(fetch, { pageSize, concurrency, idOf })) {
				read += records.length;
				yield { records, next: String(read), isLast: read >= end };
			}
			return;
		}
		// The next page is asked for before this one is handed out: each record knows its page's end.
		const ends = new WeakMap<JsonObject, string>();
		const fetch: FetchCursor = async ({ cursor = place, count }, turn) => {
			const page = await cursorPage(list, { cursor, count }, turn);
			for (const record of page.records) ends.set(record, page.next ?? '');
			return page;
		};
		// A record that comes twice is passed on: it tells that the order of the list has changed.
		for await (const records of cursorPages(fetch, { pageSize, idOf, repeats: true })) {
			const next = ends.get(records[0]) ?? '';
			yield { records, next, isLast: next === '' };
		}
	}

	private call(operation: OperationId, published: ApiRequest, facts: Facts) {
		const row = this.wire.demand(operation);
		const request = this.wire.speak(operation, published, facts);
		const list: ListCall = { wire: this.wire, operation, request, facts };
		return { row, list };
	}
}
