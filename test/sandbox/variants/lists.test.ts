import { type Sandbox, startSandbox } from '../../../sandbox';
import { type Admin, adminOf } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 60 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
	sandbox.reset();
	admin = await adminOf(sandbox);
});

type Query = Record<string, string | number>;
type Item = Record<string, unknown>;

const list = async (query: Query) => {
	const { body } = await admin.published('GET', `${admin.v2}/users`, { query });
	return body as unknown as { users: Item[]; paging?: { total_set_size: number } };
};
/** The seventh seeded user is closed, in the first account only. */
const closed = 'user000007@example.com';
const open = 'user000003@example.com';

describe('users by e-mail', () => {
	test.each([
		['null', { membership_id: null }],
		['shown', { membership_id: expect.any(String) as string }],
	] as const)('alone show their membership id as %s', async (membershipIdByEmail, expected) => {
		sandbox.configure({ membershipIdByEmail });
		expect((await list({ email: open })).users).toMatchObject([expected]);
	});

	test('alone may have no field for it', async () => {
		sandbox.configure({ membershipIdByEmail: 'absent' });
		expect((await list({ email: open })).users[0]).not.toHaveProperty('membership_id');
	});

	test('in an account are kept from view as well, where told', async () => {
		const account_id = admin.accounts[0].id;
		expect((await list({ account_id, email: closed })).users).toMatchObject([
			{ membership_id: expect.any(String), membership_status: 'closed' },
		]);
		sandbox.configure({ accountListByEmail: 'bare' });
		expect((await list({ account_id, email: closed })).users).toEqual([]);
		expect((await list({ account_id, email: open })).users).toMatchObject([
			{ membership_id: null, membership_status: 'active' },
		]);
		const everybody = (await list({ account_id, take: 100 })).users;
		expect(everybody.find(({ email }) => email === closed)).toMatchObject({
			membership_id: expect.any(String),
			membership_status: 'closed',
		});
	});
});

test('a profile shows closed memberships, or open ones only', async () => {
	const profile = async () => {
		const { body } = await admin.published('GET', `${admin.v2}/users/profile`, {
			query: { email: closed },
		});
		return (body as unknown as { users: Array<{ memberships: Item[] }> }).users[0].memberships;
	};
	expect(await profile()).toMatchObject([{ status: 'closed' }]);
	sandbox.configure({ closedMembershipsInProfile: false });
	expect(await profile()).toEqual([]);
});

test('lists of both contracts may keep addresses to themselves; single users do not', async () => {
	const account = admin.accounts[0].id;
	const user = [...sandbox.state.users.values()][2];
	const lists = async (): Promise<Item[]> => {
		const cursor = async (path: string) => {
			const { body } = await admin.cursor('GET', path);
			return (body as unknown as { users: Item[] }).users[0];
		};
		return [
			(await list({ account_id: account })).users[0],
			(await list({ email: open })).users[0],
			await cursor(`${admin.v2}/users`),
			await cursor(`${admin.v2}/accounts/${account}/users`),
		];
	};
	for (const item of await lists()) expect(item.email).toEqual(expect.any(String));
	sandbox.configure({ addressesInLists: false });
	for (const item of await lists()) expect(item).not.toHaveProperty('email');
	const single = await admin.cursor('GET', `${admin.v2}/users/${user.id}`);
	expect(single.body.email).toBe(user.email);
});

describe('a list that', () => {
	const account_id = () => admin.accounts[0].id;
	const groups = () => `${admin.v21}/accounts/${account_id()}/dsgroups`;

	test('has no paging data', async () => {
		sandbox.configure({ pagingInLists: false });
		expect(await list({ account_id: account_id(), start: 5, take: 5 })).toEqual({
			users: expect.any(Array),
		});
		const { body } = await admin.published('GET', `${admin.v2}/accounts/${account_id()}/groups`);
		expect(Object.keys(body)).toEqual(['groups']);
		const ds = await admin.published('GET', groups());
		expect(Object.keys(ds.body)).toEqual(['account_id', 'ds_groups']);
	});

	test('ignores where to start gives its first page again', async () => {
		for (const group_name of ['A', 'B']) {
			await admin.published('POST', groups(), { body: { group_name } });
		}
		const pages = async () => {
			const page = (query: Query) => admin.published('GET', groups(), { query });
			const ds = [await page({ page: 1, page_size: 1 }), await page({ page: 2, page_size: 1 })];
			return [
				await list({ account_id: account_id(), start: 0, take: 5 }),
				await list({ account_id: account_id(), start: 5, take: 5 }),
				...ds.map(({ body }) => body as { ds_groups?: Item[] }),
			];
		};
		const [first, second, dsFirst, dsSecond] = await pages();
		expect(second).not.toEqual(first);
		sandbox.configure({ startCounts: false, pagingInLists: false });
		const [again, same, dsAgain, dsSame] = await pages();
		expect(again).toEqual({ users: (first as { users: Item[] }).users });
		expect(same).toEqual(again);
		expect(dsSecond).not.toEqual(dsFirst);
		expect(dsSame).toEqual(dsAgain);
	});
});
