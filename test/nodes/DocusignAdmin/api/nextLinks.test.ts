import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 1 });
});

afterEach(async () => await sandbox.close());

const list = async (more = {}) =>
	await adminNode(sandbox, 'openApi').run({
		resource: 'user',
		operation: 'getAll',
		organizationId: by('id', seeded(sandbox).organizationId),
		filters: { accountId: by('id', seeded(sandbox).account.id) },
		returnAll: true,
		...more,
	});

/** The first page says that it is the whole list, and where the next one is. */
function pageThatCountsItself(): void {
	const users = [...sandbox.state.users.values()].slice(0, 2).map(({ id }) => ({ id }));
	const next = `${sandbox.adminBaseUrl}/v2/organizations/x/users?start=2&take=2`;
	const paging = { result_set_size: 2, total_set_size: 2, next };
	sandbox.faults.add({
		match: { method: 'GET', path: '/users?' },
		do: { type: 'respond', status: 200, body: { users, paging } },
	});
}

it('goes on while paging.next names another page, whatever the total says', async () => {
	pageThatCountsItself();
	const ids = (await list()).map(({ json }) => json.id);
	expect(ids).toHaveLength(20);
	expect(new Set(ids).size).toBe(20);
});

it('asks for no page beyond the limit all the same', async () => {
	pageThatCountsItself();
	expect(await list({ returnAll: false, limit: 2 })).toHaveLength(2);
	expect(adminRequests(sandbox)).toHaveLength(1);
});

it('asks for no page beyond the limit where the node itself filters', async () => {
	sandbox.reset({ users: 250, variety: false });
	const [user] = sandbox.state.users.values();
	const output = await adminNode(sandbox, 'cursor').run({
		resource: 'user',
		operation: 'getAll',
		organizationId: by('id', seeded(sandbox).organizationId),
		filters: { emailUserNameLike: 'USER0000' },
		returnAll: false,
		limit: 5,
	});
	expect(output.map(({ json }) => json.id)).toContain(user.id);
	expect(output).toHaveLength(5);
	expect(adminRequests(sandbox)).toHaveLength(1);
});
