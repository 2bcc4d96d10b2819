/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../support/admin';
import { fastTimeLimits } from '../../support/fastTime';
import { adminTrigger } from '../../support/trigger';
import { watching } from './trigger/support';

/** How long a run, the editor and a poll wait, and for whom. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20 });
});

afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const ALWAYS = { path: '/organizations', times: Infinity };
const organizations = { resource: 'organization', operation: 'getAll', returnAll: true };
const users = () => ({
	resource: 'user',
	operation: 'getAll',
	organizationId: by('id', seeded(sandbox).organizationId),
	accountIds: [seeded(sandbox).account.id],
	returnAll: true,
});
const items = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));
const goOn = 'continueRegularOutput' as const;
const refused = (headers: Record<string, string> = {}) => ({
	type: 'respond' as const,
	status: 429,
	headers,
	body: { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED', message: 'Too many' },
});
/** Until so many requests have come in. */
const arrived = async (count: number) => {
	while (adminRequests(sandbox).length < count) await new Promise(setImmediate);
};

describe.each(CONTRACTS)('a request that gets no answer, on the %s contract', (contract) => {
	it.each(['hang', 'drip'] as const)('is waited for a minute (%s)', async (type) => {
		const limits = fastTimeLimits();
		sandbox.faults.add({ match: ALWAYS, do: { type } });
		const node = adminNode(sandbox, contract);
		const run = { ...organizations, options: { maxWait: 0 } };
		const [failed] = await node.run(run, { onError: goOn });
		expect(failed.json).toMatchObject({
			error: expect.stringContaining('it took too long'),
			details: { code: 'DOCUSIGN_NO_ANSWER' },
		});
		expect(Math.max(...limits)).toBe(60_000);
	});

	it("is waited for as long as n8n's own request options say", async () => {
		const limits = fastTimeLimits();
		sandbox.faults.add({ match: ALWAYS, do: { type: 'hang' } });
		const run = { ...organizations, options: { maxWait: 0 }, requestOptions: { timeout: 2_500 } };
		const [failed] = await adminNode(sandbox, contract).run(run, { onError: goOn });
		expect(failed.json).toMatchObject({ details: { code: 'DOCUSIGN_NO_ANSWER' } });
		expect(limits).toContain(2_500);
		expect(limits).not.toContain(60_000);
	});

	it('is looked up, where it changes something', async () => {
		fastTimeLimits();
		sandbox.faults.add({
			match: { method: 'POST', path: '/users' },
			do: { type: 'hang', act: true },
		});
		const [created] = await adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'create',
			organizationId: by('id', seeded(sandbox).organizationId),
			accountId: by('id', seeded(sandbox).account.id),
			email: 'new@example.com',
			firstName: 'New',
			lastName: 'User',
		});
		const found = [...sandbox.state.users.values()].filter(
			({ email }) => email === 'new@example.com',
		);
		expect(found).toHaveLength(1);
		expect(created.json.id).toBe(found[0].id);
	});

	it('holds up a list of the editor for 15 seconds in all', async () => {
		const limits = fastTimeLimits();
		sandbox.faults.add({ match: ALWAYS, do: { type: 'hang' } });
		const search = adminNode(sandbox, contract).search('searchOrganizations', organizations);
		await expect(search).rejects.toThrow(/it took too long/);
		expect(Math.max(...limits)).toBeLessThanOrEqual(15_000);
	});

	it('does not outlast a poll', async () => {
		const limits = fastTimeLimits();
		sandbox.faults.add({ match: ALWAYS, do: { type: 'hang' } });
		const trigger = adminTrigger(sandbox, contract, watching(sandbox), () => 36_000);
		await expect(trigger.poll()).rejects.toThrow(/it took too long/);
		expect(Math.max(...limits)).toBeLessThan(36_000);
	});
});

describe.each(CONTRACTS)('a limit that does not end, on the %s contract', (contract) => {
	it('holds up all items of a run for as long as one', async () => {
		sandbox.faults.add({ match: ALWAYS, do: refused() });
		const run = { ...organizations, options: { maxWait: 2 } };
		const node = adminNode(sandbox, contract);
		const output = await node.run(run, { items: items(60), onError: goOn });
		expect(output).toHaveLength(60);
		for (const { json } of output) {
			expect(json).toMatchObject({ details: { code: 'DOCUSIGN_BURST_LIMIT' } });
		}
		// A pause of a second and one of two; before each, as many as may be under way.
		expect(adminRequests(sandbox).length).toBeLessThanOrEqual(24);
	});

	it('is told a list of the editor at once, while a run waits for its end', async () => {
		const cancel = new AbortController();
		sandbox.faults.add({ match: ALWAYS, do: refused({ 'retry-after': '16' }) });
		const node = adminNode(sandbox, contract);
		const run = node.run(
			{ ...organizations, options: { maxWait: 3_600 } },
			{ signal: cancel.signal },
		);
		const ended = expect(run).rejects.toThrow(/cancel/i);
		await arrived(1);
		// The run has its answer and waits when n8n has handed it over.
		const search = async () => await node.search('searchOrganizations', organizations);
		await expect(search()).rejects.toThrow(/too many requests|hourly limit/);
		const sent = adminRequests(sandbox).length;
		await expect(search()).rejects.toThrow(/too many requests|hourly limit/);
		expect(adminRequests(sandbox)).toHaveLength(sent);
		cancel.abort();
		await ended;
	});
});

describe.each(CONTRACTS)('runs with one integration key, on the %s contract', (contract) => {
	it('go on beside one whose only request under way hangs', async () => {
		const cancel = new AbortController();
		sandbox.faults.add({ match: { path: '/organizations' }, do: { type: 'hang' } });
		const node = adminNode(sandbox, contract);
		const hanging = node.run(
			{ ...organizations, options: { concurrency: 1 } },
			{ items: items(50), signal: cancel.signal },
		);
		const ended = expect(hanging).rejects.toThrow();
		await arrived(1);
		expect(await node.run(organizations)).toHaveLength(1);
		expect((await node.search('searchOrganizations', organizations)).results).toHaveLength(1);
		expect(adminRequests(sandbox)).toHaveLength(3);
		cancel.abort();
		await ended;
	});

	it('take turns, so that a list of the editor comes before a long run ends', async () => {
		sandbox.configure({ latencyMs: 2 });
		const node = adminNode(sandbox, contract);
		let isDone = false;
		const long = node
			.run({ ...users(), options: { concurrency: 2 } }, { items: items(150) })
			.then((output) => {
				isDone = true;
				return output;
			});
		await arrived(2);
		await node.search('searchOrganizations', organizations);
		expect(isDone).toBe(false);
		expect((await long).length).toBeGreaterThan(150);
	});

	it('keep to their concurrency, whoever their items sign in as', async () => {
		const [first, second] = [...sandbox.state.users.values()];
		const { adminIds } = sandbox.state.organizations.get(seeded(sandbox).organizationId)!;
		const { integrationKey, requestedScopes: scopes } = sandbox.credential();
		for (const { id } of [first, second]) {
			adminIds.add(id);
			sandbox.state.oauth.grantConsent(integrationKey, id, scopes.split(' '));
		}
		const credential = { userId: '={{ $json.user }}' };
		sandbox.configure({ latencyMs: 2 });
		await adminNode(sandbox, contract).run(
			{ ...organizations, options: { concurrency: 1 } },
			{ items: items(10).map(({ n }) => ({ user: n % 2 ? first.id : second.id })), credential },
		);
		expect(adminRequests(sandbox)).toHaveLength(10);
		expect(sandbox.traffic.peakInFlight).toBe(1);
	});
});
