import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 230 });
});

afterEach(async () => await sandbox.close());

describe.each(CONTRACTS)('users on the %s contract', (contract) => {
	it('lists every user of the organization once', async () => {
		const { organizationId } = seeded(sandbox);
		const output = await adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'getAll',
			organizationId: by('id', organizationId),
			returnAll: true,
		});
		const ids = output.map(({ json }) => json.id);
		expect(new Set(ids)).toEqual(new Set(sandbox.state.users.keys()));
		expect(ids).toHaveLength(230);
		expect(output.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(
			true,
		);
	});

	it('returns no more than the limit and asks for no page beyond it', async () => {
		const { organizationId, account } = seeded(sandbox);
		const output = await adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'getAll',
			organizationId: by('id', organizationId),
			filters: { accountId: by('id', account.id) },
			returnAll: false,
			limit: 7,
		});
		expect(output).toHaveLength(7);
		expect(adminRequests(sandbox)).toHaveLength(1);
	});

	it('creates a user with permission profile, groups and title', async () => {
		const { organizationId, account } = seeded(sandbox);
		const [profile] = account.permissionProfiles.slice(1);
		const group = account.groups.find(({ name }) => name === 'Sales')!;
		const [created] = await adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'create',
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			email: ' jane@example.com ',
			firstName: 'Jane',
			lastName: 'Doe',
			additionalFields: {
				userName: 'Jane Doe',
				permissionProfileId: by('list', String(profile.id)),
				groupIds: [String(group.id)],
				jobTitle: 'Engineer',
				languageCulture: 'pt_BR',
				federatedStatus: 'FedAuthRequired',
			},
		});
		const user = sandbox.state.users.get(String(created.json.id))!;
		expect(user).toMatchObject({
			email: 'jane@example.com',
			userName: 'Jane Doe',
			firstName: 'Jane',
			lastName: 'Doe',
			federatedStatus: 'FedAuthRequired',
		});
		expect(sandbox.state.membershipIn(user.id, account.id)).toMatchObject({
			permissionProfileId: profile.id,
			groupIds: [group.id],
			jobTitle: 'Engineer',
		});
	});

	it.each(['id', 'email'] as const)('gets, updates and closes a user by %s', async (mode) => {
		const { organizationId } = seeded(sandbox);
		const user = [...sandbox.state.users.values()][9];
		const userId = by(mode, mode === 'id' ? user.id : user.email.toUpperCase());
		const common = { resource: 'user', organizationId: by('id', organizationId), userId };
		const node = adminNode(sandbox, contract);

		const [got] = await node.run({ ...common, operation: 'get' });
		expect(got.json).toMatchObject({ id: user.id, email: user.email, status: 'active' });

		await node.run({
			...common,
			operation: 'update',
			updateFields: { firstName: 'Renamed', jobTitle: 'Director' },
		});
		expect(sandbox.state.users.get(user.id)!.firstName).toBe('Renamed');
		expect(sandbox.state.users.get(user.id)!.lastName).toBe(user.lastName);

		await node.run({ ...common, operation: 'close' });
		expect(sandbox.state.users.get(user.id)!.status).toBe('closed');
	});
});
