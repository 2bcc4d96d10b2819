import type {
	DeclarativeRestApiSettings,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { Answer, ApiRequest, Send } from '../http';
import { responseInError, responseOf } from './response';

/** How a request leaves n8n. */
export interface WayOut {
	credentialType: string;
	/**
	 * What every request has: the base URL, and in a declarative operation whatever else the engine made
	 * of the declarations and the user's settings.
	 */
	options: DeclarativeRestApiSettings.HttpRequestOptions;
	/**
	 * The credential's data, where they are known. n8n reads and decrypts them for every single request
	 * otherwise, which a list of a thousand pages is held up by a thousand times. A token that n8n renews
	 * is written into them.
	 */
	credential?: ICredentialDataDecryptedObject;
	/** What an error of n8n's own sign-in means; undefined where it is none. It is never repeated. */
	readError?: (error: unknown) => Error | undefined;
}

const asOptions = ({ method, path, query, body, headers }: ApiRequest) => ({
	method,
	url: path,
	qs: (query ?? {}) as IDataObject,
	body: body as IDataObject | undefined,
	headers: { accept: 'application/json', ...headers },
	disableFollowRedirect: true,
});

/**
 * The one way out of the package: n8n's own request, with its sign-in, its renewal of a token that was
 * refused, and its rules on hosts.
 */
export function sendThrough(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions,
	{ credentialType, options, credential, readError }: WayOut,
): Send {
	return async (request) => {
		// A copy for each request: of many refused at once, each has to say with which token it was.
		const data = credential && { ...credential };
		const known = data && {
			credentialsDecrypted: { id: '', name: '', type: credentialType, data },
		};
		const sent = context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			// Fresh options each time: the engine writes into those it is given.
			{ ...options, returnFullResponse: true, ...asOptions(request) } as IHttpRequestOptions,
			known,
		) as Promise<Parameters<typeof responseOf>[0]>;
		const answerIn = (error: unknown): Answer => {
			const failure = readError?.(error);
			const inside = failure ? undefined : responseInError(error);
			if (inside) return inside;
			throw failure ?? error;
		};
		return await sent
			.then(responseOf)
			.catch(answerIn)
			.finally(() => {
				if (credential && data?.accessToken) credential.accessToken = data.accessToken;
			});
	};
}
