import { createSeed, startSandbox } from '../../../sandbox';
import { createClock } from '../../../sandbox/clock';
import { adminOf } from '../support/admin';

const plain = (users: number) => {
	const state = createSeed({ users, accounts: 3, organizations: 2 }, createClock());
	return JSON.stringify([...state.users.values(), ...state.memberships.values()]);
};

it('is the same each time', () => {
	expect(plain(200)).toBe(plain(200));
});

it('has somebody of every kind, and an administrator in each account', () => {
	const state = createSeed({ users: 60, accounts: 3 }, createClock());
	const users = [...state.users.values()];
	expect(new Set(users.map(({ status }) => status))).toEqual(
		new Set(['active', 'created', 'closed']),
	);
	expect(users.some(({ federatedStatus }) => federatedStatus === 'FedAuthRequired')).toBe(true);
	expect(users.some(({ isManagedByScim }) => isManagedByScim)).toBe(true);
	expect(users[2].email).toBe('user000003@example.com');
	for (const account of state.accounts.values()) {
		const [admin] = account.permissionProfiles;
		const members = state.membersOf(account.id);
		expect(members.some(({ permissionProfileId }) => permissionProfileId === admin.id)).toBe(true);
	}
	const flat = createSeed({ users: 60, variety: false }, createClock());
	expect([...flat.users.values()].every(({ status }) => status === 'active')).toBe(true);
});

it('gives some memberships groups of their account, custom ones, and none where all are alike', () => {
	const state = createSeed({ users: 60, accounts: 3 }, createClock());
	const memberships = [...state.memberships.values()];
	for (const { accountId, groupIds } of memberships) {
		const groups = state.accounts.get(accountId)?.groups ?? [];
		for (const id of groupIds) {
			expect(groups.find((group) => group.id === id)?.type).toBe('custom_group');
		}
	}
	for (const [id] of state.accounts) {
		const sizes = state.membersOf(id).map(({ groupIds }) => groupIds.length);
		expect(new Set(sizes)).toEqual(new Set([0, 1, 2]));
	}
	const flat = createSeed({ users: 60, variety: false }, createClock());
	expect([...flat.memberships.values()].flatMap(({ groupIds }) => groupIds)).toEqual([]);
});

it('puts as many people in two accounts as it is told', () => {
	const inTwo = (twoAccountsEvery: number) => {
		const { users, memberships } = createSeed({ users: 100, twoAccountsEvery }, createClock());
		return memberships.size - users.size;
	};
	// The administrator is in both as well.
	expect([1, 5, 10, 101].map(inTwo)).toEqual([100, 21, 11, 1]);
});

it('puts each account on a site of its own, never 1, and users on that of their first account', () => {
	const state = createSeed({ users: 60, accounts: 3, organizations: 2 }, createClock());
	const sites = [...state.accounts.values()].map(({ siteId }) => siteId);
	expect(new Set(sites).size).toBe(sites.length);
	expect(sites).not.toContain(1);
	for (const { id, siteId } of state.users.values()) {
		const [first] = state.membershipsOf(id);
		expect(siteId).toBe(state.accounts.get(first.accountId)?.siteId);
	}
	const elsewhere = [...state.memberships.values()].filter(
		({ userId, accountId }) =>
			state.users.get(userId)?.siteId !== state.accounts.get(accountId)?.siteId,
	);
	expect(elsewhere.length).toBeGreaterThan(1);
});

it('of 100,000 users is served to its last page on both contracts', async () => {
	const sandbox = await startSandbox({ users: 100_000, accounts: 1 });
	const { v2, accounts, published, cursor } = await adminOf(sandbox);
	const query = { account_id: accounts[0].id, take: 250, start: 99_750 };
	expect((await published('GET', `${v2}/users`, { query })).body.paging).toMatchObject({
		total_set_size: 100_000,
		result_set_size: 250,
	});
	expect((await cursor('GET', `${v2}/users`)).body.users).toHaveLength(100);
	await sandbox.close();
});
