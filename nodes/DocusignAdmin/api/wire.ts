import type { FailureContext } from './errors/refusals';
import { createFailure } from './errors/catalogue';
import { contextOf, contractLacks, unreadableAnswer } from './errors/failures';
import type { Contract, ContractRow, Facts, OperationId } from './contract';
import { VERBS } from './contract/verbs';
import { scopesInUse, type CredentialFacts } from './credential';
import type { ApiRequest, JsonObject } from '../../shared/http';
import { isObject, objectIn } from '../../shared/json';
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
	 * The answer to a read; the request is in the contract's words already.
	 *
	 * @param isLenient takes what is no record for one that shows nothing
	 * @throws ApiFailure also where the list is missing, or a record in it: that must not pass for an empty one
	 */
	async ask(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		isLenient = false,
	): Promise<Answer> {
		const context = this.context(operation, facts);
		const answer = await this.settings.call(request, { repeat: 'safe', context });
		const body = answer.body as JsonObject;
		if (body === null || typeof body !== 'object') throw unreadableAnswer(operation);
		const records = this.contract.rows[operation].records?.(body, facts);
		if (!Array.isArray(records)) throw unreadableAnswer(operation);
		if (!isLenient && !records.every(isObject)) {
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
