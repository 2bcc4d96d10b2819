import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { ApiFailure } from '../errors/apiFailure';
import type { RunCache } from '../runCache';
import { checkFields, type Spellings } from './checkFields';
import { finishedItemOf } from './finishedItem';
import { itemContextOf, itemParametersOf } from './itemContext';
import type { TransportOptions } from './openCaller';
import { operationIn, type ItemContext, type Operation, type Resource } from './operation';
import { runCacheOf } from './runCacheOf';
import { itemOutput, runWork } from './runItem';
import type { WayOut } from './send';
import type { TimeAsked } from './timeLimits';

/** What a client is opened over, for an operation of a node. */
export interface ClientSource {
	/** What the engine made of an operation's declarations, for a node that has any. */
	declared?: WayOut['options'];
	/** What the items of the run share; it stands for the run where runs take turns. */
	cache: RunCache;
	options: TransportOptions;
	/** How long requests may take. */
	time?: TimeAsked;
	/** Somebody waits for it on a screen. */
	atScreen?: boolean;
	signal?: AbortSignal;
}

/** A node of declarative operations: its menu, and how it speaks to its API. */
export interface DeclarativeNode<Client> {
	resources: ReadonlyArray<Resource<Operation<ItemContext<Client>>>>;
	openClient(context: IExecutePaginationFunctions, source: ClientSource): Promise<Client>;
	/** Fields whose values have more spellings than the editor shows. */
	spellings?: Spellings;
	/** The API's failure for more records than n8n can pass on. */
	tooManyResults(most: number): ApiFailure;
}

/**
 * The engine's pagination hook, which every operation goes through: what the declarations made of
 * one item becomes requests, and their answers the item's output.
 */
export const paginationHook = <Client>({
	resources,
	openClient,
	spellings = {},
	tooManyResults,
}: DeclarativeNode<Client>) =>
	async function (
		this: IExecutePaginationFunctions,
		declared: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		return await itemOutput(this, async (emit) => {
			const chosen = (name: string) => String(this.getNodeParameter(name));
			const { work, fields } = operationIn(resources, chosen('resource'), chosen('operation'));
			const parameters = itemParametersOf(this);
			checkFields(fields, parameters, { spellings, isWrite: work.kind === 'write' });
			const cache = runCacheOf(this);
			const client = await openClient(this, {
				declared: declared.options,
				cache,
				options: (parameters.parameter('options') ?? {}) as TransportOptions,
				time: { timeout: parameters.parameter('requestOptions.timeout') },
				signal: this.getExecutionCancelSignal(),
			});
			const item = itemContextOf(this, declared, client, parameters);
			const finished = finishedItemOf(this);
			await runWork(work, item, { cache, finished, tooManyResults }, emit);
		});
	};
