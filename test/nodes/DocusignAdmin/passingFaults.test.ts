import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../support/admin';

/** Faults of Docusign that are over when it is asked again, under whatever status. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 5 });
});

afterEach(async () => await sandbox.close());

const organizations = { resource: 'organization', operation: 'getAll', returnAll: true };
const FAULT = {
	type: 'respond',
	status: 400,
	body: { error: 'internal_server_error', reference_id: 'r-1' },
} as const;
const NO_CODE = { type: 'empty', status: 401 } as const;

describe.each(CONTRACTS)('a fault that passes, on the %s contract', (contract) => {
	it.each([
		['a 401 without a code', NO_CODE],
		['a server error under 400', FAULT],
	])('of a read is tried again: %s', async (_, fault) => {
		sandbox.faults.add({ match: { path: '/organizations' }, do: fault });
		expect(await adminNode(sandbox, contract).run(organizations)).toHaveLength(1);
		expect(adminRequests(sandbox)).toHaveLength(2);
	});

	it.each([
		['before', FAULT],
		['after', { ...FAULT, act: true }],
	])('of a create leaves one user, %s it was carried out', async (_, fault) => {
		sandbox.faults.add({ match: { method: 'POST', path: '/users' }, do: fault });
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
		expect(found.map(({ id }) => id)).toEqual([created.json.id]);
	});

	it.each([
		['a 401 without a code', NO_CODE],
		['a server error under 400', FAULT],
		['a 503', { type: 'respond', status: 503 }],
		[
			'a limit that ends at once',
			{ type: 'respond', status: 429, headers: { 'retry-after': '0' } },
		],
	] as const)('of the sign-in does not reach the person: %s', async (_, fault) => {
		sandbox.faults.add({ match: { path: '/oauth/token' }, do: fault });
		expect(await adminNode(sandbox, contract).run(organizations)).toHaveLength(1);
		expect(sandbox.requests.filter(({ path }) => path === '/oauth/token')).toHaveLength(2);
	});

	it('of the sign-in is told with its end where that is far', async () => {
		sandbox.faults.add({
			match: { path: '/oauth/token', times: Infinity },
			do: { type: 'respond', status: 429, headers: { 'retry-after': '3600' } },
		});
		const node = adminNode(sandbox, contract);
		const items = Array.from({ length: 30 }, () => ({}));
		const output = await node.run(organizations, { items, onError: 'continueRegularOutput' });
		expect(new Set(output.map(({ json }) => json.error)).size).toBe(1);
		await expect(node.run(organizations)).rejects.toMatchObject({
			message: expect.stringMatching(/Wait until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, and look/),
		});
		expect(sandbox.requests.filter(({ path }) => path === '/oauth/token')).toHaveLength(1);
	});
});
