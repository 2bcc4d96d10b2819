import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { invalidInput } from '../../errors/input';
import type { JsonObject } from '../../http';
import { disagreement } from '../fields/agreement';
import { checkFields } from '../fields/checkFields';
import { failedItem, toNodeError } from '../errors';
import { expressionsOf, itemContextOf, itemParametersOf } from './itemContext';
import type { TransportOptions } from '../requests/openCaller';
import { holdsChanges, type AllItems, type ItemContext, type Operation } from '../operation';
import type { DeclarativeNode } from '../requests/paginationHook';
import { runCacheOf } from './runCacheOf';
import { signsInAlike, type SignIn } from './signInAgreement';

/** The context of all items as that of the first one: what stands in the parameters holds for all of them. */
function firstItem(context: IExecuteFunctions): IExecutePaginationFunctions {
	const overrides = {
		getItemIndex: () => 0,
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			context.getNodeParameter(name, 0, fallback, options as never) as unknown,
		getCredentials: async (type: string) => await context.getCredentials(type, 0),
	};
	return Object.assign(
		Object.create(context) as object,
		overrides,
	) as unknown as IExecutePaginationFunctions;
}

/** @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for a field that says another thing for another item */
function demandAgreement(
	context: IExecuteFunctions,
	fields: readonly INodeProperties[],
	count: number,
): void {
	const names = fields.map(({ name }) => name);
	const found = disagreement(expressionsOf(context), names, count);
	if (found === undefined) return;
	const label = fields.find(({ name }) => name === found)?.displayName ?? found;
	throw invalidInput(
		`All items are taken together, and '${label}' is not the same for each`,
		'Give one value for all of them, or run the node once for each. Nothing was sent to Docusign.',
	);
}

/** @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where an item signs in as somebody else than the first */
async function demandOneSignIn(
	context: IExecuteFunctions,
	signIn: SignIn,
	count: number,
): Promise<void> {
	if (await signsInAlike(context, signIn, count)) return;
	throw invalidInput(
		'All items are taken together, and the credential does not sign in as the same for each',
		'Give one credential for all of them, or run the node once for each. Nothing was sent to Docusign.',
	);
}

/** The settings that the engine adds to every declarative node, which it does not apply here. */
function requestOptions(context: IExecuteFunctions): DeclarativeRestApiSettings.HttpRequestOptions {
	const given = context.getNodeParameter('requestOptions', 0, {}) as IDataObject;
	const { proxy, timeout, allowUnauthorizedCerts: anyCertificate } = given;
	const address = typeof proxy === 'string' && proxy.trim() !== '' ? new URL(proxy) : undefined;
	return {
		...(address && {
			proxy: {
				host: address.hostname,
				port: Number(address.port || (address.protocol === 'https:' ? 443 : 80)),
				protocol: address.protocol.replace(':', ''),
			},
		}),
		timeout: typeof timeout === 'number' ? timeout : 300_000,
		...(anyCertificate === true && { skipSslCertificateValidation: true }),
	};
}

/**
 * The engine's way round the declarations, for operations that need all items at once. A tool call does not
 * know it: there the same operation comes through the pagination hook.
 */
export function allItemsOperations<Client, O extends Operation<ItemContext<Client>>>({
	resources,
	openClient,
	signIn,
	resolve,
	spellings = {},
}: DeclarativeNode<Client, O>) {
	const run = (operation: O, all: AllItems<ItemContext<Client>>) =>
		async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const context = firstItem(this);
			const inputs = this.getInputData().map(({ json }) => json as JsonObject);
			const places = new Map(inputs.map(({ change_id: id }, place) => [id, place]));
			const items: INodeExecutionData[] = [];
			const work = async () => {
				const parameters = itemParametersOf(context);
				checkFields(operation.fields, parameters, {
					spellings,
					isWrite: holdsChanges(operation),
				});
				demandAgreement(this, operation.fields, inputs.length);
				await demandOneSignIn(this, signIn, inputs.length);
				const options = requestOptions(this);
				const client = await openClient(context, {
					declared: options,
					cache: runCacheOf(context),
					options: (parameters.parameter('options') ?? {}) as TransportOptions,
					time: { timeout: parameters.parameter('requestOptions.timeout') },
					signal: this.getExecutionCancelSignal(),
				});
				const declared = { options } as DeclarativeRestApiSettings.ResultOptions;
				const resolved = (await resolve?.(client, parameters, operation)) ?? {};
				const said = itemParametersOf(context, resolved);
				const item = itemContextOf(context, declared, client, said, signIn);
				for await (const record of all(item, inputs)) {
					const place = record.change_id === undefined ? undefined : places.get(record.change_id);
					items.push({
						json: record as INodeExecutionData['json'],
						...(place !== undefined && { pairedItem: { item: place } }),
					});
				}
			};
			await work().catch(async (error: unknown) => {
				if (!this.continueOnFail()) return await Promise.reject(toNodeError(this.getNode(), error));
				items.push({ json: failedItem(error) });
			});
			return [items];
		};
	return Object.fromEntries(
		resources.flatMap(({ value, operations }) => {
			const entries = operations.flatMap((operation) =>
				operation.all ? [[operation.value, run(operation, operation.all)] as const] : [],
			);
			return entries.length === 0 ? [] : [[value, Object.fromEntries(entries)] as const];
		}),
	);
}
