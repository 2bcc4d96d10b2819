import type { ContractRow, Facts, OperationId } from './contract';
import { tooManyResults } from './failures';
import type { ApiRequest, JsonObject, JsonValue } from './http';
import { cursorPages } from './paging/cursor';
import { nextCursor } from './paging/links';
import { numberedPages } from './paging/numbered';
import { offsetPages } from './paging/offset';
import type { ListAsk } from './paging/types';
import { walkPages, type Source } from './paging/walk';
import type { Session } from './session';

/** More records than this the engine cannot take from one item: it spreads them as arguments. */
export const MOST_RECORDS = 120_000;

/** How many entries a picker asks for at a time. */
const PICKER_PAGE = 100;

/** DS groups have an id of another name. */
function idOf({ id, ds_group_id: group }: JsonObject): string | undefined {
	if (typeof id === 'string') return id;
	return typeof group === 'string' ? group : undefined;
}

const count = (value: JsonValue) => (typeof value === 'number' ? value : undefined);

/** A page of a list that can be read on from behind it another time. */
export interface PlacedPage {
	records: JsonObject[];
	/** Where the list goes on. */
	next: string;
	/** Whether, as far as the server tells, nothing comes behind it. */
	isLast: boolean;
}

/** The lists of a session, in whichever way the contract's row says that they are paged. */
export class Lists {
	constructor(
		private readonly session: Session,
		private readonly settings: { pageSize?: number; concurrency: number },
	) {}

	async *pages(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		ask: ListAsk,
	): AsyncGenerator<JsonObject[]> {
		const row = this.session.demand(operation);
		const request = this.session.speak(operation, published, facts);
		const keep = row.keep?.(published);
		// What the client filters out does not count against the limit, so the limit comes after it.
		const limit = keep ? undefined : ask.limit;
		const pages = this.unfiltered(operation, row, request, facts, { ...ask, limit });
		yield* upTo(ask.limit, keep ? filtered(pages, keep) : pages);
	}

	walk(
		sources: Source[],
		{ limit, distinct }: { limit?: number; distinct: boolean },
	): AsyncGenerator<JsonObject[]> {
		const { concurrency } = this.settings;
		return walkPages(sources, { concurrency, limit, idOf: distinct ? idOf : () => undefined });
	}

	async page(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		place?: string,
	): Promise<{ records: JsonObject[]; next?: string }> {
		const row = this.session.demand(operation);
		const request = this.session.speak(operation, published, facts);
		const size = Math.min(PICKER_PAGE, this.session.contract.maxPageSize);
		const keep = row.keep?.(published) ?? (() => true);
		if (row.paging === 'offset') {
			const start = Number(place ?? 0);
			const { records, total } = await this.offsetPage(operation, request, facts, start, size);
			const end = start + records.length;
			const more =
				records.length > 0 && (total === undefined ? records.length >= size : end < total);
			return { records: records.filter(keep), next: more ? String(end) : undefined };
		}
		const ask = { cursor: place, count: size };
		const { records, next } = await this.cursorPage(operation, request, facts, ask);
		return { records: records.filter(keep), next };
	}

	/**
	 * A list from a place in it, page by page with the place after each page, so that reading can go on
	 * there another time.
	 *
	 * @param place a `next` of an earlier reading; the beginning where left out
	 */
	async *pagesFrom(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		place?: string,
	): AsyncGenerator<PlacedPage> {
		const request = this.session.speak(operation, published, facts);
		const { concurrency } = this.settings;
		const pageSize = this.session.contract.maxPageSize;
		if (this.session.contract.rows[operation].paging === 'offset') {
			let read = Number(place ?? 0);
			let end = Infinity;
			const first = read;
			const fetch = async (start: number, take: number) => {
				const page = await this.offsetPage(operation, request, facts, first + start, take);
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
		const fetch = async ({ cursor = place, count }: { cursor?: string; count: number }) => {
			const page = await this.cursorPage(operation, request, facts, { cursor, count });
			for (const record of page.records) ends.set(record, page.next ?? '');
			return page;
		};
		for await (const records of cursorPages(fetch, { pageSize, idOf })) {
			const next = ends.get(records[0]) ?? '';
			yield { records, next, isLast: next === '' };
		}
	}

	private unfiltered(
		operation: OperationId,
		row: ContractRow,
		request: ApiRequest,
		facts: Facts,
		ask: ListAsk,
	): AsyncGenerator<JsonObject[]> {
		const { concurrency } = this.settings;
		const pageSize = Math.min(
			this.settings.pageSize ?? this.session.contract.maxPageSize,
			this.session.contract.maxPageSize,
		);
		switch (row.paging) {
			case 'offset':
				return offsetPages(
					async (start, take) => {
						const page = await this.offsetPage(operation, request, facts, start, take);
						if (ask.limit === undefined && page.total !== undefined && page.total > MOST_RECORDS) {
							throw tooManyResults(page.total, MOST_RECORDS);
						}
						return page;
					},
					{ ...ask, pageSize, concurrency, idOf },
				);
			case 'numbered':
				return numberedPages(
					async (page, size) => await this.numberedPage(operation, request, facts, page, size),
					{ ...ask, pageSize, concurrency, idOf },
				);
			case 'cursor':
			case 'links':
				return cursorPages(
					async (place) => await this.cursorPage(operation, request, facts, place),
					{ ...ask, pageSize, idOf },
				);
			default:
				return single(async () => await this.records(operation, request, facts));
		}
	}

	private async offsetPage(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		start: number,
		take: number,
	) {
		const asked = { ...request, query: { ...request.query, start, take } };
		const { body } = await this.session.ask(operation, asked, facts);
		const records = this.session.recordsOf(body, operation, facts);
		return { records, total: totalOf(body, start + records.length) };
	}

	private async numberedPage(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		page: number,
		pageSize: number,
	) {
		const asked = { ...request, query: { ...request.query, page, page_size: pageSize } };
		const { body } = await this.session.ask(operation, asked, facts);
		const records = this.session.recordsOf(body, operation, facts);
		return { records, pageSize: count(body.page_size), total: count(body.total_count) };
	}

	private async cursorPage(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		{ cursor, count }: { cursor?: string; count: number },
	) {
		const sized = this.session.contract.rows[operation].paging === 'cursor' ? { count } : {};
		const asked = { ...request, query: { ...request.query, ...sized, cursor } };
		const { body } = await this.session.ask(operation, asked, facts);
		return {
			records: this.session.recordsOf(body, operation, facts),
			next: nextCursor(body.next_uri, this.session.baseUrl),
		};
	}

	private async records(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
	): Promise<JsonObject[]> {
		const { body } = await this.session.ask(operation, request, facts);
		return this.session.recordsOf(body, operation, facts);
	}
}

/**
 * The length of a list that is read up to `end`. `paging.next` names a page behind it, so that a total
 * which ends before is not the list's.
 */
function totalOf(body: JsonObject, end: number): number | undefined {
	const { total_set_size: total, next } = (body.paging ?? {}) as JsonObject;
	if (typeof total !== 'number') return undefined;
	return typeof next === 'string' && next !== '' ? Math.max(total, end + 1) : total;
}

async function* single(fetch: () => Promise<JsonObject[]>): AsyncGenerator<JsonObject[]> {
	yield await fetch();
}

async function* filtered(
	pages: AsyncIterable<JsonObject[]>,
	keep: (record: JsonObject) => boolean,
): AsyncGenerator<JsonObject[]> {
	for await (const page of pages) yield page.filter(keep);
}

/** The first records of a list; the list is left as soon as there are enough. */
async function* upTo(
	limit: number | undefined,
	pages: AsyncIterable<JsonObject[]>,
): AsyncGenerator<JsonObject[]> {
	let left = limit ?? Infinity;
	for await (const page of pages) {
		yield page.length > left ? page.slice(0, left) : page;
		left -= page.length;
		if (left <= 0) return;
	}
}
