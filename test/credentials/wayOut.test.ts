/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DirectoryLoader } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeParameters,
} from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';

/** The settings of a node's requests hold for the sign-in that they need. */

let sandbox: Sandbox;
let proxy: Server;
let through: string[];

beforeAll(async () => {
	sandbox = await startSandbox();
	// A proxy for plain http, which names the whole address in the request line (RFC 9112, 3.2.2).
	proxy = createServer((incoming, answer) => {
		const { pathname } = new URL(incoming.url ?? '', 'http://none');
		through.push(pathname);
		const { method, headers } = incoming;
		const onwards = request(new URL(incoming.url ?? ''), { method, headers }, (outgoing) => {
			answer.writeHead(outgoing.statusCode ?? 502, outgoing.headers);
			outgoing.pipe(answer);
		});
		incoming.pipe(onwards);
	});
	await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
});
beforeEach(() => {
	through = [];
	sandbox.reset();
	sandbox.requests.length = 0;
});
afterAll(async () => {
	await sandbox.close();
	await new Promise((closed) => proxy.close(closed));
});

/** Checks the connection with a node as n8n loads it: with the settings that every node of its kind has. */
async function check(requestOptions: INodeParameters) {
	const nodeType = new DocusignAdmin();
	DirectoryLoader.applyDeclarativeNodeOptionParameters(nodeType);
	return await runNode({
		nodeType,
		credentialTypes: [new DocusignAdminJwtApi()],
		credentials: { docusignAdminJwtApi: { ...sandbox.credential(), accessToken: '' } },
		parameters: { resource: 'connection', operation: 'check', requestOptions },
	});
}

describe("a node's proxy", () => {
	it('is taken by the sign-in, the API and the question who is signed in', async () => {
		const { port } = proxy.address() as AddressInfo;
		const rows = await check({ proxy: `http://127.0.0.1:${port}` });
		expect(rows.find(({ json }) => json.check === 'token')?.json.status).toBe('ok');
		expect(through[0]).toBe('/oauth/token');
		expect(through).toContain('/oauth/userinfo');
		expect(through.some((path) => path.endsWith('/organizations'))).toBe(true);
		expect(through).toHaveLength(sandbox.requests.length);
	});

	it('is not taken by the sign-in of a node without one', async () => {
		await check({});
		expect(through).toEqual([]);
	});
});

describe("a node's 'Ignore SSL Issues'", () => {
	it.each([true, false])('holds for the sign-in too: %s', async (allowUnauthorizedCerts) => {
		const asked: unknown[] = [];
		const own = new DocusignAdminJwtApi().preAuthentication;
		const spy = jest
			.spyOn(DocusignAdminJwtApi.prototype, 'preAuthentication')
			.mockImplementation(async function (
				this: IHttpRequestHelper,
				credentials: ICredentialDataDecryptedObject,
			) {
				const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
					asked.push([new URL(options.url).pathname, options.skipSslCertificateValidation]);
					return (await this.helpers.httpRequest(options)) as unknown;
				};
				const helpers = { httpRequest } as IHttpRequestHelper['helpers'];
				return await own.call({ helpers }, credentials);
			});
		await check({ allowUnauthorizedCerts });
		spy.mockRestore();
		expect(asked).toEqual([['/oauth/token', allowUnauthorizedCerts || undefined]]);
	});
});
