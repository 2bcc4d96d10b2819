import { objectIn } from '../../shared/json';
import type { Facts, OperationId } from './contract';
import type { CredentialFacts, Issuer } from './credential';
import type { ApiRequest, BodyReader, JsonObject } from '../../shared/http';
import type { Call } from '../../shared/transport/call';
import { KeptCache } from '../../shared/keptCache';
import type { RunCache } from '../../shared/runCache';
import type { FailureContext } from './errors/refusals';
import { itemWarnings } from './errors/itemFailures';
import { Lists } from './lists';
import { resultAddress } from './resultAddress';
import { Wire, type Answer, type WireSettings } from './wire';
import { sendWrite, type Judgement } from './writes';

export interface AdminClientSettings extends WireSettings {
	/** Waits before a request is sent again whose answer was lost; `sends`: how often it was sent. */
	pause: (sends: number) => Promise<void>;
	cache: RunCache;
	/** What the runs of the execution share. */
	kept?: KeptCache;
	/** What stands for the sign-in in what is remembered of it. */
	identity: string;
	issuer: Issuer;
	signal?: AbortSignal;
	/** Sends to another host of Docusign's, by the same rules as to the API. */
	elsewhere: (origin: string) => Call<FailureContext>;
	/** Waits; ends at once when the execution is cancelled. */
	sleep: (ms: number) => Promise<void>;
	pageSize?: number;
	concurrency: number;
}

/**
 * Docusign as the operations see it: requests are given on the published wire and leave in the
 * words of the credential's contract.
 */
export class AdminClient extends Wire {
	readonly credential: CredentialFacts;
	readonly issuer: Issuer;
	/** What the items of one run share. */
	readonly cache: RunCache;
	/** What the runs of one execution share. */
	readonly kept: KeptCache;
	readonly identity: string;
	/** Requests under way at a time. */
	readonly concurrency: number;
	readonly lists: Lists;

	constructor(protected override readonly settings: AdminClientSettings) {
		super(settings);
		this.credential = settings;
		this.issuer = settings.issuer;
		this.cache = settings.cache;
		this.kept = settings.kept ?? new KeptCache();
		this.identity = settings.identity;
		this.concurrency = settings.concurrency;
		this.lists = new Lists(this, settings);
	}

	get isCancelled(): boolean {
		return this.settings.signal?.aborted ?? false;
	}

	sleep = async (ms: number): Promise<void> => await this.settings.sleep(ms);

	/** Throws where the execution was cancelled. */
	checkCancelled = (): void => this.settings.signal?.throwIfAborted();

	/**
	 * What a reader makes of a file that an answer has a link to.
	 *
	 * @param reader makes one for each time that the file is asked for
	 * @throws ApiFailure `DOCUSIGN_RESULT_ELSEWHERE` where it is on a host to which the token must not go;
	 * what the reader throws
	 */
	async download<T>(link: unknown, facts: Facts, reader: () => BodyReader<T>): Promise<T> {
		const { origin, path } = resultAddress(link, this.baseUrl);
		const request: ApiRequest = { method: 'GET', path, headers: { accept: 'text/csv' }, reader };
		const context = this.context('getUserListExport', facts);
		return await this.settings.elsewhere(origin)(
			request,
			{ repeat: 'safe', context, expects: 'text' },
			({ body }) => body as T,
		);
	}

	/** The records of a read that is one request. */
	async read(operation: OperationId, published: ApiRequest, facts: Facts): Promise<JsonObject[]> {
		return (await this.answer(operation, published, facts)).records;
	}

	/** The same, with the headers of the answer. */
	async answer(operation: OperationId, published: ApiRequest, facts: Facts): Promise<Answer> {
		const request = this.speak(operation, published, facts);
		return await this.ask(operation, request, facts, (answer) => answer);
	}

	/**
	 * Sends a request that changes something, as `compose` wrote it.
	 *
	 * @returns what the answer says of the user, without the contract's envelope; with `warnings` where it
	 * bears any
	 * @throws ApiFailure also when the answer reports failures behind a status 200
	 */
	async write(
		operation: OperationId,
		request: ApiRequest,
		facts: Facts,
		judgement: Judgement = {},
	): Promise<unknown> {
		const context = this.context(operation, facts);
		if (changesAddress(operation, request)) {
			context.whenNotAuthorized = 'DOCUSIGN_EMAIL_DOMAIN_NOT_MANAGED';
		}
		const answer = await sendWrite(this.settings, { operation, request, context, ...judgement });
		const { changed } = this.contract.rows[operation];
		const result = changed ? changed(objectIn(answer), facts) : answer;
		const warnings = judgement.judge ? [] : itemWarnings(answer);
		return warnings.length > 0 ? { ...objectIn(result), warnings } : result;
	}
}

/** Whether a change of a user is one of the address as well, on a contract that has both in one request. */
const changesAddress = (operation: OperationId, { body }: ApiRequest): boolean =>
	operation === 'updateUser' && objectIn(body).email !== undefined;
