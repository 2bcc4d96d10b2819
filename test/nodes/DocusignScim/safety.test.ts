/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { DocusignScimApi } from '../../../credentials/DocusignScimApi.credentials';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { by, scimNode } from './support/node';

let sandbox: Sandbox;
let stranger: Server;
let strangerUrl: string;
const seenByStranger: IncomingHttpHeaders[] = [];

beforeAll(async () => {
	stranger = createServer((request, response) => {
		seenByStranger.push(request.headers);
		response.end('{"totalResults": 0}');
	});
	await new Promise<void>((listening) => stranger.listen(0, '127.0.0.1', listening));
	strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
});
beforeEach(async () => {
	sandbox = await startSandbox({ users: 5 });
	seenByStranger.length = 0;
});
afterEach(async () => await sandbox.close());
afterAll(async () => await new Promise((closed) => stranger.close(closed)));

const list = { resource: 'user', operation: 'getAll', returnAll: true };
const node = (change: object = {}) => scimNode({ ...sandbox.scimCredential(), ...change });

/** What the JWT credential signs in with, without the sign-in of the node. */
async function adminToken(): Promise<string> {
	const { DocusignAdminJwtApi } =
		await import('../../../credentials/DocusignAdminJwtApi.credentials');
	const { realHelpers } = await import('../../credentials/support/engine');
	const signIn = new DocusignAdminJwtApi().preAuthentication;
	const credential = { ...sandbox.credential(), accessToken: '' };
	return String((await signIn.call(realHelpers(), credential)).accessToken);
}

describe('the token', () => {
	it('does not follow a redirect', async () => {
		sandbox.faults.add({ do: { type: 'redirect', location: `${strangerUrl}/scim/v2/Users` } });
		const run = node().run(list);
		await expect(run).rejects.toMatchObject({
			message: expect.stringMatching(/redirect to 127\.0\.0\.1:\d+, which is not followed/),
			description: expect.stringMatching(/^Check the base URL in the credential/),
		});
		expect(seenByStranger).toEqual([]);
	});

	it.each(['../../oauth/userinfo', 'a?b#c', 'a b/é'])(
		'stays below its address, whatever the id: %s',
		async (id) => {
			await expect(
				node().run({ resource: 'user', operation: 'get', userId: by('id', id) }),
			).rejects.toThrow(/does not exist there/);
			const [request] = sandbox.requests;
			expect(request.path).toBe(`/scim/v2/Users/${encodeURIComponent(id)}`);
			expect(request.query).toEqual({});
		},
	);

	it.each([`/Users`, 'https://elsewhere.example.com/Users', '//elsewhere.example.com/Users'])(
		'is put into a request to its own host only: %s',
		async (url) => {
			const { authenticate } = new DocusignScimApi();
			const { baseUrl, bearerToken } = sandbox.scimCredential();
			const options: IHttpRequestOptions = { url, baseURL: baseUrl };
			const signed = authenticate({ baseUrl, bearerToken }, options);
			if (url === '/Users') {
				const { headers } = await signed;
				expect(headers).toEqual({ Authorization: `Bearer ${bearerToken}` });
			} else {
				await expect(signed).rejects.toThrow(
					/elsewhere\.example\.com.*DOCUSIGN_SCIM_TOKEN_ELSEWHERE/,
				);
			}
		},
	);

	it('never shows in an error', async () => {
		const { bearerToken } = sandbox.scimCredential();
		for (const status of [400, 401, 403, 409, 500]) {
			const body = { detail: `Token ${bearerToken.slice(0, 3)} refused`, status: String(status) };
			sandbox.faults.add({ match: { times: 9 }, do: { type: 'respond', status, body } });
			const create = { resource: 'user', operation: 'create', userName: 'x@example.com' };
			const error: unknown = await node()
				.run({ ...create, options: { maxWait: 0 } })
				.catch((reason: unknown) => reason);
			const { message, description, stack, context, cause } = error as Error & {
				description: string;
				context: unknown;
			};
			const shown = JSON.stringify({ message, description, stack, context, cause: String(cause) });
			expect(shown).not.toContain(bearerToken);
			expect(shown).not.toMatch(/Bearer (?!Token')|authorization/i);
			sandbox.faults.clear();
		}
	});
});

describe('a credential taken for another', () => {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const jwt = (claims: object) =>
		`${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
	const YEAR = 365 * 24 * 3_600;

	it('is told apart where the server refuses it: an OAuth token', async () => {
		const bearerToken = jwt({ iss: 'https://account.docusign.com', scp: ['user_read'] });
		await expect(node({ bearerToken }).run(list)).rejects.toMatchObject({
			description: expect.stringMatching(
				/looks like an OAuth token.*\(DOCUSIGN_SCIM_TOKEN_IS_OAUTH\)/,
			),
			httpCode: '401',
		});
	});

	it.each([
		['with scopes', { iss: 'docusign', scp: ['scim'] }],
		['that lives for a year', { iss: 'docusign', iat: 1_767_225_600, exp: 1_767_225_600 + YEAR }],
		['of a day', { iss: 'docusign', iat: 1_767_225_600, exp: 1_767_312_000 }],
		['with a scope and no aud', { iss: 'docusign', scope: 'scim' }],
	])('works where the server takes it: a token %s', async (_, claims) => {
		const bearerToken = jwt(claims);
		const known = sandbox.scimCredential().bearerToken;
		const { scimTokens } = sandbox.state;
		scimTokens.set(bearerToken, scimTokens.get(known)!);
		expect(await node({ bearerToken }).run(list)).toHaveLength(5);
	});

	it('is told apart by the server: an OAuth token that does not look like one', async () => {
		const bearerToken = await adminToken();
		await expect(node({ bearerToken }).run(list)).rejects.toMatchObject({
			description: expect.stringContaining('Access tokens'),
			httpCode: '401',
		});
	});

	it("is told apart where nothing answers: the Admin API's address", async () => {
		await expect(node({ baseUrl: sandbox.adminBaseUrl }).run(list)).rejects.toMatchObject({
			description: expect.stringMatching(
				/looks like the address of the Admin API.*\(DOCUSIGN_SCIM_URL_IS_ADMIN_API\)/,
			),
		});
	});

	it('is told apart before any request: an address that would show the token', async () => {
		const run = node({ baseUrl: 'http://scim.example.com/scim/v2' }).run(list);
		await expect(run).rejects.toThrow(/Use https/);
	});

	it('is told apart by the server: a token that it does not know', async () => {
		const run = node({ bearerToken: 'made-up' }).run(list);
		await expect(run).rejects.toMatchObject({
			message: 'The SCIM server did not accept the token when asked to list the users [item 0]',
			description: expect.stringContaining('Docusign Admin credentials do not work here'),
			httpCode: '401',
		});
	});
});

describe('a credential with expressions', () => {
	it('takes each item to its own server, with its own token', async () => {
		const other = await startSandbox({ users: 3 });
		try {
			const items = [sandbox, other].map((each) => ({ ...each.scimCredential() }));
			const expressions = {
				baseUrl: '={{ $json.baseUrl }}',
				bearerToken: '={{ $json.bearerToken }}',
			};
			expect(await scimNode(expressions).run(list, { items })).toHaveLength(5 + 3);
			for (const { requests } of [sandbox, other]) {
				expect(new Set(requests.map(({ path, status }) => `${path} ${status}`))).toEqual(
					new Set(['/scim/v2/Users 200']),
				);
			}
		} finally {
			await other.close();
		}
	});
});
