import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import {
	adminNode,
	adminRequests,
	by,
	CONTRACTS,
	seeded,
	type ContractName,
} from '../../../support/admin';

let sandbox: Sandbox;

async function open(options: Partial<SandboxOptions>) {
	sandbox = await startSandbox(options);
}

afterEach(async () => await sandbox.close());

const users = (more = {}) => ({
	resource: 'user',
	operation: 'getAll',
	organizationId: by('id', seeded(sandbox).organizationId),
	returnAll: true,
	...more,
});

const ids = async (contract: ContractName, more = {}) =>
	(await adminNode(sandbox, contract).run(users(more))).map(({ json }) => String(json.id));

const sorted = (values: Iterable<string>) => [...values].sort();

describe.each(CONTRACTS)('lists on the %s contract', (contract) => {
	it('lose and double nobody while users come and go between the pages', async () => {
		await open({ users: 900, accounts: 1, variety: false });
		const stayed = new Set(sandbox.state.users.keys());
		const { account } = seeded(sandbox);
		for (const nth of [2, 3, 4]) {
			sandbox.faults.add({
				match: { path: '/users', nth },
				do: { type: 'drift', remove: 7, insert: 3, accountId: account.id },
			});
		}
		const got = await ids(contract, { filters: { accountId: by('id', account.id) } });
		for (const id of [...stayed]) if (!sandbox.state.users.has(id)) stayed.delete(id);
		expect(new Set(got).size).toBe(got.length);
		expect([...stayed].filter((id) => !got.includes(id))).toEqual([]);
	});

	it('end exactly at the limit, across pages and accounts', async () => {
		await open({ users: 600, accounts: 3 });
		for (const limit of [1, 99, 100, 101, 250, 251, 455, 600]) {
			const got = await ids(contract, { returnAll: false, limit });
			expect(new Set(got).size).toBe(limit);
		}
		sandbox.requests.length = 0;
		expect(await ids(contract, { returnAll: false, limit: 1000 })).toHaveLength(600);
	});

	it('list the memberships of every account, each with its account', async () => {
		await open({ users: 60, accounts: 3 });
		const output = await adminNode(sandbox, contract).run({
			...users(),
			resource: 'membership',
			accountId: by('list', ''),
		});
		const pairs = output.map(({ json }) => `${json.account_id} ${json.id}`);
		const memberships = [...sandbox.state.memberships.values()];
		expect(sorted(pairs)).toEqual(
			sorted(memberships.map(({ accountId, userId }) => `${accountId} ${userId}`)),
		);
	});

	it('filter by an address and a name however their letters are composed', async () => {
		await open({ users: 12, accounts: 1 });
		const [, user, other] = [...sandbox.state.users.values()];
		sandbox.state.updateUser(user.id, { email: 'j\u00fcrgen@m\u00fcller.example' });
		const email = 'ju\u0308rgen@mu\u0308ller.example';
		expect(await ids(contract, { filters: { email } })).toEqual([user.id]);
		expect(await ids(contract, { filters: { emailUserNameLike: 'mu\u0308ller' } })).toEqual([
			user.id,
		]);
		sandbox.state.updateUser(other.id, { userName: 'Ju\u0308rgen' });
		if (contract === 'cursor') {
			expect(
				sorted(await ids(contract, { filters: { emailUserNameLike: 'j\u00fcrgen' } })),
			).toEqual(sorted([user.id, other.id]));
		}
	});

	it('apply every filter', async () => {
		await open({ users: 120, accounts: 2 });
		const { account } = seeded(sandbox);
		const all = [...sandbox.state.users.values()];
		const inAccount = (id: string) => sandbox.state.membershipIn(id, account.id) !== undefined;
		expect(sorted(await ids(contract, { filters: { status: 'closed' } }))).toEqual(
			sorted(all.filter(({ status }) => status === 'closed').map(({ id }) => id)),
		);
		expect(await ids(contract, { filters: { email: all[4].email } })).toEqual([all[4].id]);
		expect(sorted(await ids(contract, { filters: { emailUserNameLike: 'user00001' } }))).toEqual(
			sorted(all.filter(({ email }) => email.includes('user00001')).map(({ id }) => id)),
		);
		expect(
			sorted(
				await ids(contract, {
					filters: { accountId: by('id', account.id), membershipStatus: 'active' },
				}),
			),
		).toEqual(
			sorted(
				all
					.filter(({ id }) => sandbox.state.membershipIn(id, account.id)?.status === 'active')
					.map(({ id }) => id),
			),
		);
		expect(await ids(contract, { filters: { lastModifiedSince: '2099-01-01' } })).toEqual([]);
		const guest = sandbox.state.addUser({ ...all[4], id: undefined, email: 'guest@elsewhere.org' });
		sandbox.state.addMembership({ userId: guest.id, accountId: account.id, status: 'active' });
		const [organization] = sandbox.state.organizations.values();
		const inDomain = ids(contract, {
			filters: { reservedDomainId: ` ${organization.domains[0].id} ` },
		});
		if (contract === 'cursor') {
			await expect(inDomain).rejects.toThrow(/no way to filter users by reserved domain/);
		} else {
			expect(sorted(await inDomain)).toEqual(sorted(all.map(({ id }) => id)));
			expect(await ids(contract)).toContain(guest.id);
		}
		await expect(ids(contract, { filters: { lastModifiedSince: 'soon' } })).rejects.toThrow(
			/is not a date: soon/,
		);
		expect(all.some(({ id }) => !inAccount(id))).toBe(true);
	});

	it('add permission profiles and groups where they are asked for', async () => {
		await open({ users: 8, accounts: 1 });
		const { account } = seeded(sandbox);
		const [, , sales, people] = account.groups;
		for (const { id } of sandbox.state.memberships.values()) {
			sandbox.state.updateMembership(id, { groupIds: [sales.id, people.id] });
		}
		const output = await adminNode(sandbox, contract).run({
			...users({ options: { includeProfile: true } }),
			resource: 'membership',
			accountId: by('id', account.id),
		});
		expect(output).toHaveLength(8);
		for (const { json } of output) {
			const membership = sandbox.state.membershipIn(String(json.id), account.id)!;
			expect(json.permission_profile).toMatchObject({ name: expect.any(String) });
			expect(Number((json.permission_profile as { id: string }).id)).toBe(
				membership.permissionProfileId,
			);
			const groups = json.groups as Array<{ id: string; name: string }>;
			// Only the published contract counts Everyone, to which all belong, among the groups.
			expect(groups.filter(({ name }) => name !== 'Everyone')).toEqual([
				expect.objectContaining({ name: sales.name }),
				expect.objectContaining({ name: people.name }),
			]);
			expect(groups.map(({ id }) => Number(id))).toEqual(
				expect.arrayContaining([sales.id, people.id]),
			);
		}
	});

	it('give one record for both contracts when simplified', async () => {
		await open({ users: 8, accounts: 1 });
		const [record] = await adminNode(sandbox, contract).run({
			...users({ filters: { accountId: by('id', seeded(sandbox).account.id) } }),
			simplify: true,
		});
		expect(record.json).toMatchObject({
			id: expect.any(String),
			user_name: expect.any(String),
			first_name: 'User',
			membership_status: 'active',
		});
	});

	it('ask for no page after the answer that shows a list gone wrong', async () => {
		await open({ users: 300, accounts: 1 });
		sandbox.faults.add({
			match: { path: '/users', nth: 2 },
			do: { type: 'respond', status: 200, body: { unexpected: true } },
		});
		await expect(ids(contract)).rejects.toThrow(/does not hold what it should/);
	});
});

describe('next_uri', () => {
	it.each(['relative', 'prefixless', 'path', 'absolute'] as const)(
		'is read when %s',
		async (nextUriStyle) => {
			for (const lastPage of ['absent', 'empty', 'null'] as const) {
				await open({ users: 250, accounts: 1, nextUriStyle, lastPage });
				expect(new Set(await ids('cursor')).size).toBe(250);
				expect(adminRequests(sandbox)).toHaveLength(3);
				if (lastPage !== 'null') await sandbox.close();
			}
		},
	);

	it('that leads back is noticed', async () => {
		await open({ users: 500, accounts: 1 });
		sandbox.faults.add({
			match: { path: '/users', times: Infinity },
			do: { type: 'repeatCursor' },
		});
		await expect(ids('cursor')).rejects.toThrow(/read before|read already/);
	});
});

it('stops before it reads more than n8n can take from one item', async () => {
	await open({ users: 120_001, accounts: 1, variety: false });
	const { account } = seeded(sandbox);
	const run = ids('openApi', { filters: { accountId: by('id', account.id) } });
	await expect(run).rejects.toThrow(/There are 120001 results .* n8n can take 120000/);
	expect(adminRequests(sandbox)).toHaveLength(1);
	await expect(
		ids('openApi', { filters: { accountId: by('id', account.id) }, returnAll: false, limit: 10 }),
	).resolves.toHaveLength(10);
});
