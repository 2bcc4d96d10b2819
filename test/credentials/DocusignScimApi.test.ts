/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { DocusignScimApi } from '../../credentials/DocusignScimApi.credentials';
import { startSandbox, type FaultAction, type Sandbox } from '../../sandbox';
import { startScimmy } from '../nodes/DocusignScim/support/scimmyServer';
import { testCredential } from './support/credentialWindow';

const type = new DocusignScimApi();
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const test = async (change: object = {}) =>
	await testCredential(type, {
		...sandbox.scimCredential(),
		...change,
	} as ICredentialDataDecryptedObject);
const OK = { status: 'OK', message: 'Connection successful!' };

/** A port of this computer that was free a moment ago. */
async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	await new Promise((closed) => server.close(closed));
	return port;
}

describe('the credential window', () => {
	it('is satisfied by a SCIM server that knows the token', async () => {
		expect(await test()).toEqual(OK);
		// A call without the token first, whose answer does not count.
		expect(sandbox.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
			['GET', '/scim/v2/ServiceProviderConfig', 401],
			['GET', '/scim/v2/ServiceProviderConfig', 200],
		]);
		const { baseUrl, bearerToken } = sandbox.scimCredential();
		expect(await test({ baseUrl: ` ${baseUrl}/`, bearerToken: `Bearer ${bearerToken}` })).toEqual(
			OK,
		);
		const scimmy = await startScimmy();
		expect(await test(scimmy.credential)).toEqual(OK);
		await scimmy.close();
	});

	it.each<[what: string, action: FaultAction, code: string]>([
		['the token is refused', { type: 'respond', status: 401 }, 'TOKEN_REFUSED'],
		['SCIM is switched off', { type: 'respond', status: 403 }, 'FORBIDDEN'],
		['nothing is there', { type: 'respond', status: 404 }, 'NOT_FOUND'],
		['the request is not taken', { type: 'respond', status: 400 }, 'BAD_REQUEST'],
		['the requests are used up', { type: 'respond', status: 429 }, 'THROTTLED'],
		['a redirect comes', { type: 'redirect', location: 'https://example.com/' }, 'REDIRECTED'],
		['a proxy answers', { type: 'html' }, 'UNAVAILABLE'],
		['a page answers', { type: 'html', status: 200 }, 'NOT_SCIM'],
		['another API answers', { type: 'respond', status: 200, body: { users: [] } }, 'NOT_SCIM'],
		['nothing is answered', { type: 'empty' }, 'NOT_SCIM'],
		['the answer is cut', { type: 'cutJson' }, 'NOT_SCIM'],
	])('tells what to do when %s', async (_, action, code) => {
		sandbox.faults.add({ match: { times: 9 }, do: action });
		const { status, message } = await test();
		expect(status).toBe('Error');
		expect(message).toContain(`(DOCUSIGN_SCIM_TEST_${code})`);
	});

	it.each([
		['no token', { bearerToken: '' }, 'DOCUSIGN_SCIM_TOKEN_BLANK'],
		['a key', { bearerToken: '-----BEGIN PRIVATE KEY----- x' }, 'DOCUSIGN_SCIM_TOKEN_IS_KEY'],
		['no address', { baseUrl: ' ' }, 'DOCUSIGN_SCIM_URL_BLANK'],
		['an address without https', { baseUrl: 'http://example.com' }, 'DOCUSIGN_SCIM_URL_NOT_HTTPS'],
		[
			'one of its resources',
			{ baseUrl: 'https://example.com/Users' },
			'DOCUSIGN_SCIM_URL_WITH_ENDPOINT',
		],
	])('tells what to do about %s, and sends nothing', async (_, change, code) => {
		const { status, message } = await test(change);
		expect(status).toBe('Error');
		expect(message).toContain(`(${code})`);
		expect(sandbox.requests).toEqual([]);
	});

	it.each<[what: string, change: () => object | Promise<object>, code: string, says: string]>([
		[
			'a host that nobody knows',
			() => ({ baseUrl: 'https://scim.invalid/scim/v2' }),
			'HOST_UNKNOWN',
			"The name scim.invalid could not be resolved from the computer n8n runs on. Check the spelling of 'Base URL'",
		],
		[
			'a port at which nobody listens',
			async () => ({ baseUrl: `http://127.0.0.1:${await closedPort()}/scim/v2` }),
			'REFUSED_CONNECTION',
			"Check 'Base URL' with its port",
		],
		[
			'a connection that breaks off',
			() => {
				sandbox.faults.add({ match: { times: 9 }, do: { type: 'drop', when: 'before' } });
				return {};
			},
			'NO_CONNECTION',
			'broke off before an answer came',
		],
	])('says in words what is the matter with %s', async (_, change, code, says) => {
		const { status, message } = await test(await change());
		expect(status).toBe('Error');
		expect(message).toContain(says);
		expect(message).toContain(`(DOCUSIGN_TEST_${code})`);
	});

	it('tells a server that is no SCIM server at all', async () => {
		const seen: unknown[] = [];
		const other = createServer(({ url }, response) => {
			seen.push(url);
			response.writeHead(404).end();
		});
		await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
		const baseUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}/api`;
		expect((await test({ baseUrl })).message).toContain('DOCUSIGN_SCIM_TEST_NOT_FOUND');
		await new Promise((closed) => other.close(closed));
		expect(seen).toEqual(['/api/ServiceProviderConfig', '/api/ServiceProviderConfig']);
	});
});

describe('a run of a node', () => {
	it('calls on nobody before its request', async () => {
		const credentials = { ...sandbox.scimCredential(), reached: 'unknown' };
		const call = jest.fn();
		const helpers = { httpRequest: call };
		expect(await type.preAuthentication.call({ helpers }, credentials)).toEqual({});
		expect(call).not.toHaveBeenCalled();
	});
});

describe("n8n's HTTP Request node", () => {
	/** It names the address `uri`. */
	const authenticated = async (uri: string) => {
		const options = { uri, headers: { accept: 'text/plain' } } as unknown as IHttpRequestOptions;
		return await type.authenticate({ ...sandbox.scimCredential() }, options);
	};

	it('can use the credential for its own server', async () => {
		const { baseUrl, bearerToken } = sandbox.scimCredential();
		const uri = `${baseUrl}/Users`;
		expect(await authenticated(uri)).toEqual({
			uri,
			headers: { accept: 'text/plain', Authorization: `Bearer ${bearerToken}` },
		});
	});

	it.each(['https://example.com/Users', '//example.com/Users', 'example.com/Users', ''])(
		'gets no token for another address: %j',
		async (uri) => {
			await expect(authenticated(uri)).rejects.toThrow('DOCUSIGN_SCIM_TOKEN_ELSEWHERE');
		},
	);
});
