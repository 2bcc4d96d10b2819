import { contextOf, contractLacks, unreadableAnswer, userTokenRequired } from './errors/failures';
import type { Contract, ContractRow, Facts, OperationId } from './contract';
import type { CredentialFacts, Issuer } from './credential';
import { VERBS } from './contract/verbs';
import type { FailureContext } from './errors/refusals';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { ListAsk } from '../../shared/paging/types';
import type { Source } from '../../shared/paging/mergeLists';
import type { RunMemory } from '../../shared/runMemory';
import { Lists, type PlacedPage } from './lists';
import { sendWrite, type Recover } from './writes';
import type { Call } from '../../shared/transport/call';

export interface SessionSettings extends CredentialFacts {
	contract: Contract;
	/** The Admin base URL, against which links in answers are checked. */
	baseUrl: string;
	call: Call<FailureContext>;
	/** Waits before a request is sent again whose answer was lost; `sends`: how often it was sent. */
	pause: (sends: number) => Promise<void>;
	memory: RunMemory;
	issuer: Issuer;
	signal?: AbortSignal;
	pageSize?: number;
	concurrency: number;
}

/**
 * Docusign as the operations see it: requests are given on the published wire and leave in the
 * words of the credential's contract.
 */
export class Session {
	readonly contract: Contract;
	private readonly lists: Lists;

	constructor(private readonly settings: SessionSettings) {
		this.contract = settings.contract;
		this.lists = new Lists(this, settings);
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
		return { records: this.recordsOf(body, operation, facts), headers };
	}

	/**
	 * The answer to a read; the request is in the contract's words already.
	 *
	 * @throws ApiFailure also for an answer that is no object
	 */
	async ask(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
	): Promise<{ body: JsonObject; headers: Record<string, string> }> {
		const context = this.context(operation, facts);
		const { body, headers } = await this.settings.call(request, { repeat: 'safe', context });
		if (body === null || typeof body !== 'object') throw unreadableAnswer(operation);
		return { body: body as JsonObject, headers };
	}

	/** @throws ApiFailure where the list is missing: that must not pass for an empty one */
	recordsOf(body: JsonObject, operation: OperationId, facts: Facts): JsonObject[] {
		const records = this.contract.rows[operation].records?.(body, facts);
		if (!Array.isArray(records)) throw unreadableAnswer(operation);
		return records as JsonObject[];
	}

	/**
	 * Sends a request that changes something; it is in the contract's words already.
	 *
	 * @throws ApiFailure also when the answer reports failures behind a status 200
	 */
	async write(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		recover?: Recover,
	): Promise<unknown> {
		const context = this.context(operation, facts);
		return await sendWrite(this.settings, { operation, request, context, recover });
	}

	/** A list, page by page, each record once and in the server's order. */
	pages(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		ask: ListAsk = {},
	): AsyncGenerator<JsonObject[]> {
		return this.lists.pages(operation, published, facts, ask);
	}

	/** Several lists one after the other; `distinct` lets each id through once. */
	walk(
		sources: Source[],
		options: { limit?: number; distinct: boolean },
	): AsyncGenerator<JsonObject[]> {
		return this.lists.walk(sources, options);
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
		return await this.lists.page(operation, published, facts, place);
	}

	/**
	 * A list from a place in it, page by page with the place after each page, so that reading can go on
	 * there another time.
	 *
	 * @param place a `next` of an earlier reading; the beginning where left out
	 */
	pagesFrom(
		operation: OperationId,
		published: ApiRequest,
		facts: Facts,
		place?: string,
	): AsyncGenerator<PlacedPage> {
		return this.lists.pagesFrom(operation, published, facts, place);
	}

	private context(operation: OperationId, facts: Facts): FailureContext {
		const { settings } = this;
		const scopes = () => settings.granted?.() ?? settings.scopes;
		return contextOf(operation, facts, this.contract, scopes);
	}
}
