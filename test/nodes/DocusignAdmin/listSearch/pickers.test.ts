import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 260, accounts: 2 });
});

afterEach(async () => await sandbox.close());

describe.each(CONTRACTS)('pickers on the %s contract', (contract) => {
	const pick = async (method: string, parameters = {}, filter?: string, token?: string) =>
		await adminNode(sandbox, contract).search(
			method,
			{ resource: 'user', operation: 'create', ...parameters },
			filter,
			token,
		);

	const chosen = () => {
		const { organizationId, account } = seeded(sandbox);
		return { organizationId: by('id', organizationId), accountId: by('id', account.id) };
	};

	it('list organizations and accounts, and search them', async () => {
		const { organizationId, account, second } = seeded(sandbox);
		expect((await pick('searchOrganizations')).results).toEqual([
			{ name: 'Example Organization', value: organizationId },
		]);
		const accounts = await pick('searchAccounts', chosen());
		expect(accounts.results.map(({ value }) => value)).toEqual([account.id, second.id]);
		const found = await pick('searchAccounts', chosen(), second.name.toUpperCase());
		expect(found.results).toEqual([{ name: second.name, value: second.id }]);
	});

	it('show the permission profiles of the chosen account', async () => {
		const { account, second, organizationId } = seeded(sandbox);
		const names = async (accountId: string) =>
			(
				await pick('searchPermissionProfiles', {
					organizationId: by('id', organizationId),
					accountId: by('id', accountId),
				})
			).results.map(({ value }) => Number(value));
		expect(await names(account.id)).toEqual(account.permissionProfiles.map(({ id }) => id));
		expect(await names(second.id)).toEqual(second.permissionProfiles.map(({ id }) => id));
	});

	/** A second organization, of which the same user is an administrator. */
	const administerTwo = () => {
		sandbox.reset({ organizations: 2 });
		const [first, second] = sandbox.state.organizations.values();
		for (const id of first.adminIds) second.adminIds.add(id);
	};

	const DEPENDENT = [
		'searchAccounts',
		'searchPermissionProfiles',
		'searchGroups',
		'searchUsers',
		'searchDsGroups',
		'searchIdentityProviders',
	];

	it.each(DEPENDENT)('%s says that an organization has to be chosen first', async (method) => {
		administerTwo();
		await expect(pick(method, { organizationId: by('list', '') })).rejects.toThrow(
			/^Choose an organization first$/,
		);
	});

	it.each(['={{ $json.organization }}', 'undefined', 'null', '[object Object]'])(
		'say so, and ask for nothing, while it is an expression without data: %s',
		async (value) => {
			for (const method of DEPENDENT) {
				await expect(pick(method, { organizationId: by('id', value) })).rejects.toThrow(
					/^Choose an organization first$/,
				);
			}
			expect(adminRequests(sandbox)).toHaveLength(0);
		},
	);

	it('say that an account has to be chosen first, where no other is meant', async () => {
		const { organizationId } = seeded(sandbox);
		for (const accountId of [by('list', ''), by('id', '={{ $json.account }}')]) {
			const parameters = {
				resource: 'group',
				operation: 'getAll',
				organizationId: by('id', organizationId),
				accountId,
			};
			await expect(pick('searchPermissionProfiles', parameters)).rejects.toThrow(
				/^Choose an account first$/,
			);
		}
		expect(adminRequests(sandbox)).toHaveLength(0);
	});

	it('show what there is in the only organization while none is chosen', async () => {
		const { account, second } = seeded(sandbox);
		const accounts = await pick('searchAccounts', { organizationId: by('list', '') });
		expect(accounts.results.map(({ value }) => value)).toEqual([account.id, second.id]);
		expect((await pick('searchUsers', { organizationId: by('list', '') })).results.length).toBe(
			100,
		);
	});

	it('show the accounts of an organization that is given by name or by a pasted address', async () => {
		administerTwo();
		const { organizationId, account } = seeded(sandbox);
		const { name } = sandbox.state.organizations.get(organizationId)!;
		for (const organization of [
			by('name', name.toUpperCase()),
			by(
				'id',
				`https://apps.docusign.com/admin/organizations/${organizationId.toUpperCase()}/users`,
			),
			by(
				'id',
				`https://admin.docusign.com/?organizationId=${organizationId}&account=${account.id}`,
			),
		]) {
			const { results } = await pick('searchAccounts', { organizationId: organization });
			expect(results.map(({ value }) => value)).toContain(account.id);
		}
	});

	it('show the profiles of the default account where Create takes that one', async () => {
		const { organizationId, account } = seeded(sandbox);
		const create = { organizationId: by('id', organizationId), accountId: by('list', '') };
		const { results } = await pick('searchPermissionProfiles', create);
		expect(results.map(({ value }) => Number(value))).toEqual(
			account.permissionProfiles.map(({ id }) => id),
		);
	});

	it('show the profiles of an account that is given by name', async () => {
		const { organizationId, second } = seeded(sandbox);
		const { results } = await pick('searchPermissionProfiles', {
			organizationId: by('id', organizationId),
			accountId: by('name', second.name),
		});
		expect(results.map(({ value }) => Number(value))).toEqual(
			second.permissionProfiles.map(({ id }) => id),
		);
	});

	it('page through all users of the organization', async () => {
		const { organizationId } = seeded(sandbox);
		const seen = new Set<string>();
		let token: string | undefined;
		let pages = 0;
		do {
			const { results, paginationToken } = await pick(
				'searchUsers',
				{ organizationId: by('id', organizationId) },
				undefined,
				token,
			);
			results.forEach(({ value }) => seen.add(String(value)));
			token = paginationToken as string | undefined;
			pages += 1;
		} while (token !== undefined);
		expect(seen.size).toBe(260);
		expect(pages).toBeGreaterThan(2);
	});

	it('find a user by a part of the name', async () => {
		const { organizationId } = seeded(sandbox);
		const { results } = await pick(
			'searchUsers',
			{ organizationId: by('id', organizationId) },
			'000123',
		);
		expect(results).toHaveLength(1);
		expect(results[0].name).toContain('000123');
	});

	it('show a user of several small accounts once', async () => {
		sandbox.reset({ users: 40, accounts: 4 });
		const { organizationId } = seeded(sandbox);
		const { results, paginationToken } = await pick('searchUsers', {
			organizationId: by('id', organizationId),
		});
		expect(results.map(({ value }) => String(value)).sort()).toEqual(
			[...sandbox.state.users.keys()].sort(),
		);
		expect(paginationToken).toBeUndefined();
	});

	it('say where a user was not looked for, instead of showing nobody', async () => {
		sandbox.reset({ users: 60, accounts: 14, variety: false });
		const organizationId = by('id', seeded(sandbox).organizationId);
		const list = async (filter: string, more = {}) =>
			(await pick('searchUsers', { organizationId, ...more }, filter)).results;
		expect(await list('user000002')).toHaveLength(1);
		const [{ accountId }] = sandbox.state.membershipsOf(
			[...sandbox.state.users.values()].find(({ userName }) => userName.endsWith('000013'))!.id,
		);
		expect(await list('user000013', { accountId: by('id', accountId) })).toHaveLength(1);
		if (contract === 'cursor') return expect(await list('user000013')).toHaveLength(1);
		await expect(list('user000013')).rejects.toThrow(
			'Not found in the first 10 of 14 accounts, and there are more: choose an account, or enter the user by email',
		);
	});

	it('say what is wrong where the list would be', async () => {
		sandbox.state.oauth.revokeConsent?.(sandbox.credential().integrationKey);
		await expect(adminNode(sandbox, contract).search('searchOrganizations', {})).rejects.toThrow(
			/consent/i,
		);
	});
});

it('lists groups of the chosen account, where the contract has them', async () => {
	const { organizationId, account } = seeded(sandbox);
	const parameters = {
		resource: 'user',
		operation: 'create',
		organizationId: by('id', organizationId),
		accountId: by('id', account.id),
	};
	const { results } = await adminNode(sandbox, 'openApi').search('searchGroups', parameters);
	expect(results.map(({ value }) => Number(value)).sort()).toEqual(
		account.groups.map(({ id }) => id).sort(),
	);
	await expect(adminNode(sandbox, 'cursor').search('searchGroups', parameters)).rejects.toThrow(
		/has no way to list the groups/,
	);
});
