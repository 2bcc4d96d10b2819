/** The vocabulary of the transport. No n8n types here: everything that decides is written against these. */

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type JsonObject = { [key: string]: JsonValue };
export type JsonValue = string | number | boolean | null | undefined | JsonObject | JsonValue[];

/**
 * One request to an API.
 *
 * `path` is below the API's base URL, starts with `/`, and every id in it is
 * percent-encoded already.
 */
export interface ApiRequest {
	method: HttpMethod;
	path: string;
	query?: Record<string, string | number | boolean | undefined>;
	body?: JsonValue;
	headers?: Record<string, string>;
	/** Reads the body of a success as it arrives; a new one each time that the request is sent. */
	reader?: () => BodyReader<unknown>;
}

/** Reads a body that is too large to be had as a whole. What it throws is why the request failed. */
export interface BodyReader<T> {
	take(bytes: Uint8Array): void;
	/** Whether the rest is wanted no more: the connection is closed then, and what came is the whole. */
	hasEnough?(): boolean;
	/** @returns what stands for the body in the answer */
	end(): T;
}

/** An answer as the server gave it, whatever its status. Header names are lower case. */
export interface ApiResponse {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/**
 * No usable answer: the connection failed, timed out or was cut off. Whether the server acted is
 * unknown, unless `sent` is false: then the request never left.
 */
export interface ApiNoAnswer {
	status?: undefined;
	reason: string;
	sent?: boolean;
}

export type Answer = ApiResponse | ApiNoAnswer;

/**
 * The one way out of the package: sends once, with authentication, without following redirects and
 * without retrying. Never rejects for an HTTP status or a network failure; rejects for what happens
 * before the request leaves (credentials, consent) and when the execution is cancelled.
 */
export type Send = (request: ApiRequest) => Promise<Answer>;

/** More records than this n8n's engine cannot take from one item: it spreads them as arguments. */
export const MOST_RECORDS = 120_000;
