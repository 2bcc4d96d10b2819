import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { ApiFailure } from '../../errors/apiFailure';
import type { RunCache } from '../../runCache';
import { checkFields, type Spellings } from '../fields/checkFields';
import { finishedItemOf } from '../items/finishedItem';
import { itemContextOf, itemParametersOf, type Resolved } from '../items/itemContext';
import type { TransportOptions } from './openCaller';
import {
	holdsChanges,
	operationIn,
	type ItemContext,
	type ItemParameters,
	type Operation,
	type Resource,
} from '../operation';
import { runCacheOf } from '../items/runCacheOf';
import { itemOutput, runWork } from '../items/runItem';
import type { SignIn } from '../items/signInAgreement';
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
export interface DeclarativeNode<Client, O extends Operation<ItemContext<Client>>> {
	resources: ReadonlyArray<Resource<O>>;
	openClient(context: IExecutePaginationFunctions, source: ClientSource): Promise<Client>;
	signIn: SignIn;
	/** The parameters that stand for something else, such as names for ids, with what they stand for. */
	resolve?(client: Client, parameters: ItemParameters, operation: O): Promise<Resolved>;
	/** What the declarations made of parameters before they were resolved, with what those stand for. */
	readdress?(path: string, resolved: Resolved): string;
	/** Fields whose values have more spellings than the editor shows. */
	spellings?: Spellings;
	/** The API's failure for more records than n8n can pass on. */
	tooManyResults(most: number): ApiFailure;
}

/**
 * The engine's pagination hook, which every operation goes through: what the declarations made of
 * one item becomes requests, and their answers the item's output.
 */
export const paginationHook = <Client, O extends Operation<ItemContext<Client>>>({
	resources,
	openClient,
	signIn,
	resolve,
	readdress,
	spellings = {},
	tooManyResults,
}: DeclarativeNode<Client, O>) =>
	async function (
		this: IExecutePaginationFunctions,
		declared: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		return await itemOutput(this, async (emit) => {
			const chosen = (name: string) => String(this.getNodeParameter(name));
			const operation = operationIn(resources, chosen('resource'), chosen('operation'));
			const { work, fields } = operation;
			const parameters = itemParametersOf(this);
			checkFields(fields, parameters, { spellings, isWrite: holdsChanges(operation) });
			const cache = runCacheOf(this);
			const client = await openClient(this, {
				declared: declared.options,
				cache,
				options: (parameters.parameter('options') ?? {}) as TransportOptions,
				time: { timeout: parameters.parameter('requestOptions.timeout') },
				signal: this.getExecutionCancelSignal(),
			});
			const resolved = (await resolve?.(client, parameters, operation)) ?? {};
			const said = itemParametersOf(this, resolved);
			const item = itemContextOf(this, declared, client, said, signIn);
			if (readdress) item.declared.path = readdress(item.declared.path, resolved);
			const finished = finishedItemOf(this);
			await runWork(work, item, { cache, finished, tooManyResults }, emit);
		});
	};
