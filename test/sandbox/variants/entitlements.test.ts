import { type Sandbox, startSandbox } from '../../../sandbox';
import type { Entitlement } from '../../../sandbox/variants/entitlements';
import { type Admin, adminOf } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 5 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
	sandbox.reset();
	admin = await adminOf(sandbox);
});

const refused: Array<Exclude<Entitlement, 200>> = [400, 401, 403, 404];

const bodies = {
	400: { errorCode: 'ACCOUNT_LACKS_PERMISSIONS' },
	401: { error: 'unauthorized', error_description: 'Not Authorized' },
	403: { error: 'unauthorized', error_description: 'Not Authorized' },
	404: { errorCode: 'RESOURCE_NOT_FOUND' },
};

const email = 'user000003@example.com';
const userId = () => [...sandbox.state.users.values()][2].id;
const list = (query: Record<string, string | boolean> = {}) =>
	admin.published('GET', `${admin.v2}/users`, {
		query: { account_id: admin.accounts[0].id, ...query },
	});
const profile = (query: Record<string, string | boolean> = {}) =>
	admin.published('GET', `${admin.v2}/users/profile`, { query: { email, ...query } });

describe.each(refused)('refused with %i', (status) => {
	const expected = { status, body: bodies[status] };

	test('dsprofile, by id and by address; the lists and the profile by address go on', async () => {
		sandbox.configure({ dsProfileStatus: status });
		const byId = await admin.published('GET', `${admin.v21}/users/${userId()}/dsprofile`);
		const byEmail = await admin.published('GET', `${admin.v21}/users/dsprofile`, {
			query: { email },
		});
		expect(byId).toMatchObject(expected);
		expect(byEmail).toMatchObject(expected);
		expect((await profile()).body.users).toHaveLength(1);
		expect((await list()).status).toBe(200);
	});

	test('DSGroups and include_ds_groups; the list without them goes on', async () => {
		sandbox.configure({ dsGroupsStatus: status });
		const groups = `${admin.v21}/accounts/${admin.accounts[0].id}/dsgroups`;
		expect(await admin.published('GET', groups)).toMatchObject(expected);
		const added = await admin.published('POST', groups, { body: { group_name: 'A' } });
		expect(added).toMatchObject(expected);
		expect(admin.accounts[0].dsGroups.size).toBe(0);
		expect(await admin.published('GET', `${groups}/${userId()}/users`)).toMatchObject(expected);
		expect(await list({ include_ds_groups: true })).toMatchObject(expected);
		expect((await list({ include_ds_groups: false })).status).toBe(200);
	});

	test('include_license, in the list, the profile and dsprofile', async () => {
		sandbox.configure({ includeLicenseStatus: status });
		const license = { include_license: true };
		expect(await list(license)).toMatchObject(expected);
		expect(await profile(license)).toMatchObject(expected);
		const path = `${admin.v21}/users/${userId()}/dsprofile`;
		expect(await admin.published('GET', path, { query: license })).toMatchObject(expected);
		expect((await admin.published('GET', path)).status).toBe(200);
		expect((await list()).status).toBe(200);
	});
});

test('a user can be added without DSGroups, not with them', async () => {
	sandbox.configure({ dsGroupsStatus: 403 });
	const path = `${admin.v21}/accounts/${admin.accounts[0].id}/users`;
	const add = (name: string, more: object) =>
		admin.published('POST', path, {
			body: { email: `${name}@example.com`, product_permission_profiles: [], ...more },
		});
	expect((await add('one', {})).status).toBe(200);
	expect((await add('two', { ds_groups: [{ ds_group_id: userId() }] })).status).toBe(403);
	expect(sandbox.state.usersByEmail(admin.organization.id, 'two@example.com')).toEqual([]);
});
