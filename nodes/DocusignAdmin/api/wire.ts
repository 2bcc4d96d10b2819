import type { FailureContext } from './errors/refusals';
import { createFailure } from './errors/catalogue';
import { contextOf, contractLacks, unreadableAnswer } from './errors/failures';
import type { Contract, ContractRow, Facts, OperationId } from './contract';
import { VERBS } from './contract/verbs';
import { scopesInUse, type CredentialFacts } from './credential';
import type { ApiRequest, ApiResponse, JsonObject } from '../../shared/http';
import { isObject, objectIn } from '../../shared/json';
import type { PageTurn } from '../../shared/paging/types';
import type { Call } from '../../shared/transport/call';

export interface WireSettings extends CredentialFacts {
	contract: Contract;
	/** The Admin base URL, against which links in answers are checked. */
	baseUrl: string;
	call: Call<FailureContext>;
}

/** A read as it was answered, and the records in it. */
export interface Answer {
	body: JsonObject;
	headers: Record<string, string>;
	records: JsonObject[];
}

/** How a read is made; its turn where it is one of a list's. */
export interface Asking extends Partial<PageTurn> {
	/** Takes what is no record for one that shows nothing. */
	isLenient?: boolean;
}

/** Of a list of memberships with something else in it, it is not known whom it leaves without one. */
const isWhole = (record: unknown): boolean =>
	isObject(record) && (!Array.isArray(record.memberships) || record.memberships.every(isObject));

/** One contract, spoken over one caller: requests are given on the published wire. */
export class Wire {
	readonly contract: Contract;
	readonly baseUrl: string;

	constructor(protected readonly settings: WireSettings) {
		this.contract = settings.contract;
		this.baseUrl = settings.baseUrl;
	}

	/** The way to make a request that no row of the contract speaks of. */
	get call(): Call<FailureContext> {
		return this.settings.call;
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
		if (row.userTokenOnly && this.settings.isApplication) {
			throw createFailure('DOCUSIGN_USER_TOKEN_REQUIRED', { operation: VERBS[operation] });
		}
		return row;
	}

	/** A change as the contract writes it. */
	compose(operation: OperationId, change: JsonObject, facts: Facts): ApiRequest {
		const { write } = this.demand(operation);
		if (!write) throw new Error(`${operation} changes nothing`);
		return write(change, facts);
	}

	/** A published read in the contract's words. */
	speak(operation: OperationId, published: ApiRequest, facts: Facts): ApiRequest {
		const row = this.demand(operation);
		return row.request ? row.request(published, facts) : published;
	}

	/**
	 * What the answer to a read says; the request is in the contract's words already.
	 *
	 * @throws ApiFailure also where the list is missing, or a record in it: that must not pass for an empty one;
	 * and what `read` throws
	 */
	async ask<T>(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		read: (answer: Answer) => T,
		{ isLenient = false, ...turn }: Asking = {},
	): Promise<T> {
		const context = this.context(operation, facts);
		return await this.settings.call(request, { repeat: 'safe', context, ...turn }, (response) =>
			read(this.answerIn(response, operation, facts, isLenient)),
		);
	}

	private answerIn(
		answer: ApiResponse,
		operation: OperationId,
		facts: Facts,
		isLenient: boolean,
	): Answer {
		const body = answer.body as JsonObject;
		if (body === null || typeof body !== 'object') throw unreadableAnswer(operation);
		const records = this.contract.rows[operation].records?.(body, facts);
		if (!Array.isArray(records)) throw unreadableAnswer(operation);
		if (!isLenient && !records.every(isWhole)) {
			throw unreadableAnswer(operation, 'one of its records is empty');
		}
		return { body, headers: answer.headers, records: records.map(objectIn) };
	}

	/** What failures say about a request. */
	protected context(operation: OperationId, facts: Facts): FailureContext {
		const { settings } = this;
		const scopes = () => scopesInUse(settings);
		return contextOf(operation, facts, this.contract, scopes);
	}
}
