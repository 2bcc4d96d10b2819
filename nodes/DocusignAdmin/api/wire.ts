import type { FailureContext } from './errors/refusals';
import { contextOf, contractLacks, unreadableAnswer, userTokenRequired } from './errors/failures';
import type { Contract, ContractRow, Facts, OperationId } from './contract';
import { VERBS } from './contract/verbs';
import { scopesInUse, type CredentialFacts } from './credential';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { Call } from '../../shared/transport/call';

export interface WireSettings extends CredentialFacts {
	contract: Contract;
	/** The Admin base URL, against which links in answers are checked. */
	baseUrl: string;
	call: Call<FailureContext>;
}

/** One contract, spoken over one caller: requests are given on the published wire. */
export class Wire {
	readonly contract: Contract;
	readonly baseUrl: string;

	constructor(private readonly settings: WireSettings) {
		this.contract = settings.contract;
		this.baseUrl = settings.baseUrl;
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

	/** What failures say about a request. */
	context(operation: OperationId, facts: Facts): FailureContext {
		const { settings } = this;
		const scopes = () => scopesInUse(settings);
		return contextOf(operation, facts, this.contract, scopes);
	}
}
