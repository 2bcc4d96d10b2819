import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INode,
	ITaskDataConnections,
} from 'n8n-workflow';

import type { ApiRequest, JsonObject, JsonValue } from '../../http';
import { isObject, isPlainObject } from '../../json';
import { disagreement, type Expressions } from '../fields/agreement';
import type { ItemContext, ItemParameters } from '../operation';
import { readBoolean, readNumber } from '../fields/readers';
import { runCacheOf } from './runCacheOf';
import { signsInAlike, type SignIn } from './signInAgreement';

const DEFAULT_LIMIT = 50;

/** A parameter's value with every resource locator in it, however deep, replaced by what it picks. */
function plain(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(plain);
	if (!isObject(value)) return value;
	if (value.__rl === true) return value.value;
	// A date that an expression gave is an object with methods, not a set of fields.
	if (!isPlainObject(value)) return String(value);
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

const filled = (part: unknown) => (Object.keys(part ?? {}).length === 0 ? undefined : part);

/** The request that the engine made of the declarations; it begins every one with empty parts. */
function declaredRequest({ options }: DeclarativeRestApiSettings.ResultOptions): ApiRequest {
	return {
		method: (options.method ?? 'GET') as ApiRequest['method'],
		path: options.url ?? '/',
		query: filled(options.qs) as ApiRequest['query'],
		body: filled(options.body) as JsonObject | undefined,
	};
}

/** A context of n8n that knows parameters: an item's of a node, or that of a poll. */
interface ParameterSource {
	getNodeParameter(name: string, fallback: null): unknown;
	getNode(): INode;
}

/** Parameters that are known by now to mean something else than what stands there. */
export type Resolved = Record<string, JsonValue>;

/** What an item's parameters say. */
export function itemParametersOf(
	context: ParameterSource,
	resolved: Resolved = {},
): ItemParameters {
	const raw = (name: string) =>
		name in resolved
			? resolved[name]
			: ((context.getNodeParameter(name, null) ?? undefined) as JsonValue);
	const isExpressionText = (value: unknown) => typeof value === 'string' && value.startsWith('=');
	return {
		raw,
		parameter(name) {
			const [first, ...rest] = name.split('.');
			return rest.reduce<JsonValue>(
				(value, step) => (isObject(value) ? value[step] : undefined),
				plain(raw(first)),
			);
		},
		isExpression(name) {
			const value = context.getNode().parameters[name] as JsonValue;
			return isExpressionText(isObject(value) && value.__rl === true ? value.value : value);
		},
		locatorMode(name) {
			const value = raw(name);
			return isObject(value) && typeof value.mode === 'string' ? value.mode : 'id';
		},
	};
}

/**
 * The items of the run. n8n does not declare the input data, which a tool's call has of its own; where it is
 * missing, the execute data has to do.
 */
function inputItemsOf(context: IExecutePaginationFunctions): JsonObject[] {
	const { inputData } = context as { inputData?: ITaskDataConnections };
	const connections = Object.values(inputData ?? context.getExecuteData().data);
	return (connections[0]?.[0] ?? []).map(({ json }) => json as JsonObject);
}

/** n8n's contexts all evaluate expressions, and declare it for some only. */
export const expressionsOf = (context: { getNode(): INode }): Expressions => ({
	getNode: () => context.getNode(),
	evaluateExpression: (expression, itemIndex) =>
		(context as unknown as Expressions).evaluateExpression(expression, itemIndex),
});

/** The engine's context for one item, as the operations want to see it. */
export function itemContextOf<Client>(
	context: IExecutePaginationFunctions,
	declared: DeclarativeRestApiSettings.ResultOptions,
	client: Client,
	parameters: ItemParameters,
	signIn: SignIn,
): ItemContext<Client> {
	const { parameter } = parameters;
	const about = { nodeName: context.getNode().name, itemIndex: context.getItemIndex() };
	return {
		...parameters,
		client,
		declared: declaredRequest(declared),
		get limit() {
			if (readBoolean(parameter('returnAll'), 'Return All')) return undefined;
			return readNumber(parameter('limit'), 'Limit', { min: 1, whole: true }) ?? DEFAULT_LIMIT;
		},
		timeZone: context.getTimezone(),
		// What n8n gives a tool call or a test need not have a log.
		warn: (message) => context.logger?.warn(message, about),
		inform: (message) => context.logger?.info(message, about),
		itemIndex: context.getItemIndex(),
		get inputItems() {
			return inputItemsOf(context);
		},
		disagreement: (names) =>
			disagreement(expressionsOf(context), names, inputItemsOf(context).length),
		signsInAlike: async () => await signsInAlike(context, signIn, inputItemsOf(context).length),
		get run() {
			return runCacheOf(context);
		},
	};
}
