import { createHash } from 'node:crypto';
import type { Answer } from '../http/answer';
import type { Call } from '../http/call';
import type { Organization } from '../state/model';
import { refuseScim, SCIM_JSON } from './error';
import { isJson, type Json } from './resource';

/** A SCIM call whose token has passed. */
export interface ScimCall extends Call {
	readonly organization: Organization;
}

/** The static token of an organization; neither OAuth tokens nor those of others pass. */
export function authenticate(call: Call): ScimCall {
	const token = /^Bearer\s+(\S+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? '';
	const { scimTokens, organizations } = call.backend.state;
	const organization = organizations.get(scimTokens.get(token) ?? '');
	if (!organization) throw refuseScim(401, 'Authorization failure');
	return { ...call, organization };
}

/** The body as an object. Both media types of RFC 7644 section 3.1 are accepted. */
export function bodyOf(call: Call): Json {
	const type = (call.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
	if (type !== 'application/scim+json' && type !== 'application/json') {
		throw refuseScim(415, 'The body is neither application/scim+json nor application/json.');
	}
	let body: unknown;
	try {
		body = JSON.parse(call.rawBody);
	} catch {
		throw refuseScim(400, 'The body is not valid JSON.', 'invalidSyntax');
	}
	if (!isJson(body)) throw refuseScim(400, 'The body is not an object.', 'invalidSyntax');
	return body;
}

const versionOf = (resource: Json): string =>
	createHash('sha1').update(JSON.stringify(resource)).digest('hex').slice(0, 16);

const quoted = (version: string): string => `W/"${version}"`;

/** Puts `meta` on a resource: its place, its times and its version. */
export function withMeta(
	call: Call,
	resource: Json,
	type: 'User' | 'Group',
	times: { createdAt: number; modifiedAt: number },
): Json {
	const version = versionOf(resource);
	return {
		...resource,
		meta: {
			resourceType: type,
			created: new Date(times.createdAt).toISOString(),
			lastModified: new Date(times.modifiedAt).toISOString(),
			location: `${call.backend.url}/scim/v2/${type}s/${String(resource.id)}`,
			version: call.backend.options.scimVersion === 'etag' ? quoted(version) : version,
		},
	};
}

function metaOf(resource: Json): { location: string; etag: string } {
	const { location, version } = resource.meta as { location: string; version: string };
	return { location, etag: version.startsWith('W/') ? version : quoted(version) };
}

/** A resource's truth values as JSON's, or as text. */
function spelled(call: Call, resource: Json): Json {
	if (call.backend.options.scimBooleans === 'json') return resource;
	const text = JSON.stringify(resource, (key, value: unknown) => {
		if (typeof value !== 'boolean') return value;
		const word = String(value);
		return key === 'active' ? word[0].toUpperCase() + word.slice(1) : word;
	});
	return JSON.parse(text) as Json;
}

/** Refuses a change to something that has changed since (RFC 7644 section 3.14). */
export function checkVersion(call: Call, resource: Json): void {
	const wanted = call.headers['if-match'];
	if (wanted === undefined || wanted === '*') return;
	if (!wanted.split(/\s*,\s*/).includes(metaOf(resource).etag)) {
		throw refuseScim(412, 'The resource has changed on the server since.');
	}
}

/** An answer with one resource: 304 without it where the client has this version. */
export function single(call: Call, resource: Json, status = 200): Answer {
	const { location, etag } = metaOf(resource);
	const headers = { ...SCIM_JSON, etag, location };
	if (call.method === 'GET' && call.headers['if-none-match'] === etag) {
		return { status: 304, headers: { etag } };
	}
	return { status, headers, body: spelled(call, resource) };
}

/** The answer to a PATCH: with the resource or, where the sandbox is set to, without a body. */
export function patchAnswer(call: Call, resource: Json): Answer {
	const { etag, location } = single(call, resource).headers ?? {};
	if (call.backend.options.scimPatch === 204) return { status: 204, headers: { etag, location } };
	return single(call, resource);
}

/** The filter of a query; null where there is none, or none counts. */
export const filterOf = (call: Call): string | null =>
	call.backend.options.scimFilters === 'ignored' ? null : call.query.get('filter');

const MAX_RESULTS = 200;
const DEFAULT_COUNT = 100;

function whole(text: string | null, fallback: number): number {
	if (text === null) return fallback;
	if (!/^-?\d+$/.test(text)) throw refuseScim(400, `"${text}" is not a number.`, 'invalidValue');
	return Number(text);
}

/** One page of a list: 1-based, possibly shorter than asked for, without `Resources` where there are none. */
export function listAnswer<T>(call: Call, all: readonly T[], view: (record: T) => Json): Answer {
	const startIndex = Math.max(1, whole(call.query.get('startIndex'), 1));
	const count = Math.min(MAX_RESULTS, Math.max(0, whole(call.query.get('count'), DEFAULT_COUNT)));
	const shown = all
		.slice(startIndex - 1, startIndex - 1 + count)
		.map((record) => spelled(call, view(record)));
	const { scimList, scimTotalResults } = call.backend.options;
	if (scimList === 'array') return { status: 200, headers: SCIM_JSON, body: shown };
	const totalResults = { all: all.length, page: shown.length, zero: 0 }[scimTotalResults];
	return {
		status: 200,
		headers: SCIM_JSON,
		body: {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
			totalResults,
			startIndex,
			itemsPerPage: shown.length,
			...(shown.length > 0 ? { Resources: shown } : {}),
		},
	};
}
