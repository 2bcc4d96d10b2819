import { isObject } from '../../shared/json';
import { MOST_RECORDS } from '../../shared/http';
import type { ScimContext } from './errors/catalogue';
import { ApiFailure } from '../../shared/errors/apiFailure';
import type { ApiRequest, ApiResponse, JsonObject } from '../../shared/http';
import { offsetPages } from '../../shared/paging/offset/offset';
import type { ListAsk, PageTurn } from '../../shared/paging/types';
import type { RunCache } from '../../shared/runCache';
import { sendUntilKnown, type Write, type Writer } from '../../shared/transport/sendUntilKnown';

import { scimFailure } from './errors/catalogue';
import { idOf, readList, type ListPage } from './list';
import { believed, type Totals } from './totals';
import type { Shown } from './version';

/** `call` goes over a way out that `scimSend` made. */
export interface ScimClientSettings extends Writer<ScimContext> {
	cache: RunCache;
	/** Records to ask for in one request of a list. */
	pageSize: number;
	/** Requests under way at a time. */
	concurrency: number;
}

export type WriteOptions = Pick<
	Write<ScimContext, JsonObject | undefined>,
	'about' | 'context' | 'repeat' | 'recover' | 'doubt'
>;

/** The turn of a page that a list asks for. */
interface PageAsk extends Partial<PageTurn> {
	/** A list that is longer is refused. */
	most?: number;
}

/** A SCIM server as the operations see it. Rejects with `ApiFailure`s in SCIM's words. */
export class ScimClient {
	readonly cache: RunCache;

	constructor(private readonly settings: ScimClientSettings) {
		this.cache = settings.cache;
	}

	/** One record, read anew; what has no id is none. */
	async record(path: string, context: ScimContext, query?: ApiRequest['query']): Promise<Shown> {
		const shown = await this.read(path, context, query);
		if (idOf(shown.resource) === undefined) {
			throw scimFailure('DOCUSIGN_SCIM_UNREADABLE_ANSWER', context);
		}
		return shown;
	}

	/** One resource, which need not be a record, read anew. */
	async read(path: string, context: ScimContext, query?: ApiRequest['query']): Promise<Shown> {
		const request: ApiRequest = { method: 'GET', path, query };
		return await this.settings.call(request, { repeat: 'safe', context }, (response) => {
			const shown = shownIn(response);
			if (!shown) throw scimFailure('DOCUSIGN_SCIM_UNREADABLE_ANSWER', context);
			return shown;
		});
	}

	/**
	 * Sends a request that changes a record.
	 *
	 * @returns the record as the answer shows it; undefined where it confirms without showing one (204)
	 */
	async write(request: ApiRequest, options: WriteOptions): Promise<JsonObject | undefined> {
		const read = (response: ApiResponse) => {
			const { resource = {} } = shownIn(response) ?? {};
			return idOf(resource) === undefined ? undefined : resource;
		};
		return await sendUntilKnown(this.settings, { ...options, request, read });
	}

	/** Waits as long as a server may take to show what it did. */
	async pause(): Promise<void> {
		await this.settings.pause(1);
	}

	/**
	 * A list, page by page, each record once and in the server's order (RFC 7644 section 3.4.2.4).
	 *
	 * It ends when as many records as `totalResults` have come, where that is to be believed, or when the
	 * server gives no more: a server may send fewer than were asked for at any time, so a short page is
	 * no end.
	 *
	 * @param keep what a filter leaves in, for servers that do not filter
	 */
	pages(
		request: ApiRequest,
		context: ScimContext,
		{ limit = Infinity, keep = () => true }: Pick<ListAsk, 'limit' | 'keep'> = {},
	): AsyncGenerator<JsonObject[]> {
		const { pageSize, concurrency } = this.settings;
		const most = limit === Infinity ? MOST_RECORDS : Infinity;
		const ask = async (start: number, take: number, how: PageAsk) =>
			await this.page(request, context, { startIndex: start + 1, count: take }, how);
		return offsetPages(
			async (start, take, turn) => {
				const page = await ask(start, take, { ...turn, most });
				if (start === 0 && page.records.filter(keep).length >= limit) return page;
				const totals = await this.totalsOf(request.path);
				const total = await believed(totals, page, start, async (end) => await ask(end, 1, turn));
				return { ...page, total };
			},
			{ limit, keep, pageSize, concurrency, idOf },
		);
	}

	/** What the run knows of the server's totals. */
	private async totalsOf(path: string): Promise<Totals> {
		return await this.cache.remember(
			`scim:totals:${path}`,
			async () => await Promise.resolve({} as Totals),
		);
	}

	/** One page of a list, as the server has it. */
	async page(
		request: ApiRequest,
		context: ScimContext,
		place: { startIndex?: number; count?: number } = {},
		{ most = Infinity, ...turn }: PageAsk = {},
	): Promise<ListPage> {
		const asked = { ...request, query: { ...request.query, ...place } };
		return await this.settings.call(asked, { repeat: 'safe', context, ...turn }, ({ body }) => {
			const page = readList(body, place.startIndex ?? 1);
			if (!page) throw scimFailure('DOCUSIGN_SCIM_UNREADABLE_ANSWER', context);
			if ((page.total ?? 0) > most) throw tooManyResults(page.total);
			return page;
		});
	}
}

function shownIn({ body, headers }: ApiResponse): Shown | undefined {
	return isObject(body) && Object.keys(body).length > 0
		? { resource: body as JsonObject, etag: headers.etag }
		: undefined;
}

/** @param count how many there are, where that is known before all of them were read */
export const tooManyResults = (count?: number): ApiFailure =>
	scimFailure('DOCUSIGN_SCIM_TOO_MANY_RESULTS', { count, most: MOST_RECORDS });
