/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import SCIMMY from 'scimmy';

import { ScimmyStore } from './scimmyStore';

export interface Recorded {
	method: string;
	/** Below the base URL, without the query. */
	path: string;
	/** As it came, still encoded. */
	rawQuery: string;
	query: Record<string, string>;
	headers: IncomingMessage['headers'];
	body?: unknown;
	status?: number;
}

export interface Reply {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** Answers in the server's place, before it acts (`instead`) or after it has (`after`). */
export interface Intervention {
	when: (request: Recorded) => boolean;
	times: number;
	/** `drop` closes the connection without an answer. */
	instead?: () => Reply | 'drop';
	after?: (reply: Reply) => Reply | 'drop';
}

export interface ScimmyOptions {
	/** What PATCH answers: with the resource, without it, or as scimmy has it: 204 for no change. */
	patch: 200 | 204 | 'asItIs';
	versions: boolean;
	mediaType: string;
}

/** A SCIM server whose protocol is scimmy's, on loopback. */
export async function startScimmy(options: Partial<ScimmyOptions> = {}) {
	const settings: ScimmyOptions = {
		patch: 200,
		versions: false,
		mediaType: 'application/scim+json',
		...options,
	};
	const store = new ScimmyStore(settings.versions);
	const requests: Recorded[] = [];
	const interventions: Intervention[] = [];
	const bearerToken = randomBytes(24).toString('base64url');

	const server = createServer((incoming, outgoing) => {
		serve(incoming, outgoing).catch((error: unknown) => {
			outgoing.writeHead(500).end(`The test server failed: ${String(error)}`);
		});
	});

	async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const request = await recorded(incoming);
		requests.push(request);
		const turn = interventions.find(({ when, times }) => times > 0 && when(request));
		if (turn) turn.times -= 1;
		const own = turn?.instead?.();
		const regular = own ?? (await answer(request));
		const reply = regular === 'drop' ? regular : (turn?.after?.(regular) ?? regular);
		if (reply === 'drop') return void outgoing.destroy();
		request.status = reply.status;
		const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
		const type = reply.body === undefined ? {} : { 'content-type': settings.mediaType };
		outgoing.writeHead(reply.status, { ...type, ...reply.headers }).end(text);
	}

	async function answer(request: Recorded): Promise<Reply> {
		if (request.headers.authorization !== `Bearer ${bearerToken}`) {
			return refusal(new SCIMMY.Types.Error(401, '' as never, 'Who are you?'));
		}
		return await dispatch(request, store, settings).catch(refusal);
	}

	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		store,
		requests,
		settings,
		credential: { baseUrl: `${url}${BASE}`, bearerToken },
		intervene: (turn: Partial<Intervention>) =>
			interventions.push({ when: () => true, times: 1, ...turn }),
		close: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

const BASE = '/scim/v2';

async function recorded(incoming: IncomingMessage): Promise<Recorded> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	const { pathname, search, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
	return {
		method: incoming.method ?? '',
		path: pathname.replace(BASE, ''),
		rawQuery: search,
		query: Object.fromEntries(searchParams),
		headers: incoming.headers,
		body: text === '' ? undefined : (JSON.parse(text) as unknown),
	};
}

function refusal(error: unknown): Reply {
	const body = new SCIMMY.Messages.Error(error as Error);
	const { schemas, status, scimType, detail } = body as unknown as Record<string, unknown>;
	return { status: Number(status), body: { schemas, status, scimType, detail } };
}

const { User, Group, Schema, ServiceProviderConfig } = SCIMMY.Resources;
type ResourceClass = typeof User | typeof Group | typeof Schema | typeof ServiceProviderConfig;

const RESOURCES: Record<string, ResourceClass> = { Users: User, Groups: Group, Schemas: Schema };

async function dispatch(
	{ method, path, query, headers, body }: Recorded,
	store: ScimmyStore,
	settings: ScimmyOptions,
): Promise<Reply> {
	const [, name, rawId] = path.split('/');
	const id = rawId === undefined ? undefined : decodeURIComponent(rawId);
	if (method === 'GET' && path === '/ServiceProviderConfig') {
		return { status: 200, body: await new ServiceProviderConfig().read() };
	}
	const Resource = RESOURCES[name] as typeof User | undefined;
	if (!Resource) throw new SCIMMY.Types.Error(404, '' as never, 'No such endpoint');
	if (settings.versions && id && headers['if-match'] !== undefined) {
		const version = (store.users.get(id) ?? store.groups.get(id))?.meta.version;
		if (headers['if-match'] !== version) {
			throw new SCIMMY.Types.Error(412, '' as never, 'The version is another one');
		}
	}
	const numbers = Object.fromEntries(
		['startIndex', 'count']
			.filter((key) => key in query)
			.map((key) => [key, Number.parseInt(query[key], 10)]),
	);
	const parameters = { ...query, ...numbers };
	const resource = id ? new Resource(id, parameters) : new Resource(undefined, parameters);
	if (method === 'GET') return { status: 200, body: await resource.read() };
	if (name === 'Schemas') throw new SCIMMY.Types.Error(501, '' as never, 'Schemas are fixed');
	if (method === 'POST' && !id) return { status: 201, body: await resource.write(body) };
	if (method === 'PUT' && id && name === 'Users') {
		return { status: 200, body: await resource.write(body) };
	}
	if (method === 'PATCH' && id) {
		const patched = await resource.patch(body as Parameters<typeof resource.patch>[0]);
		if (settings.patch === 204) return { status: 204 };
		if (settings.patch === 'asItIs')
			return patched ? { status: 200, body: patched } : { status: 204 };
		return { status: 200, body: patched ?? (await new Resource(id).read()) };
	}
	throw new SCIMMY.Types.Error(501, '' as never, 'Not offered');
}
