import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';

import type { ApiNoAnswer, ApiRequest, ApiResponse, Send } from '../http';
import { answerInError, answerOf } from './answer';
import { renewalFailure } from './renewal';

type Options = DeclarativeRestApiSettings.ResultOptions;

/** The node's only `postReceive`: hands the answer through untouched, since it runs on every page. */
export async function handThrough(
	_items: INodeExecutionData[],
	{ body, headers, statusCode }: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	return [{ json: { body, headers, statusCode } as IDataObject }];
}

const asOptions = ({ method, path, query, body, headers }: ApiRequest) => ({
	method,
	url: path,
	qs: (query ?? {}) as IDataObject,
	body: body as IDataObject | undefined,
	headers: { accept: 'application/json', ...headers },
	disableFollowRedirect: true,
});

async function settled(answer: Promise<ApiResponse>): Promise<ApiResponse | ApiNoAnswer> {
	return await answer.catch((error: unknown) => {
		const renewal = renewalFailure(error);
		if (renewal) throw renewal;
		const inside = answerInError(error);
		if (inside) return inside;
		throw error;
	});
}

/** The way out of a declarative operation: the engine's own request, with its sign-in. */
export function sendFromNode(context: IExecutePaginationFunctions, declared: Options): Send {
	return async (request) =>
		await settled(
			context.makeRoutingRequest
				// Fresh options each time: the engine writes into those it is given.
				.call(context, { ...declared, options: { ...declared.options, ...asOptions(request) } })
				.then(([item]) => answerOf(item.json as unknown as Parameters<typeof answerOf>[0])),
		);
}

/**
 * The way out of what has no declared request: pickers, triggers, and what is asked of the host that
 * issues tokens.
 *
 * @param allowedDomains the only hosts that may be asked, separated by commas; undefined: any
 */
export function sendFromHelpers(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions,
	credentialType: string,
	baseURL: string,
	allowedDomains?: string,
): Send {
	return async (request) => {
		const options: IHttpRequestOptions = {
			baseURL,
			returnFullResponse: true,
			...(allowedDomains !== undefined && { allowedDomains }),
			...asOptions(request),
		};
		return await settled(
			context.helpers.httpRequestWithAuthentication
				.call(context, credentialType, options)
				.then((response) => answerOf(response as Parameters<typeof answerOf>[0])),
		);
	};
}
