import {
	contextOf,
	contractLacks,
	tooManyResults,
	unreadableAnswer,
	userTokenRequired,
} from './failures';
import type { Contract, ContractRow, Facts, OperationId } from './contract';
import type { CredentialFacts, Issuer } from './credential';
import { VERBS } from './contract/verbs';
import { ApiFailure } from './errors/apiFailure';
import { failureFromItems, type FailureContext } from './errors/fromAnswer';
import type { ApiRequest, JsonObject } from './http';
import { cursorPages } from './paging/cursor';
import { nextCursor } from './paging/links';
import { offsetPages } from './paging/offset';
import type { ListAsk } from './paging/types';
import { walkPages, type Source } from './paging/walk';
import type { RunMemory } from './runMemory';
import type { Call } from './transport/call';
import { itemFailures } from './transport/itemFailures';

export interface SessionSettings extends CredentialFacts {
	contract: Contract;
	/** The Admin base URL, against which links in answers are checked. */
	baseUrl: string;
	call: Call;
	memory: RunMemory;
	issuer: Issuer;
	signal?: AbortSignal;
	pageSize?: number;
	concurrency: number;
}

/** More records than this the engine cannot take from one item: it spreads them as arguments. */
export const MOST_RECORDS = 120_000;

/** The calls for which a repeat changes nothing more than the first did. */
const REPEATABLE: ReadonlySet<OperationId> = new Set<OperationId>([
	'updateUser',
	'updateMembership',
	'updateEmailAddress',
	'closeMemberships',
	'closeAllMemberships',
	'activateMembership',
]);

/** How many entries a picker asks for at a time. */
const PICKER_PAGE = 100;

/** How often a request is sent whose answer keeps getting lost, with a look in between. */
const MOST_SENDS = 3;

const isUnknown = (error: unknown) => error instanceof ApiFailure && error.unknownOutcome;

const idOf = (record: JsonObject) => (typeof record.id === 'string' ? record.id : undefined);

/**
 * Docusign as the operations see it: requests are given on the published wire and leave in the
 * words of the credential's contract.
 */
export class Session {
	readonly contract: Contract;

	constructor(private readonly settings: SessionSettings) {
		this.contract = settings.contract;
	}

	/** The Admin base URL. */
	get baseUrl(): string {
		return this.settings.baseUrl;
	}

	get credential(): CredentialFacts {
		return this.settings;
	}

	get issuer(): Issuer {
		return this.settings.issuer;
	}

	get isCancelled(): boolean {
		return this.settings.signal?.aborted ?? false;
	}

	/** The same value for the same key within one run; a failure is not remembered. */
	async remember<T>(key: string, load: () => Promise<T>): Promise<T> {
		return await this.settings.memory.remember(key, load);
	}

	forget(key: string): void {
		this.settings.memory.forget(key);
	}

	/** Tasks with the same key wait for each other within one run. */
	async inTurn<T>(key: string | undefined, task: () => Promise<T>): Promise<T> {
		return key === undefined ? await task() : await this.settings.memory.inTurn(key, task);
	}

	/**
	 * The row of an operation.
	 *
	 * @throws ApiFailure `DOCUSIGN_CONTRACT_LACKS` where the contract has no such operation,
	 * `DOCUSIGN_USER_TOKEN_REQUIRED` where the token may not ask for it
	 */
	demand(operation: OperationId): ContractRow {
		const row = this.contract.rows[operation];
		if (row.lacks !== undefined) {
			throw contractLacks(VERBS[operation], this.contract.title, row.lacks);
		}
		if (row.userTokenOnly && this.settings.isApplication) throw userTokenRequired(operation);
		return row;
	}

	/** A published request in the contract's words. */
	speak(operation: OperationId, published: ApiRequest, facts: Facts): ApiRequest {
		const row = this.demand(operation);
		return row.request ? row.request(published, facts) : published;
	}

	/** The records of a read that is one request. */
	async read(operation: OperationId, published: ApiRequest, facts: Facts): Promise<JsonObject[]> {
		return (await this.answer(operation, published, facts)).records;
	}

	/** The same, with the headers of the answer. */
	async answer(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
	): Promise<{ records: JsonObject[]; headers: Record<string, string> }> {
		const request = this.speak(operation, published, facts);
		const { body, headers } = await this.ask(operation, request, facts);
		const records = recordsOf(body, operation, this.contract.rows[operation], facts);
		return { records, headers };
	}

	/**
	 * Sends a request that changes something; it is in the contract's words already.
	 *
	 * @param recover finds out whether a request without an answer was carried out: resolves to the
	 * answer it would have given, or undefined when it was not and may be sent again
	 * @throws ApiFailure also when the answer reports failures behind a status 200
	 */
	async write(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		recover?: () => Promise<unknown>,
	): Promise<unknown> {
		const context = this.context(operation, facts);
		const repeat = REPEATABLE.has(operation) ? 'safe' : 'unsafe';
		for (let sends = 1; ; sends++) {
			const sent = await this.settings.call(request, { repeat, context }).then(
				({ body }) => ({ body }),
				(error: unknown) => ({ error }),
			);
			if ('body' in sent) {
				const failures = itemFailures(sent.body);
				if (failures.length > 0) throw failureFromItems(failures, context);
				return sent.body;
			}
			if (!recover || !isUnknown(sent.error)) throw sent.error;
			const carriedOut = await recover();
			if (carriedOut !== undefined) return carriedOut;
			if (sends >= MOST_SENDS) throw sent.error;
		}
	}

	/** A list, page by page, each record once and in the server's order. */
	async *pages(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		ask: ListAsk = {},
	): AsyncGenerator<JsonObject[]> {
		const row = this.demand(operation);
		const request = this.speak(operation, published, facts);
		const keep = row.keep?.(published);
		// What the client filters out does not count against the limit, so the limit comes after it.
		const limit = keep ? undefined : ask.limit;
		const pages = this.unfiltered(operation, row, request, facts, { ...ask, limit });
		yield* upTo(ask.limit, keep ? filtered(pages, keep) : pages);
	}

	/** Several lists one after the other; `distinct` lets each id through once. */
	walk(
		sources: Source[],
		{ limit, distinct }: { limit?: number; distinct: boolean },
	): AsyncGenerator<JsonObject[]> {
		const { concurrency } = this.settings;
		return walkPages(sources, { concurrency, limit, idOf: distinct ? idOf : () => undefined });
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
		const row = this.demand(operation);
		const request = this.speak(operation, published, facts);
		const size = Math.min(PICKER_PAGE, this.contract.maxPageSize);
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
	): AsyncGenerator<{ records: JsonObject[]; next: string }> {
		const request = this.speak(operation, published, facts);
		const { concurrency } = this.settings;
		const pageSize = this.contract.maxPageSize;
		if (this.contract.rows[operation].paging === 'offset') {
			let read = Number(place ?? 0);
			const first = read;
			const fetch = async (start: number, take: number) => {
				const page = await this.offsetPage(operation, request, facts, first + start, take);
				return { ...page, total: page.total && Math.max(0, page.total - first) };
			};
			for await (const records of offsetPages(fetch, { pageSize, concurrency, idOf })) {
				read += records.length;
				yield { records, next: String(read) };
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
			yield { records, next: ends.get(records[0]) ?? '' };
		}
	}

	private context(operation: OperationId, facts: Facts): FailureContext {
		const { grantedScopes, scopes } = this.settings;
		return contextOf(operation, facts, this.contract, grantedScopes ?? scopes);
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
			this.settings.pageSize ?? this.contract.maxPageSize,
			this.contract.maxPageSize,
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
		const { body } = await this.ask(operation, asked, facts);
		const { total_set_size: total } = (body.paging ?? {}) as JsonObject;
		return {
			records: recordsOf(body, operation, this.contract.rows[operation], facts),
			total: typeof total === 'number' ? total : undefined,
		};
	}

	private async cursorPage(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		{ cursor, count }: { cursor?: string; count: number },
	) {
		const sized = this.contract.rows[operation].paging === 'cursor' ? { count } : {};
		const asked = { ...request, query: { ...request.query, ...sized, cursor } };
		const { body } = await this.ask(operation, asked, facts);
		return {
			records: recordsOf(body, operation, this.contract.rows[operation], facts),
			next: nextCursor(body.next_uri, this.settings.baseUrl),
		};
	}

	private async records(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
	): Promise<JsonObject[]> {
		const { body } = await this.ask(operation, request, facts);
		return recordsOf(body, operation, this.contract.rows[operation], facts);
	}

	private async ask(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
	): Promise<{ body: JsonObject; headers: Record<string, string> }> {
		const context = this.context(operation, facts);
		const { body, headers } = await this.settings.call(request, { repeat: 'safe', context });
		if (body === null || typeof body !== 'object') throw unreadableAnswer(operation);
		return { body: body as JsonObject, headers };
	}
}

function recordsOf(
	body: JsonObject,
	operation: OperationId,
	row: ContractRow,
	facts: Facts,
): JsonObject[] {
	const records = row.records?.(body, facts);
	// An answer without its list must not pass for an empty list.
	if (!Array.isArray(records)) throw unreadableAnswer(operation);
	return records as JsonObject[];
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
