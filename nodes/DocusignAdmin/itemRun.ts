import type { DeclarativeRestApiSettings, IExecutePaginationFunctions } from 'n8n-workflow';

import type { ApiRequest, JsonObject, JsonValue } from '../shared/http';
import type { Session } from './api/client';
import type { ItemRun } from './operation';

const isObject = (value: unknown): value is JsonObject =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

/** A parameter's value with every resource locator in it, however deep, replaced by what it picks. */
function plain(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(plain);
	if (!isObject(value)) return value;
	if (value.__rl === true) return value.value;
	// A date that an expression gave is an object with methods, not a set of fields.
	if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

/** The request that the engine made of the declarations. */
function declaredRequest({ options }: DeclarativeRestApiSettings.ResultOptions): ApiRequest {
	return {
		method: (options.method ?? 'GET') as ApiRequest['method'],
		path: options.url ?? '/',
		query: options.qs as ApiRequest['query'],
		body: options.body as JsonObject,
	};
}

const aboutItem = (context: IExecutePaginationFunctions) => ({
	nodeName: context.getNode().name,
	itemIndex: context.getItemIndex(),
});

/** The engine's context for one item, as the operations want to see it. */
export function itemRunOf(
	context: IExecutePaginationFunctions,
	declared: DeclarativeRestApiSettings.ResultOptions,
	session: Session,
): ItemRun {
	const raw = (name: string) => (context.getNodeParameter(name, null) ?? undefined) as JsonValue;
	const parameter = (name: string) => plain(raw(name));
	return {
		session,
		declared: declaredRequest(declared),
		limit: parameter('returnAll') === false ? Number(parameter('limit')) : undefined,
		parameter,
		// What n8n gives a tool call or a test need not have a log.
		warn: (message) => context.logger?.warn(message, aboutItem(context)),
		locatorMode(name) {
			const value = raw(name);
			return isObject(value) && typeof value.mode === 'string' ? value.mode : 'id';
		},
	};
}
