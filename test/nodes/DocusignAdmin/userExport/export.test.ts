/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type FaultAction, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';
import { fastWaits } from '../../../support/fastTime';

let sandbox: Sandbox;

beforeEach(async () => {
	fastWaits();
	sandbox = await startSandbox({ users: 60, accounts: 3 });
});

afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const node = () => adminNode(sandbox, 'openApi');

const parameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'user',
	operation: 'export',
	organizationId: by('id', seeded(sandbox).organizationId),
	...more,
});

const run = async (more: INodeParameters = {}, signal?: AbortSignal) =>
	await node().run(parameters(more), { signal });

const until = async (holds: () => boolean) => {
	while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
};

const BURST_LIMIT: FaultAction = {
	type: 'respond',
	status: 400,
	body: { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED', message: 'Slow down' },
};

const calls = () => sandbox.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);

describe('User > Export', () => {
	it('gives a record for every membership, from the file of every site', async () => {
		const records = (await run()).map(({ json }) => json);
		expect(records).toHaveLength(sandbox.state.memberships.size);
		const sites = new Set(records.map(({ account_id: id }) => id));
		expect(sites.size).toBe(3);
		const [jane] = records;
		const user = [...sandbox.state.users.values()].find(({ id }) => id === jane.id);
		expect(jane).toMatchObject({ email: user?.email, account_name: expect.any(String) as string });
	});

	it('does so where Docusign counts the line of the columns as a row', async () => {
		sandbox.configure({ headIsRow: true });
		expect(await run()).toHaveLength(sandbox.state.memberships.size);
	});

	it('takes a few requests, and deletes the export', async () => {
		await run();
		const made = calls().filter((call) => !call.includes('/oauth/'));
		expect(made.filter((call) => call.startsWith('POST'))).toHaveLength(1);
		expect(made.filter((call) => call.includes('/organization_exports/'))).toHaveLength(3);
		expect(made.at(-1)).toMatch(/^DELETE .*\/exports\/user_list\//);
		expect(made.length).toBeLessThan(12);
		expect(sandbox.state.jobs.jobs.size).toBe(0);
	});

	it('leaves the export where it is asked to', async () => {
		await run({ options: { keepExport: true } });
		expect(sandbox.state.jobs.jobs.size).toBe(1);
	});

	it('exports the accounts that are chosen, by name too', async () => {
		const records = await run({ accountIds: ['Example Account 2'] });
		const { second } = seeded(sandbox);
		expect(records).toHaveLength(sandbox.state.membersOf(second.id).length);
	});

	it('an expression that gives no account does not export all', async () => {
		await expect(run({ accountIds: '={{ [] }}' })).rejects.toThrow(/gives no account/);
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it.each([
		['fails', { type: 'respond', status: 500, body: {} }],
		['is cut off', { type: 'truncate' }],
		['comes as a page of HTML', { type: 'respond', status: 200, body: '<html></html>' }],
	])('is an error where one file %s, and the export is deleted all the same', async (_, fault) => {
		sandbox.faults.add({
			match: { path: '/organization_exports/', nth: 2, times: 50 },
			do: fault as never,
		});
		await expect(run({ options: { maxWait: 30 } })).rejects.toThrow();
		expect(sandbox.state.jobs.jobs.size).toBe(0);
	});

	it.each([
		['breaks off', { type: 'truncate' }],
		['is reset', { type: 'drop', reset: true }],
		['meets the burst limit', BURST_LIMIT],
	])('reads a file again that %s, and no row twice', async (_, fault) => {
		sandbox.faults.add({
			match: { path: '/organization_exports/', nth: 2 },
			do: fault as never,
		});
		const records = (await run()).map(({ json }) => json);
		const keys = new Set(records.map(({ id, account_id: account }) => `${id} ${account}`));
		expect(keys.size).toBe(records.length);
		expect(records).toHaveLength(sandbox.state.memberships.size);
		expect(calls().filter((call) => call.includes('/organization_exports/'))).toHaveLength(4);
	});

	it('says why a file is refused', async () => {
		sandbox.faults.add({
			match: { path: '/organization_exports/', times: 50 },
			do: { type: 'respond', status: 403, body: { error: 'x', error_description: 'Not yours' } },
		});
		await expect(run()).rejects.toMatchObject({
			description: expect.stringContaining('Not yours') as string,
		});
	});

	it.each([
		['the file', '/organization_exports/', 'the file of the export "'],
		['the export', /exports\/user_list\/[^/]+$/, 'the export "'],
	])('says that %s is not there, and blames no organization', async (_, path, missing) => {
		sandbox.faults.add({
			match: { method: 'GET', path, times: Infinity },
			do: { type: 'respond', status: 404, body: {} },
		});
		await expect(run()).rejects.toMatchObject({
			message: expect.stringContaining(missing) as string,
			context: { code: 'DOCUSIGN_NOT_FOUND' },
		});
	});

	it('promises nothing of an export that is not finished in time, since it is deleted', async () => {
		await expect(run({ options: { maxWait: 0 } })).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_JOB_UNFINISHED' },
			description: expect.not.stringContaining('goes on') as string,
		});
		expect(sandbox.state.jobs.jobs.size).toBe(0);
	});

	it('gives a file of any size ten minutes, and any other request one', async () => {
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		const limits = () => new Set(timeout.mock.calls.map(([ms]) => ms));
		await run();
		expect([...limits()].sort((a, b) => a - b)).toEqual([15_000, 60_000, 600_000]);
		timeout.mockClear();
		await run({ requestOptions: { timeout: 55_000 } });
		expect([...limits()].sort((a, b) => a - b)).toEqual([15_000, 55_000]);
	});

	it.each<FaultAction>([{ type: 'hang' }, { type: 'drip' }])(
		'leaves no connection where it is cancelled during %j',
		async (fault) => {
			const cancel = new AbortController();
			sandbox.faults.add({ match: { path: '/organization_exports/', times: 50 }, do: fault });
			const ended = expect(run({}, cancel.signal)).rejects.toThrow();
			await until(() => sandbox.traffic.hanging > 0);
			cancel.abort();
			await ended;
			await until(() => sandbox.traffic.inFlight === 0);
		},
	);

	it('sends the token to no other host', async () => {
		sandbox.faults.add({
			match: { path: '/exports/user_list/', times: Infinity },
			do: {
				type: 'respond',
				status: 200,
				body: {
					id: '1',
					status: 'completed',
					results: [{ site_id: 1, url: 'https://docusign.net.example.com/file' }],
				},
			} as never,
		});
		await expect(run()).rejects.toThrow(/host to which the token must not go/);
	});

	it('is told to be missing on the cursor contract, before any request', async () => {
		const cursor = adminNode(sandbox, 'cursor');
		await expect(cursor.run(parameters())).rejects.toThrow(/no way to export the users/);
		expect(adminRequests(sandbox)).toEqual([]);
	});
});
