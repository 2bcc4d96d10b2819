import { type Sandbox, startSandbox } from '../../../sandbox';
import { validateCursorRequest } from '../../../sandbox/spec';
import { type Admin, adminOf, type Reply, type Request } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 230 });
	admin = await adminOf(sandbox);
});
afterEach(() => sandbox.close());

const call = async (method: string, path: string, request: Request = {}): Promise<Reply> => {
	const { query, body } = request;
	expect(validateCursorRequest({ method, path, query, body })).toEqual([]);
	return await admin.cursor(method, path, request);
};

const list = (query: Record<string, string | number> = {}) =>
	call('GET', `${admin.v2}/users`, { query });

interface Item {
	id: string;
	[field: string]: unknown;
}

const items = (reply: Reply): Item[] => reply.body.users as unknown as Item[];

const cursorIn = (reply: Reply): string =>
	new URL(String(reply.body.next_uri), sandbox.url).searchParams.get('cursor') ?? '';

describe('lists', () => {
	it('show 100 unless told otherwise, with the fields and values of its contract', async () => {
		const reply = await list();
		expect(items(reply)).toHaveLength(100);
		expect(items(reply)[6]).toEqual({
			id: '0c000000-0000-4000-8000-000000000007',
			user_name: 'User 000007',
			first_name: 'User',
			last_name: '000007',
			email: 'user000007@example.com',
			status: 'Closed',
			created_on: expect.any(String),
			last_modified_on: expect.any(String),
		});
		expect(items(reply)[12].status).toBe('Created');
	});

	it('walk by cursor through everybody once, however users come and go', async () => {
		const seen: string[] = [];
		let reply = await list({ count: 30 });
		for (let page = 1; ; page++) {
			seen.push(...items(reply).map(({ id }) => id));
			if (!reply.body.next_uri) break;
			if (page === 2) {
				sandbox.state.removeUser(seen[3]);
				sandbox.state.removeUser(seen[59]);
			}
			reply = await list({ cursor: cursorIn(reply) });
		}
		expect(seen).toHaveLength(230);
		expect(new Set(seen).size).toBe(230);
		expect(sandbox.requests.filter(({ operation }) => operation?.endsWith('Users'))).toHaveLength(
			8,
		);
	});

	it('spell the next page in four ways, and its absence in three', async () => {
		const path = `${admin.v2}/users`;
		const styles = {
			relative: '/users?cursor=',
			prefixless: `${path}?cursor=`,
			path: `/cursor/Management${path}?cursor=`,
			absolute: `${sandbox.cursorBaseUrl}${path}?cursor=`,
		};
		for (const [style, start] of Object.entries(styles)) {
			sandbox.configure({ nextUriStyle: style as keyof typeof styles });
			expect(String((await list()).body.next_uri)).toMatch(
				new RegExp(`^${start.replace(/[?.]/g, '\\$&')}`),
			);
		}
		sandbox.state.users.forEach(
			({ id, sequence }) => sequence > 40 && sandbox.state.removeUser(id),
		);
		for (const [lastPage, end] of [
			['absent', undefined],
			['empty', ''],
			['null', null],
		] as const) {
			sandbox.configure({ lastPage });
			expect((await list()).body.next_uri).toBe(end);
		}
	});

	it('filter by last change, on every page of the walk', async () => {
		const ids = [...sandbox.state.users.keys()].slice(50, 60);
		for (const id of ids) sandbox.state.updateUser(id, { modifiedAt: Date.UTC(2030, 0, 1) });
		const first = await list({ count: 6, last_modified: '2030-01-01' });
		const second = await list({ cursor: cursorIn(first) });
		expect([...items(first), ...items(second)].map(({ id }) => id)).toEqual(ids);
		expect(second.body.next_uri).toBeUndefined();
	});

	it('refuse cursors of another list, foreign ones and filters that changed', async () => {
		const cursor = cursorIn(await list({ count: 5 }));
		const [account] = admin.accounts;
		const others = [
			call('GET', `${admin.v2}/accounts/${account.id}/users`, { query: { cursor } }),
			list({ cursor: 'abc123' }),
			list({ cursor, last_modified: '2030-01-01' }),
			list({ last_modified: 'yesterday' }),
		];
		expect((await Promise.all(others)).map(({ status }) => status)).toEqual([400, 400, 400, 400]);
	});

	it('of an account carry profile and groups', async () => {
		const [account] = admin.accounts;
		const [membership] = sandbox.state.membersOf(account.id);
		sandbox.state.updateMembership(membership.id, { groupIds: [account.groups[2].id] });
		const reply = await call('GET', `${admin.v2}/accounts/${account.id}/users`, {
			query: { count: 1 },
		});
		expect(items(reply)).toEqual([
			expect.objectContaining({
				membership_status: 'Active',
				permission_profile: { id: '10001', name: 'Account Administrator' },
				groups: [{ id: '10103', name: 'Sales' }],
			}),
		]);
	});

	it('of organizations, accounts and profiles', async () => {
		const [account] = admin.accounts;
		expect((await call('GET', '/v2/organizations')).body).toEqual({
			organizations: [
				{ id: admin.organization.id, name: 'Example Organization', default_account_id: account.id },
			],
		});
		expect((await call('GET', `${admin.v2}/accounts`)).body.accounts).toEqual([
			{ id: account.id, name: 'Example Account 1' },
			{ id: admin.accounts[1].id, name: 'Example Account 2' },
		]);
		const profiles = await call('GET', `${admin.v2}/accounts/${account.id}/permission_profiles`);
		expect(profiles.body.permission_profiles).toHaveLength(3);
	});
});

const newUser = (body: object = {}) => ({
	user_name: 'john@example.com',
	first_name: 'John',
	last_name: 'Smith',
	email: 'john@example.com',
	accounts: [{ id: admin.accounts[0].id }],
	...body,
});

const create = (body: object = {}) => call('POST', `${admin.v2}/users`, { body: newUser(body) });

describe('users', () => {
	it('are created as Created, in the accounts named, with profile and groups', async () => {
		const [account] = admin.accounts;
		const reply = await create({
			language_culture: 'pt-BR',
			federated_status: 'Federated',
			title: 'Engineer',
			accounts: [{ id: account.id, permission_profile_id: '10003', groups: [{ id: '10103' }] }],
		});
		expect(reply.body).toEqual({
			id: expect.any(String),
			user_name: 'john@example.com',
			status: 'Created',
		});
		const id = String(reply.body.id);
		const shown = await call('GET', `${admin.v2}/users/${id}`);
		expect(shown.body).toMatchObject({
			status: 'Created',
			language_culture: 'pt-BR',
			federated_status: 'Federated',
			title: 'Engineer',
			default_account_id: account.id,
		});
		expect(sandbox.state.membershipIn(id, account.id)).toMatchObject({
			permissionProfileId: 10003,
			groupIds: [10103],
		});
		expect(sandbox.state.users.get(id)).toMatchObject({
			languageCulture: 'pt_BR',
			federatedStatus: 'FedAuthRequired',
		});
	});

	it('need an account and fields the contract knows', async () => {
		for (const body of [
			{ accounts: [] },
			{ auto_activate_memberships: true },
			{ federated_status: 'FedAuthRequired' },
		]) {
			const reply = await admin.cursor('POST', `${admin.v2}/users`, { body: newUser(body) });
			expect(reply.status).toBe(400);
		}
	});

	it('are updated in what is named and nothing else', async () => {
		const id = String((await create({ title: 'Engineer' })).body.id);
		const reply = await call('PUT', `${admin.v2}/users/${id}`, {
			body: { first_name: 'Jonathan', company: 'Example' },
		});
		expect(reply.body).toEqual({
			id,
			first_name: 'Jonathan',
			company: 'Example',
			status: 'Created',
		});
		expect((await call('GET', `${admin.v2}/users/${id}`)).body).toMatchObject({
			first_name: 'Jonathan',
			last_name: 'Smith',
			title: 'Engineer',
			company: 'Example',
		});
		const away = await call('PUT', `${admin.v2}/users/${id}`, {
			body: { federated_status: 'RemoveFederation' },
		});
		expect(away.status).toBe(200);
		expect((await call('GET', `${admin.v2}/users/${id}`)).body.federated_status).toBe(
			'NotFederated',
		);
		const moved = await call('PUT', `${admin.v2}/users/${id}`, {
			body: { email: 'john@example.org' },
		});
		expect(moved.body.errorCode).toBe('EMAIL_DOMAIN_NOT_MANAGED');
	});

	it('get another profile and other groups', async () => {
		const [account] = admin.accounts;
		const id = String((await create()).body.id);
		const path = `${admin.v2}/accounts/${account.id}/users/${id}/memberships`;
		const reply = await call('PUT', path, {
			body: { permission_profile: { id: '10003' }, groups: [{ id: '10103' }] },
		});
		expect(reply.body).toEqual({
			user_id: id,
			permission_profile: { id: '10003', name: 'DocuSign Viewer' },
			groups: [{ id: '10103', name: 'Sales' }],
		});
		const elsewhere = path.replace(account.id, admin.accounts[1].id);
		expect((await call('PUT', elsewhere, { body: { groups: [] } })).status).toBe(404);
		expect((await call('PUT', path, { body: { permission_profile: { id: '1' } } })).status).toBe(
			400,
		);
	});
});

describe('closing', () => {
	const close = (body: object) => call('POST', `${admin.v2}/users/close`, { body });

	it('by e-mail ends every membership, or those named', async () => {
		const [one, two] = admin.accounts;
		const id = String((await create({ accounts: [{ id: one.id }, { id: two.id }] })).body.id);
		const some = await close({
			user_email: 'john@example.com',
			accounts: [{ account_id: one.id }],
		});
		const user_email = 'john@example.com';
		const closedIn = (...accounts: Array<{ id: string }>) =>
			accounts.map(({ id: account_id }) => ({ account_id, status: 'Closed' }));
		// The user's own status is another thing than that of the account asked for.
		expect(some.body).toEqual({
			closed_users: [{ user_email, status: 'Created', accounts: closedIn(one) }],
		});
		expect(sandbox.state.membershipIn(id, two.id)?.status).toBe('activation_sent');
		expect((await close({ user_email: 'JOHN@example.com' })).body).toEqual({
			closed_users: [{ user_email, status: 'Closed', accounts: closedIn(one, two) }],
		});
		expect(sandbox.state.users.get(id)?.status).toBe('closed');
	});

	it('reports what a rule forbids, and does not know strangers', async () => {
		const reply = await close({ user_email: 'user000001@example.com' });
		expect(reply.body.closed_users).toEqual([
			expect.objectContaining({
				status: 'Active',
				error_details: expect.objectContaining({ error: 'cannot_close_own_membership' }),
			}),
		]);
		expect((await close({ user_email: 'nobody@example.com' })).status).toBe(404);
	});

	it('shows on the other contract at once', async () => {
		await create();
		await close({ user_email: 'john@example.com' });
		const reply = await admin.published('GET', `${admin.v2}/users`, {
			query: { account_id: admin.accounts[0].id, email: 'john@example.com' },
		});
		expect(items(reply)[0].membership_status).toBe('closed');
	});
});

it('knows none of the other contract, nor that one of this', async () => {
	const { v2, accounts } = admin;
	const id = '0c000000-0000-4000-8000-000000000003';
	const here = await Promise.all([
		admin.cursor('DELETE', `${v2}/users/${id}/accounts`, {
			body: { accounts: [{ id: accounts[0].id }] },
		}),
		admin.cursor('POST', `${v2}/users/profiles`, { body: { users: [] } }),
		admin.cursor('GET', `${v2}/accounts/${accounts[0].id}/permissions`),
		admin.cursor('GET', `/v2.1/organizations/${admin.organization.id}/users/${id}/dsprofile`),
	]);
	const there = await Promise.all([
		admin.published('GET', `${v2}/users/${id}`),
		admin.published('PUT', `${v2}/users/${id}`, { body: { first_name: 'A' } }),
		admin.published('POST', `${v2}/users/close`, { body: { user_email: 'a' } }),
		admin.published('GET', `${v2}/accounts`),
		admin.published('GET', `${v2}/accounts/${accounts[0].id}/users`),
	]);
	expect([...here, ...there].map(({ status }) => status)).toEqual(Array(9).fill(404));
	const filters = await admin.cursor('GET', `${v2}/users`, {
		query: { account_id: accounts[0].id },
	});
	expect(filters.status).toBe(400);
});

it('asks for the scopes of its contract', async () => {
	const narrow = await adminOf(sandbox, { requestedScopes: 'user_read' });
	expect((await narrow.cursor('GET', `${admin.v2}/users`)).status).toBe(401);
	const enough = await adminOf(sandbox, { requestedScopes: 'user_read organization_read' });
	expect((await enough.cursor('GET', `${admin.v2}/users`)).status).toBe(200);
});

it('refuses to application tokens what Docusign refuses to them', async () => {
	const service = await adminOf(sandbox, { tokenSubject: 'application' });
	expect((await service.cursor('GET', '/v2/organizations')).status).toBe(401);
	const body = { user_email: 'user000003@example.com' };
	expect((await service.cursor('POST', `${admin.v2}/users/close`, { body })).status).toBe(401);
	expect((await service.cursor('GET', `${admin.v2}/users`)).status).toBe(200);
});
