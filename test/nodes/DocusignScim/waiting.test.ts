/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandbox, type Sandbox } from '../../../sandbox';
import { fastTimeLimits } from '../../support/fastTime';
import { scimNode } from './support/node';

/** How long a run and the editor wait, and for whom. */

let sandbox: Sandbox;
let node: ReturnType<typeof scimNode>;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20 });
	node = scimNode(sandbox.scimCredential());
});

afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const USERS = { path: '/scim/', times: Infinity };
const users = { resource: 'user', operation: 'getAll', returnAll: true };
const items = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));
const goOn = 'continueRegularOutput' as const;
const arrived = async (count: number) => {
	while (sandbox.requests.length < count) await new Promise(setImmediate);
};

describe('a request that gets no answer', () => {
	it.each(['hang', 'drip'] as const)('is waited for a minute (%s)', async (type) => {
		const limits = fastTimeLimits();
		sandbox.faults.add({ match: USERS, do: { type } });
		const [failed] = await node.run({ ...users, options: { maxWait: 0 } }, { onError: goOn });
		expect(failed.json).toMatchObject({
			error: expect.stringContaining('it took too long'),
			details: { code: 'DOCUSIGN_NO_ANSWER' },
		});
		expect(Math.max(...limits)).toBe(60_000);
	});

	it('holds up a list of the editor for 15 seconds in all', async () => {
		const limits = fastTimeLimits();
		sandbox.faults.add({ match: USERS, do: { type: 'hang' } });
		await expect(node.search('searchUsers')).rejects.toThrow(/it took too long/);
		expect(Math.max(...limits)).toBeLessThanOrEqual(15_000);
	});
});

it('a limit that does not end holds up all items of a run for as long as one', async () => {
	sandbox.faults.add({ match: USERS, do: { type: 'respond', status: 429 } });
	const run = { ...users, options: { maxWait: 2 } };
	const output = await node.run(run, { items: items(60), onError: goOn });
	expect(output).toHaveLength(60);
	for (const { json } of output) {
		expect(json).toMatchObject({ details: { code: 'DOCUSIGN_BURST_LIMIT' } });
	}
	expect(sandbox.requests.length).toBeLessThanOrEqual(24);
});

it('runs with one token go on beside one whose only request under way hangs', async () => {
	const cancel = new AbortController();
	sandbox.faults.add({ match: { path: '/scim/' }, do: { type: 'hang' } });
	const hanging = node.run(
		{ ...users, options: { concurrency: 1 } },
		{ items: items(50), signal: cancel.signal },
	);
	const ended = expect(hanging).rejects.toThrow();
	await arrived(1);
	expect(await node.run(users)).toHaveLength(20);
	expect((await node.search('searchUsers')).results).toHaveLength(20);
	// The one that hangs, the list with a look behind its end, and the editor's.
	expect(sandbox.requests).toHaveLength(4);
	cancel.abort();
	await ended;
});

it('a limit that outlasts it is told a list of the editor at once', async () => {
	const headers = { 'retry-after': '16' };
	sandbox.faults.add({ match: USERS, do: { type: 'respond', status: 429, headers } });
	const cancel = new AbortController();
	const run = node.run({ ...users, options: { maxWait: 60 } }, { signal: cancel.signal });
	const ended = expect(run).rejects.toThrow(/cancel/i);
	await arrived(1);
	await expect(node.search('searchUsers')).rejects.toThrow(/too many requests/);
	const sent = sandbox.requests.length;
	await expect(node.search('searchUsers')).rejects.toThrow(/too many requests/);
	expect(sandbox.requests).toHaveLength(sent);
	cancel.abort();
	await ended;
});
