import sdk from 'docusign-admin';
import nock from 'nock';
import { type Sandbox, startSandbox } from '../../sandbox';
import { adminScopes } from '../../sandbox/oauth/scopes';

/** Docusign's own SDK as a foreign client: it knows nothing of this project. */

let sandbox: Sandbox;
let client: InstanceType<typeof sdk.ApiClient>;
let organizationId: string;
let accountId: string;
let siteId: number;

/** The SDK signs its own assertion and asks for a token on https; that one call is handed on to loopback. */
async function signIn(): Promise<string> {
	const { integrationKey, userId, privateKey } = sandbox.credential();
	const { host } = new URL(sandbox.url);
	const scope = nock(`https://${host}`)
		.post('/oauth/token')
		.reply(async (_uri: string, form: unknown) => {
			const body = new URLSearchParams(form as Record<string, string>);
			const response = await fetch(`${sandbox.url}/oauth/token`, { method: 'POST', body });
			return [response.status, (await response.json()) as nock.Body];
		});
	const scopes = ['impersonation', ...adminScopes];
	const { body } = await client.requestJWTUserToken(
		integrationKey,
		userId,
		scopes,
		Buffer.from(privateKey),
		3600,
	);
	scope.done();
	return body.access_token;
}

beforeAll(async () => {
	sandbox = await startSandbox({ users: 45 });
	client = new sdk.ApiClient({ basePath: sandbox.adminBaseUrl });
	client.setOAuthBasePath(new URL(sandbox.url).host);
	// Whatever the SDK takes for its hosts, nothing leaves this computer.
	nock.disableNetConnect();
	nock.enableNetConnect('127.0.0.1');
	client.setJWTToken(await signIn());
	[organizationId] = sandbox.state.organizations.keys();
	[accountId] = sandbox.state.accounts.keys();
	siteId = sandbox.state.siteOf(accountId);
});
afterAll(async () => {
	nock.restore();
	await sandbox.close();
});

it('reads organizations, profiles, groups and domains', async () => {
	const accounts = new sdk.AccountsApi(client);
	expect(await accounts.getOrganizations()).toMatchObject({
		organizations: [{ id: organizationId, accounts: [{ id: accountId, site_id: siteId }, {}] }],
	});
	expect(await accounts.getPermissions(organizationId, accountId)).toMatchObject({
		permissions: [{ id: 10001, name: 'Account Administrator' }, {}, {}],
	});
	const groups = await accounts.getGroups(organizationId, accountId, { start: 0, take: 1 });
	expect(groups).toMatchObject({
		groups: [{ type: 'admin_group' }],
		paging: { total_set_size: 4 },
	});
	const domains = await new sdk.ReservedDomainsApi(client).getReservedDomains(organizationId);
	expect(domains).toMatchObject({
		reserved_domains: [{ host_name: 'example.com', status: 'active' }, {}],
	});
});

it('takes a user through a whole life', async () => {
	const users = new sdk.UsersApi(client);
	const created = await users.createUser(
		{
			email: 'sdk@example.com',
			user_name: 'Sdk User',
			accounts: [{ id: accountId, permission_profile: { id: 10002 }, groups: [{ id: 10103 }] }],
		},
		organizationId,
	);
	const id = String(created.id);
	expect(created).toMatchObject({
		site_id: siteId,
		accounts: [{ permission_profile: { id: 10002 } }],
	});
	const [second] = [...sandbox.state.accounts.keys()].slice(1);
	await users.addUsers({ email: 'sdk@example.com', user_name: 'Sdk User' }, organizationId, second);

	const listed = await users.getUsers(organizationId, { accountId, email: 'sdk@example.com' });
	const [item] = listed.users as Array<Record<string, unknown>>;
	expect(item).toMatchObject({ id, membership_status: 'activation_sent' });
	await users.activateMembership({ site_id: siteId }, organizationId, id, item.membership_id);

	expect(
		await users.updateUser(
			{ users: [{ id, site_id: siteId, first_name: 'S' }] },
			organizationId,
			{},
		),
	).toMatchObject({ success: true });
	expect(
		await users.updateEmailAddress(
			{ users: [{ id, site_id: siteId, email: 'sdk2@example.com' }] },
			organizationId,
		),
	).toMatchObject({ success: true });
	const profile = await users.getUserDSProfile(organizationId, id, {});
	expect(profile).toMatchObject({
		users: [
			{ id, site_id: siteId, first_name: 'S', memberships: [{ email: 'sdk2@example.com' }, {}] },
		],
	});

	const accounts = [{ id: accountId }, { id: second }];
	expect(await users.closeMemberships({ accounts }, organizationId, id)).toMatchObject({
		success: true,
		accounts,
	});
	const byEmail = await users.getUserProfiles(organizationId, { email: 'sdk2@example.com' });
	expect(byEmail).toMatchObject({ users: [{ user_status: 'closed' }] });
});

it('walks a list', async () => {
	const users = new sdk.UsersApi(client);
	const ids = new Set<unknown>();
	for (let start = 0; ; start += 10) {
		const page = await users.getUsers(organizationId, { accountId, start, take: 10 });
		for (const { id } of page.users as Array<{ id: string }>) ids.add(id);
		if (!(page.paging as { next?: string }).next) break;
	}
	expect(ids.size).toBe(sandbox.state.membersOf(accountId).length);
});

it('works with groups, exports and imports', async () => {
	const groups = new sdk.DSGroupsApi(client);
	const group = await groups.addDSGroup({ group_name: 'Sdk' }, organizationId, accountId);
	const [{ userId }] = sandbox.state.membersOf(accountId);
	const added = await groups.addDSGroupUsers(
		{ user_ids: [userId] },
		organizationId,
		accountId,
		group.ds_group_id,
	);
	expect(added).toMatchObject({ group_users: { is_success: true } });
	expect(await groups.getDSGroups(organizationId, accountId, {})).toMatchObject({ total_count: 1 });
	await groups.deleteDSGroup(organizationId, accountId, group.ds_group_id);

	const exports = new sdk.BulkExportsApi(client);
	const type = 'organization_memberships_export';
	const { id } = await exports.createUserListExport({ type }, organizationId);
	await exports.getUserListExport(organizationId, id);
	const done = await exports.getUserListExport(organizationId, id);
	expect(done).toMatchObject({ status: 'completed', results: [{ site_id: siteId }, {}] });
	await exports.deleteUserListExport(organizationId, id);

	const imports = new sdk.BulkImportsApi(client);
	const csv = `AccountID,FirstName,LastName,UserEmail\n${accountId},Bulk,User,bulk@example.com`;
	const job = await imports.createBulkImportAddUsersRequest(organizationId, Buffer.from(csv));
	await imports.getBulkUserImportRequest(organizationId, job.id);
	const after = await imports.getBulkUserImportRequest(organizationId, job.id);
	expect(after).toMatchObject({ added_user_count: 1, error_count: 0 });
});

it('shows refusals in the shape the samples read', async () => {
	const users = new sdk.UsersApi(client);
	await expect(users.getUsers(organizationId, {})).rejects.toMatchObject({
		statusCode: 400,
		body: { errorCode: 'INVALID_REQUEST_PARAMETER', message: expect.any(String) },
		header: { 'x-docusign-tracetoken': expect.any(String) },
	});
});
