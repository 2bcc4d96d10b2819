import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { ApiRequest, JsonObject } from '../../../shared/http';
import { objectIn } from '../../../shared/json';
import type { AdminClient } from '../../api/client';
import type { Facts, OperationId } from '../../api/contract';
import { scopesOf } from '../../api/contract/types';
import { contextOf } from '../../api/errors/failures';
import { scopesInUse } from '../../api/credential';
import { lackedScopes } from '../probeAll';
import { isAnswer } from '../tryRead';

/** Answers that are compared: what was asked, and the whole body and headers; or why there is none. */
export interface Sample {
	/** The read's own name, such as `getUsers.byEmail`. */
	name: string;
	api: OperationId;
	answer?: { body: JsonObject; headers: Record<string, string> };
	/** Why there is no answer, without anybody's data: no message of Docusign's is passed on. */
	reason?: string;
}

/** Makes reads that are compared, and none that cannot be answered. */
export class SampleReader {
	readonly samples: Sample[] = [];
	private isSignedIn = true;

	constructor(private readonly client: AdminClient) {}

	/** Reads once; what keeps it from answering is told, and the others go on. */
	async read(
		name: string,
		api: OperationId,
		request: Omit<ApiRequest, 'method'>,
		facts: Facts,
	): Promise<JsonObject> {
		const reason = this.pointless(api, facts);
		const sample: Sample = { name, api, reason };
		this.samples.push(sample);
		if (reason === undefined) {
			await this.outcome(async () => {
				const { client } = this;
				const scopes = () => scopesInUse(client.credential);
				const context = contextOf(api, facts, client.contract, scopes);
				const whole = { ...request, method: 'GET' } as const;
				sample.answer = await client.call(
					whole,
					{ repeat: 'safe', context },
					({ body, headers }) => ({ body: body as JsonObject, headers }),
				);
			}).then((failed) => (sample.reason = failed));
		}
		return objectIn(sample.answer?.body);
	}

	skip(name: string, api: OperationId, reason: string): void {
		this.samples.push({ name, api, reason });
	}

	/** @returns what kept something from being done: a code and a status, no text and nobody's id */
	async outcome(work: () => Promise<void>): Promise<string | undefined> {
		try {
			await work();
			return undefined;
		} catch (error) {
			if (!isAnswer(error) || this.client.isCancelled) return await Promise.reject(error as Error);
			if (!(error instanceof ApiFailure)) {
				this.isSignedIn = false;
				return 'there is no token';
			}
			return [error.code, error.status && `status ${error.status}`].filter(Boolean).join(', ');
		}
	}

	private pointless(api: OperationId, facts: Facts): string | undefined {
		const { contract, credential } = this.client;
		const row = contract.rows[api];
		if (!this.isSignedIn) return 'there is no token';
		if (row.userTokenOnly && credential.isApplication) return 'not for application tokens';
		const lacked = lackedScopes(credential, scopesOf(row, facts));
		return lacked.length > 0 ? `the token lacks the scope ${lacked.join(' ')}` : undefined;
	}
}
