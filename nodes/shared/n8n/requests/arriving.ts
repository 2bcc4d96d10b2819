import type { ApiRequest, ApiResponse } from '../../http';

/** A body that is still on its way: what n8n's request helpers give with `encoding: 'stream'`. */
type Arriving = AsyncIterable<Uint8Array>;

const isArriving = (body: unknown): body is Arriving =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Errors of an API are short; of what is longer, nobody reads the rest. */
const LONGEST_ERROR = 64 * 1024;

/** A body that broke off, in the form that n8n gives requests that did. */
class BrokenBody extends Error {
	constructor(error: unknown, status: number) {
		const { code } = error as { code?: string };
		super('The body broke off', { cause: { isAxiosError: true, code, response: { status } } });
	}
}

/** What arrives; only what befalls the connection is an error of it, not what its reader throws. */
async function* chunks(body: Arriving, status: number): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of body) yield chunk;
	} catch (error) {
		await Promise.reject(new BrokenBody(error, status));
	}
}

/**
 * Has the request's reader read the body of a success, to its end or until it has enough. Where it has, or it
 * or the connection fails, the connection is closed.
 *
 * @throws what the reader throws; an error as n8n's of a request whose answer was cut off
 */
export async function readArriving(
	response: ApiResponse,
	{ reader }: ApiRequest,
): Promise<ApiResponse> {
	const { body, status } = response;
	if (reader === undefined || !isArriving(body)) return response;
	const reading = reader();
	for await (const chunk of chunks(body, status)) {
		reading.take(chunk);
		if (reading.hasEnough?.()) break;
	}
	return { ...response, body: reading.end() };
}

/** The body of a refusal as text; of one that breaks off, what has come. */
export async function refusalText(body: unknown): Promise<unknown> {
	if (!isArriving(body)) return body;
	const parts: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of body) {
			length += parts.push(chunk) && chunk.length;
			if (length >= LONGEST_ERROR) break;
		}
	} catch {
		// The status says what it is; the words are something to have besides.
	}
	return Buffer.concat(parts).toString('utf8');
}
