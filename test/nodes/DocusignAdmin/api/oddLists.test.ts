import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import {
	adminNode,
	adminRequests,
	by,
	CONTRACTS,
	seeded,
	type ContractName,
} from '../../../support/admin';

/** Lists as servers give them that do not page as Docusign says. */

let sandbox: Sandbox;

async function open(options: Partial<SandboxOptions>) {
	sandbox = await startSandbox(options);
}

afterEach(async () => await sandbox.close());

const list = (more = {}) => ({
	resource: 'user',
	operation: 'getAll',
	organizationId: by('id', seeded(sandbox).organizationId),
	filters: { accountId: by('id', seeded(sandbox).account.id) },
	returnAll: true,
	...more,
});

const ids = async (contract: ContractName, more = {}) =>
	(await adminNode(sandbox, contract).run(list(more))).map(({ json }) => String(json.id));

const everybody = () => [...sandbox.state.users.keys()].sort();

describe('a server that tells no totals and gives the first page whatever is asked', () => {
	const DEAF = { accounts: 1, pagingInLists: false, startCounts: false };

	it.each([1, 2, 20, 249])('ends with its %d users after a few requests', async (users) => {
		await open({ ...DEAF, users });
		expect((await ids('openApi')).sort()).toEqual(everybody());
		expect(adminRequests(sandbox).length).toBeLessThanOrEqual(5);
	});

	it.each([5, 20, 30])('gives as many of 20 users as a limit of %d takes', async (limit) => {
		await open({ ...DEAF, users: 20 });
		const got = await ids('openApi', { returnAll: false, limit });
		expect(new Set(got).size).toBe(Math.min(limit, 20));
		expect(got).toHaveLength(Math.min(limit, 20));
		expect(adminRequests(sandbox).length).toBeLessThanOrEqual(6);
	});

	it('is an error where its page is full, so that there may be more', async () => {
		await open({ ...DEAF, users: 300 });
		await expect(ids('openApi')).rejects.toThrow(/page after page without anything new/);
		expect(adminRequests(sandbox).length).toBeLessThanOrEqual(5);
	});

	it('ends in the picker, and in a list of groups', async () => {
		await open({ ...DEAF, users: 20 });
		const { organizationId, account } = seeded(sandbox);
		const where = {
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
		};
		const node = adminNode(sandbox, 'openApi');
		const { results, paginationToken } = await node.search('searchUsers', where);
		expect(results).toHaveLength(20);
		expect(paginationToken).toBeUndefined();
		sandbox.requests.length = 0;
		const groups = await node.run({
			resource: 'group',
			operation: 'getAll',
			...where,
			returnAll: true,
		});
		expect(groups.map(({ json }) => json.id)).toEqual(account.groups.map(({ id }) => id));
		expect(adminRequests(sandbox).length).toBeLessThanOrEqual(5);
	});
});

describe('a picker', () => {
	const where = () => ({
		resource: 'membership',
		operation: 'update',
		organizationId: by('id', seeded(sandbox).organizationId),
		accountId: by('id', seeded(sandbox).account.id),
	});
	const answer = (path: string, body: object) =>
		sandbox.faults.add({
			match: { path, times: Infinity },
			do: { type: 'respond', status: 200, body },
		});

	it('offers no next page where the server gives more than a page holds, and no total', async () => {
		await open({ users: 3, accounts: 1 });
		const users = Array.from({ length: 300 }, (_, n) => ({ id: `u-${n}`, user_name: `User ${n}` }));
		answer('/users', { users });
		const found = await adminNode(sandbox, 'openApi').search('searchUsers', where());
		expect(found.results).toHaveLength(300);
		expect(found.paginationToken).toBeUndefined();
	});

	it('leaves out a group that has no id', async () => {
		await open({ users: 3, accounts: 1 });
		answer('/groups', { groups: [{ id: 7, name: 'Sales' }, { name: 'Nobody' }] });
		const { results } = await adminNode(sandbox, 'openApi').search('searchGroups', where());
		expect(results).toEqual([{ name: 'Sales', value: '7' }]);
	});
});

describe('DS groups of a server that gives the first page whatever is asked', () => {
	const listed = async () => {
		const { organizationId, account } = seeded(sandbox);
		const output = await adminNode(sandbox, 'openApi').run({
			resource: 'dsGroup',
			operation: 'getAll',
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			returnAll: true,
		});
		return output.map(({ json }) => json.ds_group_id);
	};
	const setUp = async (count: number, pagingInLists: boolean) => {
		await open({ users: 5, accounts: 1, startCounts: false, pagingInLists });
		const { dsGroups } = seeded(sandbox).account;
		dsGroups.clear();
		for (let n = 0; n < count; n++) {
			const id = `0e000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
			dsGroups.set(id, {
				id,
				groupId: String(n),
				name: `Group ${n}`,
				description: '',
				modifiedAt: 0,
				memberIds: new Set(),
			});
		}
	};

	it.each([true, false])('are whole where one page holds them (totals: %p)', async (totals) => {
		await setUp(30, totals);
		expect(await listed()).toHaveLength(30);
	});

	it.each([true, false])('are an error where it does not (totals: %p)', async (totals) => {
		await setUp(150, totals);
		await expect(listed()).rejects.toThrow(/kept changing|without anything new/);
	});
});

describe.each(CONTRACTS)('a page that comes twice, on the %s contract,', (contract) => {
	it.each([
		[1, 'repeated', 2],
		[1, 'due', 2],
		[2, 'repeated', 2],
		[2, 'due', 2],
		[3, 'due', 2],
		[1, 'due', 3],
		[1, 'due', Infinity],
		[2, 'due', Infinity],
	] as const)(
		'from page %d with the link of the %s page, %d times: an error, or the list whole',
		async (nth, link, times) => {
			await open({ users: 600, accounts: 1 });
			sandbox.faults.add({
				match: { path: '/users', nth, times },
				do: { type: 'repeatPage', link },
			});
			const got = await ids(contract).catch((error: Error) => error.message);
			if (typeof got === 'string') {
				expect(got).toMatch(/read before|kept changing|without anything new/);
			} else {
				expect(got.sort()).toEqual(everybody());
			}
		},
	);

	it('once in the place of another, does not keep the list from being whole', async () => {
		await open({ users: 600, accounts: 1 });
		sandbox.faults.add({
			match: { path: '/users', nth: 2 },
			do: { type: 'repeatPage', link: 'due' },
		});
		expect((await ids(contract)).sort()).toEqual(everybody());
	});
});

it('makes good a page that comes twice also where no totals are told', async () => {
	await open({ users: 900, accounts: 1, pagingInLists: false });
	sandbox.faults.add({
		match: { path: '/users', nth: 2 },
		do: { type: 'repeatPage', link: 'due' },
	});
	expect((await ids('openApi')).sort()).toEqual(everybody());
});

describe('groups, whose ids are numbers,', () => {
	const addGroups = (count: number, from: number) => {
		const { groups } = seeded(sandbox).account;
		for (let n = 0; n < count; n++) {
			groups.push({ id: from + n, name: `Team ${from + n}`, type: 'custom_group' });
		}
	};
	const listed = async () => {
		const { organizationId, account } = seeded(sandbox);
		const output = await adminNode(sandbox, 'openApi').run({
			resource: 'group',
			operation: 'getAll',
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			returnAll: true,
		});
		return output.map(({ json }) => Number(json.id));
	};

	it.each([
		['removed', (groups: unknown[]) => void groups.splice(10, 1)],
		[
			'added',
			(groups: unknown[]) =>
				void groups.splice(10, 0, { id: 9_999_999, name: 'New', type: 'custom_group' }),
		],
	])('are listed each once when one is %s between the pages', async (_, change) => {
		for (const nth of [2, 3]) {
			await open({ users: 5, accounts: 1 });
			addGroups(600, 500_000);
			const { groups } = seeded(sandbox).account;
			const before = groups.map(({ id }) => id);
			sandbox.faults.add({
				match: { path: '/groups', nth },
				do: { type: 'callback', run: () => change(groups) },
			});
			const got = await listed();
			expect(new Set(got).size).toBe(got.length);
			const lasting = groups.map(({ id }) => id).filter((id) => before.includes(id));
			expect(lasting.filter((id) => !got.includes(id))).toEqual([]);
			if (nth === 2) await sandbox.close();
		}
	});
});

describe.each(CONTRACTS)('a record that is none, on the %s contract,', (contract) => {
	const respond = (records: unknown[]) =>
		sandbox.faults.add({
			match: { path: '/users', times: Infinity },
			do: { type: 'respond', status: 200, body: { users: records } },
		});

	it.each([[null], ['text'], [7], [[]]])('is a clear error: %j', async (record) => {
		await open({ users: 3, accounts: 1 });
		respond([{ id: 'u-1' }, record]);
		await expect(ids(contract)).rejects.toThrow(
			/list the users does not hold what it should: one of its records is empty/,
		);
	});

	it('is an error also when a user is read', async () => {
		await open({ users: 3, accounts: 1 });
		const [user] = everybody();
		sandbox.faults.add({
			match: { path: user },
			do: { type: 'respond', status: 200, body: { users: [null] } },
		});
		const run = adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'get',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', user),
		});
		await expect(run).rejects.toThrow(/does not hold what it should/);
	});

	it.each(['get', 'close', 'upsert'])(
		'is an error also where it is a membership of a user, for %s',
		async (operation) => {
			await open({ users: 3, accounts: 1 });
			const { organizationId, account } = seeded(sandbox);
			const user = [...sandbox.state.users.values()][1];
			const record = { id: user.id, email: user.email, memberships: [null] };
			sandbox.faults.add({
				match: { method: 'GET', path: /profile|users/, times: Infinity },
				do: { type: 'respond', status: 200, body: { ...record, users: [record] } },
			});
			const run = adminNode(sandbox, contract).run({
				resource: 'user',
				operation,
				organizationId: by('id', organizationId),
				userId: by('id', user.id),
				email: user.email,
				firstName: 'New',
				lastName: 'Name',
				accountId: by('id', account.id),
			});
			await expect(run).rejects.toThrow(
				/does not hold what it should: one of its records is empty/,
			);
			expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toEqual([]);
		},
	);

	it('is an error where it is an account without an id, whose users nobody could list', async () => {
		await open({ users: 3, accounts: 1 });
		const { organizationId } = seeded(sandbox);
		const body =
			contract === 'openApi'
				? { organizations: [{ id: organizationId, accounts: [{ name: 'One' }] }] }
				: { accounts: [{ name: 'One' }] };
		sandbox.faults.add({
			match: { path: contract === 'openApi' ? /\/organizations$/ : /\/accounts(?:\?|$)/ },
			do: { type: 'respond', status: 200, body },
		});
		const run = adminNode(sandbox, contract).run({
			resource: 'membership',
			operation: 'getAll',
			organizationId: by('id', organizationId),
			accountId: by('list', ''),
			returnAll: true,
		});
		await expect(run).rejects.toThrow(/does not hold what it should: an account has no ID/);
	});

	it('is left out of the picker where it has no id', async () => {
		await open({ users: 3, accounts: 1 });
		respond([{ id: 'u-1', user_name: 'One' }, { user_name: 'Two' }]);
		const { results } = await adminNode(sandbox, contract).search('searchUsers', {
			organizationId: by('id', seeded(sandbox).organizationId),
			accountId: by('id', seeded(sandbox).account.id),
		});
		expect(results).toEqual([expect.objectContaining({ value: 'u-1' })]);
	});
});
