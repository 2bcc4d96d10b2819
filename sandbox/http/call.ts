import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock';
import type { SandboxOptions } from '../options';
import type { SandboxState } from '../state/state';
import { invalidBody, refuse } from './answer';

/** What operations work with: the data, the settings as they are now, and the time. */
export interface Backend {
	readonly state: SandboxState;
	readonly options: Readonly<SandboxOptions>;
	readonly clock: Clock;
	/** `http://127.0.0.1:PORT` */
	readonly url: string;
}

/** A request, taken apart but not judged. */
export interface Call {
	readonly backend: Backend;
	readonly method: string;
	/** As it was sent, without the query. */
	readonly path: string;
	readonly params: Record<string, string>;
	readonly query: URLSearchParams;
	/** Names in lower case. */
	readonly headers: Record<string, string>;
	readonly rawBody: string;
}

export function callFrom(request: FastifyRequest, backend: Backend): Call {
	// Not through URL: it would resolve dot segments, and the record shows what really came.
	const [path, ...rest] = (request.raw.url ?? '/').split('?');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return {
		backend,
		method: request.method,
		path,
		params: (request.params ?? {}) as Record<string, string>,
		query: new URLSearchParams(rest.join('?')),
		headers,
		rawBody: Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '',
	};
}

const mediaType = (call: Call): string =>
	(call.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();

/** Parses JSON; undefined when it is none. */
function parseJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) };
	} catch {
		// Not JSON: the caller answers that with a 400.
		return undefined;
	}
}

/**
 * The JSON body of a call; undefined where there is none. Refuses bodies of another media type with
 * 415 and broken JSON with 400.
 */
export function jsonBody(call: Call): unknown {
	if (call.rawBody === '') return undefined;
	if (mediaType(call) !== 'application/json') {
		throw refuse(415, 'INVALID_CONTENT_TYPE', 'Content Type specified is not supported.');
	}
	const parsed = parseJson(call.rawBody);
	if (!parsed) throw invalidBody('The request body is not valid JSON.');
	return parsed.value;
}

/** The fields of a form-encoded body; undefined when the body is of another media type. */
export function formBody(call: Call): URLSearchParams | undefined {
	return mediaType(call) === 'application/x-www-form-urlencoded'
		? new URLSearchParams(call.rawBody)
		: undefined;
}
