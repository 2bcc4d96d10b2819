import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20 });
});

afterEach(async () => await sandbox.close());

const create = () => ({
	resource: 'user',
	operation: 'create',
	organizationId: by('id', seeded(sandbox).organizationId),
	accountId: by('id', seeded(sandbox).account.id),
	email: '={{ $json.email ?? "new@example.com" }}',
	firstName: 'New',
	lastName: 'User',
});

/** One of Docusign's two ways to say that there are too many requests; nothing was carried out. */
const refusal = (status: number) => ({
	type: 'respond' as const,
	status,
	body: {
		errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED',
		message: 'The burst limit is exceeded.',
	},
});

const withEmail = (email: string) =>
	[...sandbox.state.users.values()].filter((user) => user.email === email);

describe.each(CONTRACTS)('writes on the %s contract', (contract) => {
	it.each([
		['is lost after the user was created', { type: 'drop', when: 'after' }],
		['is lost before the user was created', { type: 'drop', when: 'before' }],
		['is cut off', { type: 'truncate' }],
		['is cut JSON', { type: 'cutJson' }],
		['is a 503 in place of the request', { type: 'respond', status: 503 }],
		['is a 502 after the user was created', { type: 'respond', status: 502, act: true }],
	] as const)('creates a user once when the answer %s', async (_, fault) => {
		sandbox.faults.add({ match: { method: 'POST', path: '/users' }, do: fault });
		const [created] = await adminNode(sandbox, contract).run(create());
		const [user, ...twins] = withEmail('new@example.com');
		expect(twins).toHaveLength(0);
		expect(created.json.id).toBe(user.id);
	});

	it('does not repeat an update that Docusign refused', async () => {
		sandbox.faults.add({
			match: { method: contract === 'openApi' ? 'POST' : 'PUT', path: '/users', times: 5 },
			do: { type: 'respond', status: 400, body: { errorCode: 'INVALID', message: 'No' } },
		});
		const [target] = [...sandbox.state.users.values()].slice(3);
		const run = adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'update',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', target.id),
			updateFields: { firstName: 'A' },
		});
		await expect(run).rejects.toThrow(/No/);
		expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toHaveLength(1);
	});

	it('previews a create, an update and a close without sending them', async () => {
		const node = adminNode(sandbox, contract);
		const options = { dryRun: true };
		const [target] = [...sandbox.state.users.values()].slice(3);
		const common = {
			resource: 'user',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', target.id),
			options,
		};
		const before = JSON.stringify([...sandbox.state.users.values()]);
		const [created] = await node.run({ ...create(), options });
		expect(created.json).toMatchObject({
			dry_run: true,
			method: 'POST',
			body: { email: 'new@example.com', first_name: 'New' },
		});
		const [updated] = await node.run({
			...common,
			operation: 'update',
			updateFields: { firstName: 'A' },
		});
		expect(updated.json).toMatchObject({ dry_run: true });
		expect(JSON.stringify(updated.json.body)).toContain('"first_name":"A"');
		const [closed] = await node.run({ ...common, operation: 'close' });
		expect(closed.json).toMatchObject({ dry_run: true });
		expect(JSON.stringify([...sandbox.state.users.values()])).toBe(before);
		expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toHaveLength(0);
	});

	it('lets two items with one address take turns', async () => {
		const output = await adminNode(sandbox, contract).run(create(), {
			items: [{ email: 'same@example.com' }, { email: 'Same@example.com' }],
			onError: 'continueRegularOutput',
		});
		expect(output[0].json.id).toBeDefined();
		expect(output[1].json.error).toMatch(/there already/);
	});

	it('never has more requests under way than the concurrency allows', async () => {
		sandbox.configure({ latencyMs: 5 });
		const items = Array.from({ length: 60 }, (_, n) => ({ email: `many${n}@example.com` }));
		const output = await adminNode(sandbox, contract).run(
			{ ...create(), options: { concurrency: 3 } },
			{ items },
		);
		expect(output).toHaveLength(60);
		expect(new Set(output.map(({ json }) => json.id)).size).toBe(60);
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
			items.map((_, n) => n),
		);
		expect(sandbox.traffic.peakInFlight).toBeLessThanOrEqual(3);
	});

	it('creates each of many users once while being throttled with 429 and 400', async () => {
		// By number: how fast the machine is must not decide whether there is anything to refuse.
		for (const [nth, status] of [
			[5, 429],
			[15, 400],
		]) {
			sandbox.faults.add({ match: { method: 'POST', path: '/users', nth }, do: refusal(status) });
		}
		const items = Array.from({ length: 30 }, (_, n) => ({ email: `limited${n}@example.com` }));
		const output = await adminNode(sandbox, contract).run(create(), { items });
		expect(output).toHaveLength(30);
		for (const { email } of items) expect(withEmail(email)).toHaveLength(1);
		const refused = adminRequests(sandbox)
			.map(({ status }) => status)
			.filter((status) => status !== 200);
		expect(refused.sort()).toEqual([400, 429]);
	});

	it('asks for a token once, however many items run', async () => {
		const items = Array.from({ length: 30 }, (_, n) => ({ email: `token${n}@example.com` }));
		await adminNode(sandbox, contract).run(create(), { items });
		const exchanges = () => sandbox.requests.filter(({ path }) => path === '/oauth/token').length;
		expect(exchanges()).toBe(1);
	});

	it('renews a token that ends in the middle with one exchange', async () => {
		sandbox.configure({ latencyMs: 5 });
		const items = Array.from({ length: 30 }, (_, n) => ({ email: `expired${n}@example.com` }));
		sandbox.faults.add({
			match: { method: 'POST', path: '/users', nth: 5 },
			do: { type: 'expireTokens' },
		});
		const output = await adminNode(sandbox, contract).run(create(), { items });
		expect(output).toHaveLength(30);
		for (const { email } of items) expect(withEmail(email)).toHaveLength(1);
		expect(sandbox.requests.filter(({ path }) => path === '/oauth/token')).toHaveLength(2);
	});
});

it.each([true, false])('activates a membership, its id in the profile: %s', async (inProfile) => {
	sandbox.configure({ membershipIdInProfile: inProfile });
	const invited = [...sandbox.state.memberships.values()].find(
		({ status }) => status === 'activation_sent',
	)!;
	await adminNode(sandbox, 'openApi').run({
		resource: 'membership',
		operation: 'activate',
		organizationId: by('id', seeded(sandbox).organizationId),
		accountId: by('id', invited.accountId),
		userId: by('id', invited.userId),
	});
	expect(sandbox.state.memberships.get(invited.id)!.status).toBe('active');
});
