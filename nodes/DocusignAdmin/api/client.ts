import { objectIn } from '../../shared/json';
import type { Contract, ContractRow, Facts, OperationId } from './contract';
import type { CredentialFacts, Issuer } from './credential';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { RunCache } from '../../shared/runCache';
import { Lists } from './lists';
import { Wire, type WireSettings } from './wire';
import { sendWrite, type Recover } from './writes';

export interface AdminClientSettings extends WireSettings {
	/** Waits before a request is sent again whose answer was lost; `sends`: how often it was sent. */
	pause: (sends: number) => Promise<void>;
	cache: RunCache;
	issuer: Issuer;
	signal?: AbortSignal;
	pageSize?: number;
	concurrency: number;
}

/**
 * Docusign as the operations see it: requests are given on the published wire and leave in the
 * words of the credential's contract.
 */
export class AdminClient {
	readonly contract: Contract;
	/** The Admin base URL. */
	readonly baseUrl: string;
	readonly credential: CredentialFacts;
	readonly issuer: Issuer;
	/** What the items of one run share. */
	readonly cache: RunCache;
	readonly lists: Lists;
	private readonly wire: Wire;

	constructor(private readonly settings: AdminClientSettings) {
		this.contract = settings.contract;
		this.baseUrl = settings.baseUrl;
		this.credential = settings;
		this.issuer = settings.issuer;
		this.cache = settings.cache;
		this.wire = new Wire(settings);
		this.lists = new Lists(this.wire, settings);
	}

	get isCancelled(): boolean {
		return this.settings.signal?.aborted ?? false;
	}

	/** @see Wire.demand */
	demand(operation: OperationId): ContractRow {
		return this.wire.demand(operation);
	}

	/** @see Wire.compose */
	compose(operation: OperationId, change: JsonObject, facts: Facts): ApiRequest {
		return this.wire.compose(operation, change, facts);
	}

	/** @see Wire.speak */
	speak(operation: OperationId, published: ApiRequest, facts: Facts): ApiRequest {
		return this.wire.speak(operation, published, facts);
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
		const { body, headers } = await this.wire.ask(operation, request, facts);
		return { records: this.wire.recordsOf(body, operation, facts), headers };
	}

	/**
	 * Sends a request that changes something, as `compose` wrote it.
	 *
	 * @returns what the answer says of the user, without the contract's envelope
	 * @throws ApiFailure also when the answer reports failures behind a status 200
	 */
	async write(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		recover?: Recover,
	): Promise<unknown> {
		const context = this.wire.context(operation, facts);
		const answer = await sendWrite(this.settings, { operation, request, context, recover });
		const { changed } = this.contract.rows[operation];
		return changed ? changed(objectIn(answer), facts) : answer;
	}
}
