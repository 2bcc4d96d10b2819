import type { DeclarativeRestApiSettings, IExecutePaginationFunctions } from 'n8n-workflow';

import type { ApiRequest, JsonObject, JsonValue } from '../shared/http';
import type { ScimClient } from './api/client';
import type { ItemRun } from './operation';

interface Locator {
	__rl: true;
	mode: string;
	value: JsonValue;
}

const isLocator = (value: unknown): value is Locator =>
	typeof value === 'object' && value !== null && '__rl' in value;

const isEmpty = (body: unknown) => Object.keys(body ?? {}).length === 0;

/** The engine's context for one item, as the operations want to see it. */
export function itemRunOf(
	context: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
	client: ScimClient,
): ItemRun {
	const raw = (name: string) => (context.getNodeParameter(name, null) ?? undefined) as JsonValue;
	const parameter = (name: string): JsonValue => {
		const value = raw(name);
		return isLocator(value) ? value.value : value;
	};
	return {
		client,
		declared: {
			method: (options.method ?? 'GET') as ApiRequest['method'],
			path: options.url ?? '/',
			// The engine begins every request with an empty body.
			body: isEmpty(options.body) ? undefined : (options.body as JsonObject),
		},
		limit: parameter('returnAll') === false ? Number(parameter('limit')) : undefined,
		parameter,
		locatorMode(name) {
			const value = raw(name);
			return isLocator(value) ? value.mode : 'id';
		},
	};
}
