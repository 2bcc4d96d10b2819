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

	it('ask for nothing before the organization is chosen', async () => {
		for (const method of [
			'searchAccounts',
			'searchPermissionProfiles',
			'searchGroups',
			'searchUsers',
		]) {
			expect((await pick(method, { organizationId: by('list', '') })).results).toEqual([]);
		}
		expect(adminRequests(sandbox)).toHaveLength(0);
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
