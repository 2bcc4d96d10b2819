import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 3 });
});

afterEach(async () => await sandbox.close());

const organizationName = () => [...sandbox.state.organizations.values()][0].name;

describe.each(CONTRACTS)('names on the %s contract', (contract) => {
	const run = async (parameters: INodeParameters, items?: object[]) =>
		await adminNode(sandbox, contract).run(parameters, { items: items as never });

	const create = (more: INodeParameters): INodeParameters => ({
		resource: 'user',
		operation: 'create',
		organizationId: by('name', organizationName()),
		accountId: by('name', ' example account 2 '),
		email: 'new@example.com',
		firstName: 'New',
		lastName: 'User',
		...more,
	});

	const made = () => {
		const user = [...sandbox.state.users.values()].find(({ email }) => email === 'new@example.com');
		return user && sandbox.state.membershipsOf(user.id);
	};

	it('stand for an organization, an account, a permission profile and groups', async () => {
		await run(
			create({
				permissionProfileId: by('name', 'docusign VIEWER'),
				groupIds: contract === 'openApi' ? ['sales', '20104'] : ['20103', '20104'],
			}),
		);
		const { second } = seeded(sandbox);
		expect(made()).toMatchObject([{ accountId: second.id, permissionProfileId: 20_003 }]);
		expect([...made()![0].groupIds].sort()).toEqual(expect.arrayContaining([20_103, 20_104]));
	});

	it.each([
		['by its name', ' docusign viewer', 30_003],
		['by its ID', '30001', 30_001],
	])('stand in a text field too: the profile in a further account, %s', async (_, text, id) => {
		const row = { accountId: by('name', 'Example Account 3'), permissionProfileId: text };
		const additionalFields = { additionalAccounts: { account: [row] } };
		await run(create({ additionalFields }));
		expect(made()).toMatchObject([{}, { permissionProfileId: id }]);
	});

	it('stand there for nobody else: of a profile that is not in the account, those that are, are named', async () => {
		const { second } = seeded(sandbox);
		const row = { accountId: by('id', second.id), permissionProfileId: 'Viewer' };
		const additionalFields = { additionalAccounts: { account: [row] } };
		const accountId = by('name', 'Example Account 3');
		await expect(run(create({ accountId, additionalFields }))).rejects.toMatchObject({
			description: expect.stringContaining('"DocuSign Viewer"') as string,
		});
		const lists = adminRequests(sandbox).filter(({ path }) => /permission/.test(path));
		expect(lists.map(({ path }) => path)).toEqual([expect.stringContaining(second.id)]);
		expect(made()).toBeUndefined();
	});

	it('stand in further accounts, each with the profiles of its own', async () => {
		await run(
			create({
				additionalFields: {
					additionalAccounts: {
						account: [
							{
								accountId: by('name', 'Example Account 3'),
								permissionProfileId: by('name', 'Account Administrator'),
								groupIds: contract === 'openApi' ? 'Human Resources' : '30104',
							},
						],
					},
				},
			}),
		);
		const of = Object.fromEntries(made()!.map((each) => [each.accountId, each]));
		const [, , third] = [...sandbox.state.accounts.keys()];
		expect(of[third]).toMatchObject({ permissionProfileId: 30_001 });
		expect([...of[third].groupIds]).toContain(30_104);
	});

	it('that are none are an error that lists what there is, and nothing is sent', async () => {
		const wrong = create({ permissionProfileId: by('name', 'Sender') });
		await expect(run(wrong)).rejects.toMatchObject({
			message: expect.stringContaining('no permission profile with the name "Sender"') as string,
			description: expect.stringContaining('"DocuSign Sender"') as string,
		});
		await expect(run(create({ accountId: by('name', 'Example') }))).rejects.toMatchObject({
			description: expect.stringContaining('"Example Account 1", "Example Account 2"') as string,
		});
		expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('of groups need a contract that lists them', async () => {
		const groups = create({ groupIds: ['Sales'] });
		if (contract === 'openApi') await expect(run(groups)).resolves.toHaveLength(1);
		else await expect(run(groups)).rejects.toThrow(/no way to list the groups/);
	});

	it('that two have are an error with both IDs', async () => {
		const { account, second } = seeded(sandbox);
		sandbox.state.accounts.get(second.id)!.name = account.name.toUpperCase();
		await expect(run(create({ accountId: by('name', account.name) }))).rejects.toMatchObject({
			message: expect.stringContaining('Several have the name') as string,
			description: expect.stringContaining(`${account.id}, ${second.id}`) as string,
		});
	});

	it('are looked up once a run, however many items there are', async () => {
		const parameters = create({
			email: '={{ $json.email }}',
			permissionProfileId: by('name', 'DocuSign Sender'),
			groupIds: [contract === 'openApi' ? 'Sales' : '20103'],
		});
		const items = Array.from({ length: 12 }, (_, n) => ({ email: `new${n}@example.com` }));
		await run(parameters, items);
		const reads = adminRequests(sandbox).filter(({ method }) => method === 'GET');
		const paths = reads.map(({ path }) => path);
		expect(new Set(paths).size).toBe(paths.length);
		expect(adminRequests(sandbox).filter(({ method }) => method === 'POST')).toHaveLength(12);
	});

	it('an empty account is the default one of the organization, however its ID is written', async () => {
		const { organizationId } = seeded(sandbox);
		await run(
			create({
				organizationId: by('id', organizationId.toUpperCase()),
				accountId: by('list', ''),
			}),
		);
		const { defaultAccountId } = sandbox.state.organizations.get(organizationId)!;
		expect(made()).toMatchObject([{ accountId: defaultAccountId }]);
	});

	it('an empty organization is the only one, and an empty account its default one', async () => {
		const [record] = await run(
			create({ organizationId: by('list', ''), accountId: by('list', '') }),
		);
		const [organization] = [...sandbox.state.organizations.values()];
		expect(made()).toMatchObject([{ accountId: organization.defaultAccountId }]);
		expect(record.json).toMatchObject({ account_id: organization.defaultAccountId });
	});

	it('an empty organization of several is an error that lists them', async () => {
		await sandbox.close();
		sandbox = await startSandbox({ users: 10, organizations: 3 });
		const [first] = [...sandbox.state.organizations.values()];
		for (const organization of sandbox.state.organizations.values()) {
			for (const id of first.adminIds) organization.adminIds.add(id);
		}
		const list = { resource: 'account', operation: 'getAll', organizationId: by('list', '') };
		await expect(run({ ...list, returnAll: true })).rejects.toMatchObject({
			message: expect.stringContaining('not exactly one but 3') as string,
			description: expect.stringContaining(first.id) as string,
		});
	});

	it('an expression for an organization that comes out empty is none', async () => {
		const list = {
			resource: 'account',
			operation: 'getAll',
			organizationId: by('id', '={{ undefined }}'),
		};
		await expect(run(list)).rejects.toThrow(/'Organization' is empty/);
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it('stand in a filter and in the path of a list', async () => {
		const users = await run({
			resource: 'user',
			operation: 'getAll',
			organizationId: by('name', organizationName()),
			filters: { accountId: by('name', 'Example Account 2') },
			returnAll: true,
		});
		const { second } = seeded(sandbox);
		expect(users).toHaveLength(sandbox.state.membersOf(second.id).length);
		const profiles = await run({
			resource: 'permissionProfile',
			operation: 'getAll',
			organizationId: by('list', ''),
			accountId: by('name', 'Example Account 2'),
			returnAll: true,
		});
		expect(profiles.map(({ json }) => Number(json.id ?? json.permission_profile_id))).toEqual([
			20_001, 20_002, 20_003,
		]);
	});
});
