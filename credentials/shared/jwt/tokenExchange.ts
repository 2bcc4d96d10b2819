import type { IHttpRequestOptions } from 'n8n-workflow';
import { signAssertion } from './assertion';
import { readLimitHeaders } from '../../../nodes/shared/transport/limits/limitHeaders';
import { describeFailure, pauseBeforeRetry, type TokenAnswer } from '../oauth/oauthFailure';
import { networkText } from '../networkText';
import { assertionScopes, parseScopes } from '../scopes';
import type { JwtSettings } from './jwtSettings';

/** n8n's own helper, which brings proxy, certificates and allowed domains with it. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

export interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	sleep: (ms: number) => Promise<void>;
}

export interface IssuedToken {
	accessToken: string;
	/** As the server says; undefined when it does not. */
	expiresInSeconds?: number;
	/** The scopes of the token, where the server says them (RFC 6749 section 5.1). */
	scopes?: string[];
}

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** For the whole of a request, its answer included: whoever waits for it has more to do. */
const TIMEOUT_MS = 15_000;

/**
 * One sign-in: signs an assertion and exchanges it for a token (RFC 7523 section 2.1). What fails in
 * passing is tried once more. Nothing else is: what Docusign refuses it refuses again.
 *
 * @throws DocusignAuthError with the cause and the remedy
 */
export async function exchangeToken(
	httpRequest: HttpRequest,
	settings: JwtSettings,
	{ now, sleep }: Clock,
): Promise<IssuedToken> {
	let answer = await ask(httpRequest, settings, now);
	let token = readToken(answer);
	const pause = token ? undefined : pauseBeforeRetry(answer);
	if (pause !== undefined) {
		await sleep(pause);
		answer = await ask(httpRequest, settings, now);
		token = readToken(answer);
	}
	if (!token) throw describeFailure(answer, settings, now());
	return token;
}

async function ask(
	httpRequest: HttpRequest,
	settings: JwtSettings,
	now: Clock['now'],
): Promise<TokenAnswer> {
	const assertion = await signAssertion(
		{
			integrationKey: settings.integrationKey,
			userId: settings.userId,
			audience: settings.audience,
			scopes: assertionScopes(settings.scopes, settings.tokenSubject),
			now: Math.floor(now() / 1000),
		},
		settings.signingKey.key,
	);
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: `${settings.oauthBaseUrl}/oauth/token`,
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Accept: 'application/json',
			'Cache-Control': 'no-store',
		},
		body: new URLSearchParams({ grant_type: GRANT_TYPE, assertion }).toString(),
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
		timeout: TIMEOUT_MS,
		// The other limit ends with the headers of an answer.
		abortSignal: AbortSignal.timeout(TIMEOUT_MS),
	};
	return await send(httpRequest, options, now);
}

/**
 * Turns every ending into a value. Nothing of a rejected request is passed on as it is: the HTTP
 * client's error holds the assertion.
 */
async function send(
	httpRequest: HttpRequest,
	options: IHttpRequestOptions,
	now: Clock['now'],
): Promise<TokenAnswer> {
	try {
		return readResponse(await httpRequest(options), now());
	} catch (error) {
		const response = asRecord(asRecord(error).response);
		return Object.keys(response).length > 0
			? readResponse({ ...response, statusCode: response.statusCode ?? response.status }, now())
			: { network: networkText(error) };
	}
}

/** @param now when the answer came, in epoch ms */
function readResponse(response: unknown, now: number): TokenAnswer {
	const { statusCode, headers, body, data } = asRecord(response);
	if (typeof statusCode !== 'number') return { status: 200, body: parse(response) };
	const { date, 'retry-after': retryAfter } = asRecord(headers);
	const times = { date: textOf(date), 'retry-after': textOf(retryAfter) };
	const { retryAfterMs } = readLimitHeaders(times, now);
	return { status: statusCode, body: parse(body ?? data), date: times.date, retryAfterMs };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A body whose media type is missing or wrong arrives as text. */
function parse(body: unknown): Record<string, unknown> {
	if (typeof body !== 'string') return asRecord(body);
	try {
		return asRecord(JSON.parse(body));
	} catch {
		return {};
	}
}

function readToken({ status, body }: TokenAnswer): IssuedToken | undefined {
	if (status === undefined || status < 200 || status > 299 || body?.error !== undefined) return;
	const accessToken = body?.access_token;
	// It goes into a header, where a blank or control character would end or forge one.
	if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) return;
	const expiresIn = Number(body?.expires_in);
	const scopes = typeof body?.scope === 'string' ? parseScopes(body.scope) : [];
	return {
		accessToken,
		...(expiresIn > 0 && { expiresInSeconds: expiresIn }),
		...(scopes.length > 0 && { scopes }),
	};
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
