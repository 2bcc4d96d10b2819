import type { DeclarativeRestApiSettings, IExecutePaginationFunctions } from 'n8n-workflow';

import type { ApiRequest, JsonObject, JsonValue } from '../http';
import { isObject } from '../json';
import type { ItemContext } from './operation';
import { readBoolean, readNumber } from './readers';

const DEFAULT_LIMIT = 50;

/** A parameter's value with every resource locator in it, however deep, replaced by what it picks. */
function plain(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(plain);
	if (!isObject(value)) return value;
	if (value.__rl === true) return value.value;
	// A date that an expression gave is an object with methods, not a set of fields.
	if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
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

/** The engine's context for one item, as the operations want to see it. */
export function itemContextOf<Client>(
	context: IExecutePaginationFunctions,
	declared: DeclarativeRestApiSettings.ResultOptions,
	client: Client,
): ItemContext<Client> {
	const raw = (name: string) => (context.getNodeParameter(name, null) ?? undefined) as JsonValue;
	const parameter = (name: string) => plain(raw(name));
	const about = { nodeName: context.getNode().name, itemIndex: context.getItemIndex() };
	return {
		client,
		declared: declaredRequest(declared),
		get limit() {
			if (readBoolean(parameter('returnAll'), 'Return All')) return undefined;
			return readNumber(parameter('limit'), 'Limit', { min: 1, whole: true }) ?? DEFAULT_LIMIT;
		},
		parameter,
		// What n8n gives a tool call or a test need not have a log.
		warn: (message) => context.logger?.warn(message, about),
		locatorMode(name) {
			const value = raw(name);
			return isObject(value) && typeof value.mode === 'string' ? value.mode : 'id';
		},
	};
}
