/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';

let sandbox: Sandbox;
let stranger: Server;
let strangerUrl: string;
const seenByStranger: IncomingHttpHeaders[] = [];

beforeEach(async () => {
	sandbox = await startSandbox({ users: 250, accounts: 1 });
	seenByStranger.length = 0;
	stranger = createServer((request, response) => {
		seenByStranger.push(request.headers);
		response.end('{"users": []}');
	});
	await new Promise<void>((listening) => stranger.listen(0, '127.0.0.1', listening));
	strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
});

afterEach(async () => {
	await sandbox.close();
	await new Promise((closed) => stranger.close(closed));
});

const list = () => ({
	resource: 'user',
	operation: 'getAll',
	organizationId: by('id', seeded(sandbox).organizationId),
	returnAll: true,
});

describe.each(CONTRACTS)('the token on the %s contract', (contract) => {
	it('does not follow a redirect to another host', async () => {
		sandbox.faults.add({
			match: { path: '/organizations' },
			do: { type: 'redirect', location: `${strangerUrl}/v2/organizations` },
		});
		await expect(adminNode(sandbox, contract).run(list())).rejects.toThrow(
			/redirect to 127\.0\.0\.1:\d+, which is not followed/,
		);
		expect(seenByStranger).toHaveLength(0);
	});

	it('is sent with encoded ids only, whatever they hold', async () => {
		const run = adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'get',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', '../../v2/organizations?x=1#'),
		});
		await expect(run).rejects.toThrow(/not a GUID/);
		const [request] = adminRequests(sandbox);
		expect(request.path).toContain('%2F');
		expect(request.query).toEqual({});
	});

	it('never shows in an error', async () => {
		const node = adminNode(sandbox, contract);
		await node.run({ ...list(), returnAll: false, limit: 1 });
		const token = String(node.stored.docusignAdminJwtApi.accessToken);
		expect(token.length).toBeGreaterThan(20);
		for (const status of [400, 403, 500]) {
			sandbox.faults.add({ do: { type: 'respond', status, body: { message: 'No' } } });
			const run = node.run({
				resource: 'user',
				operation: 'create',
				organizationId: by('id', seeded(sandbox).organizationId),
				accountId: by('id', seeded(sandbox).account.id),
				email: 'new@example.com',
				firstName: 'New',
				lastName: 'User',
			});
			const error: unknown = await run.catch((reason: unknown) => reason);
			const { message, description, stack, context, cause } = error as Error & {
				description: string;
				context: unknown;
			};
			const shown = JSON.stringify({ message, description, stack, context, cause: String(cause) });
			expect(shown).not.toContain(token);
			expect(shown).not.toMatch(/Bearer|authorization|PRIVATE KEY/i);
			sandbox.faults.clear();
		}
	});

	it('never shows in what comes out, however the server echoes it', async () => {
		const node = adminNode(sandbox, contract);
		const read = { ...list(), returnAll: false, limit: 1 };
		await node.run(read);
		const token = String(node.stored.docusignAdminJwtApi.accessToken);
		const spellings = [
			token,
			token.toUpperCase(),
			encodeURIComponent(token).replaceAll('.', '%2e'),
			[...token].map((char) => `\\u00${char.charCodeAt(0).toString(16)}`).join(''),
			Buffer.from(`Bearer ${token}`).toString('base64'),
			token.replace(/(.{76})/g, '$1\n'),
		];
		for (const echo of spellings) {
			// Texts of errors are shortened.
			const begin = JSON.stringify(echo.slice(0, 60)).slice(1, -1);
			const echoes = (shown: string) => shown.toLowerCase().includes(begin.toLowerCase());
			for (const status of [200, 400, 403, 500]) {
				const users = [{ id: 'u-1', user_name: `x ${echo} y`, [echo]: 1 }];
				const body = status === 200 ? { users } : { error: 'x', message: `No: ${echo}` };
				const headers = { 'x-docusign-tracetoken': echo.replace(/[^!-~]/g, '') };
				sandbox.faults.add({
					match: { path: '/users', times: Infinity },
					do: { type: 'respond', status, body, headers },
				});
				const [item] = await node.run(
					{ ...read, options: { maxWait: 0 } },
					{ onError: 'continueRegularOutput' },
				);
				expect(JSON.stringify(item)).toContain(status === 200 ? 'u-1' : 'error');
				expect(echoes(JSON.stringify(item))).toBe(false);
				const error: unknown = await node
					.run({ ...read, options: { maxWait: 0 } })
					.catch((reason: unknown) => reason);
				expect(error instanceof Error).toBe(status !== 200);
				const { message, description, stack, context } = error as Error & {
					description: string;
					context: unknown;
				};
				expect(echoes(JSON.stringify({ message, description, stack, context }) ?? '')).toBe(false);
				sandbox.faults.clear();
			}
		}
	});
});

it('stays with the configured host when the next page is said to be elsewhere', async () => {
	sandbox.faults.add({
		match: { path: '/users', times: Infinity },
		do: { type: 'nextLink', origin: strangerUrl },
	});
	await expect(adminNode(sandbox, 'cursor').run(list())).rejects.toThrow(/another host|not asked/);
	// The published contract names places in the list, so its links are not even read.
	await expect(adminNode(sandbox, 'openApi').run(list())).resolves.toHaveLength(250);
	expect(seenByStranger).toHaveLength(0);
});

it('refuses addresses that would send the token in the clear', async () => {
	const run = adminNode(sandbox, 'openApi').run(list(), {
		credential: { adminBaseUrl: 'http://api.example.com/Management' },
	});
	await expect(run).rejects.toThrow(/https/);
	expect(sandbox.requests).toHaveLength(0);
});
