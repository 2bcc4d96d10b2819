import type {
	DeclarativeRestApiSettings,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { Answer, ApiRequest, ApiResponse, Send } from '../../http';
import { bareToken } from '../../bareToken';
import { cancelled, joined } from '../../transport/cancellation';
import { maskSecrets } from '../../transport/answers/mask';
import { isObject } from '../../json';
import { readArriving } from './arriving';
import { isBrokenOff, responseInError, responseOf } from './response';

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
	/** How long a request that leaves now may take, its sign-in included, in ms; a whole number. */
	timeLimit: () => number;
	/** The same where the answer is a file that is read as it arrives. */
	fileLimit?: () => number;
	/** Told the copy of the credential's data that a request signs in with, before it leaves. */
	prepare?: (data: ICredentialDataDecryptedObject) => void;
	/** What an error of n8n's own sign-in means; undefined where it is none. */
	readError?: (error: unknown) => Error | undefined;
}

const asOptions = ({ method, path, query, body, headers, reader }: ApiRequest) => ({
	method,
	url: path,
	qs: (query ?? {}) as IDataObject,
	body: body as IDataObject | undefined,
	headers: { accept: 'application/json', ...headers },
	disableFollowRedirect: true,
	...(reader && { encoding: 'stream' as const }),
});

async function settled(
	answer: Promise<ApiResponse>,
	readError?: WayOut['readError'],
): Promise<Answer> {
	return await answer.catch(async (error: unknown) => {
		const signIn = readError?.(error);
		if (signIn) throw signIn;
		// As what still waits for its turn ends.
		if (isBrokenOff(error)) throw cancelled();
		return (await responseInError(error)) ?? (await Promise.reject(error));
	});
}

type Context = IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * The answer, or that none came in time. n8n's own `timeout` ends a connection on which nothing happens,
 * but waits as long as a byte comes now and then.
 *
 * @param ask sends the request; its connection is to end with the signal
 */
async function within(ms: number, ask: (timeUp: AbortSignal) => Promise<Answer>): Promise<Answer> {
	const timeUp = AbortSignal.timeout(ms);
	return await new Promise<Answer>((resolve, reject) => {
		const onTimeUp = () => resolve({ reason: 'ETIMEDOUT' });
		// Before the request's own, which makes an error of it.
		timeUp.addEventListener('abort', onTimeUp, { once: true });
		// Left there, it would keep the answer in memory until the time is up.
		void ask(timeUp)
			.then(resolve, reject)
			.finally(() => timeUp.removeEventListener('abort', onTimeUp));
	});
}

/**
 * The context with a signal that ends its requests when the execution is cancelled or their time is up:
 * n8n puts the context's own signal into each request, whatever was there. Joined to one for each request,
 * since a signal warns of many that listen to it.
 */
function endingWith(context: Context, timeUp: AbortSignal): Context {
	const cancel =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const ends = joined(cancel, timeUp);
	return Object.assign(Object.create(context) as object, {
		getExecutionCancelSignal: () => ends,
	}) as unknown as Context;
}

/** What the engine has filled in. The rest may be older by now than what another request has got. */
const changes = (before: ICredentialDataDecryptedObject, after: ICredentialDataDecryptedObject) =>
	Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value));

/** Where credentials hold what a request signs in with, or renews that with. */
const SECRETS = ['accessToken', 'bearerToken', 'clientSecret'];
const OAUTH_SECRETS = ['access_token', 'refresh_token', 'id_token'];

/** The secrets that a server may have been shown. */
function secretsIn(data: ICredentialDataDecryptedObject = {}): string[] {
	const oauth = isObject(data.oauthTokenData) ? data.oauthTokenData : {};
	return [
		...SECRETS.map((name) => data[name]),
		...OAUTH_SECRETS.map((name) => oauth[name]),
	].flatMap((secret) => (typeof secret === 'string' ? [bareToken(secret)] : []));
}

/** An error of n8n's own with the secrets masked in what it says. */
function maskError(error: unknown, secrets: readonly string[]): unknown {
	if (error instanceof Error) {
		const { message, description } = error as Error & { description?: unknown };
		const masked = maskSecrets({ message, description }, secrets);
		if (masked.message !== message || masked.description !== description) {
			Object.assign(error, masked);
		}
	}
	return error;
}

/**
 * The one way out of the package: n8n's own request, with its sign-in, its renewal of a token that was
 * refused, and its rules on hosts. What comes back does not hold the secrets of the credential, however the
 * server echoes them.
 */
export function sendThrough(
	context: Context,
	{
		credentialType,
		options,
		credential,
		timeLimit,
		fileLimit = timeLimit,
		prepare,
		readError,
	}: WayOut,
): Send {
	return async (request) => {
		// A copy for each request: of many refused at once, each has to say with which token it was.
		const data = credential && { ...credential };
		if (data) prepare?.(data);
		const before = { ...data };
		const secretsBefore = secretsIn(data);
		// A token that was renewed meanwhile is in the data by then.
		const secrets = () => [...secretsBefore, ...secretsIn(data)];
		const known = data && {
			credentialsDecrypted: { id: '', name: '', type: credentialType, data },
		};
		const timeout = timeLimit();
		const ask = async (timeUp: AbortSignal) =>
			(await context.helpers.httpRequestWithAuthentication.call(
				endingWith(context, timeUp) as IExecuteSingleFunctions,
				credentialType,
				// Fresh options each time: the engine writes into those it is given.
				{
					...options,
					timeout,
					returnFullResponse: true,
					...asOptions(request),
				} as IHttpRequestOptions,
				known,
			)) as Parameters<typeof responseOf>[0];
		return await within(
			request.reader ? fileLimit() : timeout,
			async (timeUp) =>
				await settled(
					ask(timeUp).then(async (full) => await readArriving(responseOf(full), request)),
					readError,
				)
					.then(
						(given) => maskSecrets(given, secrets()),
						async (error: unknown) => await Promise.reject(maskError(error, secrets())),
					)
					.finally(() => {
						if (credential && data) Object.assign(credential, changes(before, data));
					}),
		);
	};
}
