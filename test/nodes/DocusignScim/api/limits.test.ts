/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { scimNode } from '../support/node';

let sandbox: Sandbox;
let node: ReturnType<typeof scimNode>;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 5, variety: false });
	node = scimNode(sandbox.scimCredential());
});
afterEach(async () => await sandbox.close());

const create: INodeParameters = {
	resource: 'user',
	operation: 'create',
	userName: '={{ $json.name }}',
	givenName: 'Jane',
	familyName: 'Doe',
};
const named = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ name: `many${n}@example.com` }));
const usersNamed = (name: string) =>
	[...sandbox.state.users.values()].filter(({ userName }) => userName === name);
const sent = () => sandbox.requests.filter(({ method }) => method === 'POST');

it('has no more requests under way than the concurrency allows', async () => {
	sandbox.configure({ latencyMs: 5 });
	const items = named(20);
	const output = await node.run({ ...create, options: { concurrency: 2 } }, { items });
	expect(output.map(({ json }) => json.userName)).toEqual(items.map(({ name }) => name));
	expect(sandbox.traffic.peakInFlight).toBe(2);
});

it('waits where it is told to slow down, and creates each of many users once', async () => {
	for (const [nth, status] of [
		[2, 429],
		[5, 400],
	] as const) {
		const body = { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED', message: 'Slower' };
		const headers = { 'retry-after': '0' };
		sandbox.faults.add({
			match: { method: 'POST', nth, times: 2 },
			do: { type: 'respond', status, body, headers },
		});
	}
	const items = named(12);
	const output = await node.run({ ...create, options: { concurrency: 3 } }, { items });
	expect(output.map(({ json }) => json.userName)).toEqual(items.map(({ name }) => name));
	for (const { name } of items) expect(usersNamed(name)).toHaveLength(1);
	expect(sent()).toHaveLength(16);
});

it('fails at once where it would have to wait longer than it may', async () => {
	sandbox.faults.add({ do: { type: 'respond', status: 429, headers: { 'retry-after': '60' } } });
	const run = node.run({ ...create, options: { maxWait: 1 } }, { items: named(1) });
	await expect(run).rejects.toMatchObject({ context: { code: 'DOCUSIGN_BURST_LIMIT' } });
	expect(sent()).toHaveLength(1);
});

it('lets two items with one user name take turns', async () => {
	const items = [{ name: 'same@example.com' }, { name: 'Same@example.com' }];
	const output = await node.run(create, { items, onError: 'continueRegularOutput' });
	expect(output[0].json.id).toBeDefined();
	expect(output[1].json).toMatchObject({
		error: expect.stringMatching(/another record has the same name/),
		details: { code: 'DOCUSIGN_SCIM_UNIQUENESS', status: 409 },
	});
});

it('stops with the execution', async () => {
	const cancel = new AbortController();
	sandbox.faults.add({ do: { type: 'respond', status: 429, headers: { 'retry-after': '5' } } });
	const run = node.run(create, { items: named(3), signal: cancel.signal });
	const ended = expect(run).rejects.toThrow(/cancel/i);
	while (sandbox.requests.length === 0) await new Promise(setImmediate);
	cancel.abort();
	await ended;
});
