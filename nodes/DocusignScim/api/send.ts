import type { ApiRequest, ApiResponse, JsonObject, Send } from '../../shared/http';
import { isObject, parseJson } from '../../shared/json';
import { attributeOf } from './records/attributes';
import { ERROR_SCHEMA } from './records/schemas';

/** The media type of SCIM (RFC 7644 section 3.1); servers may answer with plain JSON. */
const MEDIA_TYPE = 'application/scim+json';
const ACCEPTED = `${MEDIA_TYPE}, application/json;q=0.9`;

/** A way out that speaks SCIM: sends and accepts its media type. */
export function scimSend(send: Send): Send {
	return async (request) => {
		const answer = await send(onTheWire(request));
		if (answer.status === undefined) return answer;
		return restated(parsed(answer));
	};
}

/**
 * The query is written here rather than by the HTTP client, which puts a plus for a blank: that is
 * for forms (RFC 3986 knows no such thing), and filters are full of blanks.
 */
function onTheWire({ query = {}, headers, ...request }: ApiRequest): ApiRequest {
	const pairs = Object.entries(query)
		.filter(([, value]) => value !== undefined && value !== '')
		.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
	const type: Record<string, string> =
		request.body === undefined ? {} : { 'content-type': MEDIA_TYPE };
	return {
		...request,
		path: pairs.length > 0 ? `${request.path}?${pairs.join('&')}` : request.path,
		headers: { accept: ACCEPTED, ...type, ...headers },
	};
}

/** Not every version of the engine's HTTP client takes SCIM's media type for JSON. */
function parsed(answer: ApiResponse): ApiResponse {
	const { body, headers } = answer;
	if (typeof body !== 'string' || !/json/i.test(headers['content-type'] ?? '')) return answer;
	// Left as it is when cut short: the transport takes a text where JSON was promised for just that.
	const value = parseJson(body);
	return value === undefined ? answer : { ...answer, body: value };
}

/**
 * A refusal that came with the status of a success, under its own: some servers give the status in the
 * body alone.
 */
function restated(answer: ApiResponse): ApiResponse {
	const isSuccess = answer.status >= 200 && answer.status < 300;
	if (!isSuccess || !isError(answer.body)) return answer;
	const status = Number(attributeOf(answer.body, 'status'));
	return { ...answer, status: status >= 400 && status < 600 ? status : 400 };
}

/** An error of SCIM (RFC 7644 section 3.12), also where it does not name its schema. */
function isError(body: unknown): body is JsonObject {
	if (!isObject(body)) return false;
	const schemas = attributeOf(body, 'schemas');
	if (Array.isArray(schemas) && schemas.length > 0) {
		return schemas.some((schema) => String(schema).toLowerCase() === ERROR_SCHEMA.toLowerCase());
	}
	const [id, records] = ['id', 'Resources'].map((name) => attributeOf(body, name));
	if (id !== undefined || records !== undefined) return false;
	const [scimType, detail] = ['scimType', 'detail'].map((name) => attributeOf(body, name));
	return (
		typeof scimType === 'string' ||
		(detail !== undefined && Number(attributeOf(body, 'status')) >= 400)
	);
}
