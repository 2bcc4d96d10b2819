import { type JwtCredential, type Sandbox, startSandbox } from '../../../sandbox';
import { adminOf, type Reply, send, tokenFor } from '../support/admin';

describe('control endpoints', () => {
	let sandbox: Sandbox;

	beforeEach(async () => {
		sandbox = await startSandbox();
	});
	afterEach(() => sandbox.close());

	const control = (method: string, path: string, body?: unknown): Promise<Reply> =>
		send(`${sandbox.url}/_sandbox${path}`, method, { body });

	it('tell what is there', async () => {
		const { body } = await control('GET', '');
		expect(body).toMatchObject({ url: sandbox.url, users: 40, accounts: [{ members: 24 }, {}] });
		const users = await control('GET', '/users?email=USER000003@example.com');
		expect(users.body).toMatchObject({
			total: 1,
			users: [{ memberships: [{ status: 'active' }] }],
		});
		expect((await control('GET', '/users?from=39')).body.users).toHaveLength(1);
	});

	it('show requests and counts, and forget them; control is not among them', async () => {
		await adminOf(sandbox);
		await send(`${sandbox.adminBaseUrl}/v2/organizations`, 'GET');
		const all = await control('GET', '/requests');
		expect(all.body).toMatchObject({
			total: 2,
			counts: { 'oauth.token 200': 1, 'getOrganizations 401': 1 },
		});
		expect(
			(await control('GET', '/requests?operation=getOrganizations')).body.requests,
		).toHaveLength(1);
		expect((await control('GET', '/requests?from=1&method=post')).body.requests).toEqual([]);
		expect((await control('GET', '/requests?counts')).body).not.toHaveProperty('requests');
		await control('DELETE', '/requests');
		expect((await control('GET', '/requests')).body).toMatchObject({ total: 0, requests: [] });
	});

	it('hand out credentials that work', async () => {
		const { body } = await control('GET', '/credential?apiContract=cursor');
		const credential = body as unknown as JwtCredential;
		expect(credential.adminBaseUrl).toBe(sandbox.cursorBaseUrl);
		expect(await tokenFor(credential)).toBeTruthy();
		expect((await control('GET', '/credential/oauth2')).body).toEqual({
			...sandbox.oauth2Credential(),
		});
		expect((await control('GET', '/credential/scim')).body).toEqual({
			...sandbox.scimCredential(),
		});
	});

	it('put faults in place and take them away', async () => {
		const fault = {
			match: { pathPattern: 'ORGANIZATIONS$', times: null },
			do: { type: 'empty', status: 500 },
		};
		expect((await control('POST', '/faults', [fault])).body).toEqual({ added: 1 });
		const status = async () =>
			(await send(`${sandbox.adminBaseUrl}/v2/organizations`, 'GET')).status;
		expect([await status(), await status()]).toEqual([500, 500]);
		expect((await control('GET', '/faults')).body.faults).toMatchObject([{ hits: 2 }]);
		await control('DELETE', '/faults');
		expect(await status()).toBe(401);
		expect((await control('POST', '/faults', { do: { type: 'callback' } })).status).toBe(400);
	});

	it('refuse settings that there are none of', async () => {
		for (const path of ['/options', '/reset']) {
			const reply = await control('POST', path, { dsProfile: 403 });
			expect([reply.status, reply.body.message]).toEqual([400, 'There is no option dsProfile.']);
		}
	});

	it('change settings, time, consents and tokens', async () => {
		await control('POST', '/options', { rateLimit: { perSecond: 1, answer: '429' } });
		const { token, published } = await adminOf(sandbox);
		const statuses = await Promise.all(
			[1, 2].map(async () => (await published('GET', '/v2/organizations')).status),
		);
		expect(statuses.sort()).toEqual([200, 429]);
		await control('POST', '/options', { rateLimit: {} });
		await control('POST', '/tokens/expire', {});
		expect((await published('GET', '/v2/organizations', { token })).status).toBe(401);
		await control('POST', '/consent', { action: 'revoke' });
		await expect(adminOf(sandbox)).rejects.toThrow();
		await control('POST', '/consent', { action: 'grant', scopes: ['user_read', 'impersonation'] });
		expect(await tokenFor(sandbox.credential({ requestedScopes: 'user_read' }))).toBeTruthy();
		const before = sandbox.clock.now();
		await control('POST', '/clock', { advanceMs: 60_000 });
		expect(sandbox.clock.now()).toBeGreaterThanOrEqual(before + 60_000);
		const { clientId } = sandbox.oauth2Credential();
		await control('POST', `/apps/${clientId}`, { redirectUris: ['http://127.0.0.1:1/cb'] });
		expect(sandbox.state.oauth.apps.get(clientId)?.redirectUris).toEqual(['http://127.0.0.1:1/cb']);
	});

	it('let memberships come, change and go, and the user with them', async () => {
		const { body } = await control('POST', '/users', {
			email: 'new@example.com',
			userName: 'New',
			status: 'created',
		});
		const set = async (membership: object) =>
			(await control('POST', `/users/${String(body.id)}/memberships`, membership)).body;
		const [account, second] = [...sandbox.state.accounts.values()];
		const groupIds = [account.groups[2].id];
		const active = await set({ accountId: account.id, status: 'active', groupIds });
		expect(active).toMatchObject({ status: 'active', memberships: [{ groupIds }] });
		const permissionProfileId = second.permissionProfiles[2].id;
		const joined = await set({ accountId: second.id, permissionProfileId });
		expect(joined.memberships).toMatchObject([{}, { permissionProfileId, status: 'active' }]);
		await set({ accountId: account.id, status: 'closed' });
		expect(await set({ accountId: second.id, status: 'closed' })).toMatchObject({
			status: 'closed',
			memberships: [{ closedAt: expect.any(Number) as number }, { status: 'closed' }],
		});
		const elsewhere = { accountId: '00000000-0000-4000-8000-000000000000' };
		expect(await set(elsewhere)).toMatchObject({ message: 'There is no such account.' });
		expect((await control('POST', '/users/nobody/memberships', {})).status).toBe(404);
	});

	it('let users come, change and go, and begin anew', async () => {
		const { body } = await control('POST', '/users', { email: 'new@example.com', userName: 'New' });
		const id = String(body.id);
		const changed = await control('POST', `/users/${id}`, { firstName: 'Newer' });
		expect(changed.body).toMatchObject({ firstName: 'Newer', memberships: [{ status: 'active' }] });
		expect((await control('DELETE', `/users/${id}`)).status).toBe(200);
		expect((await control('POST', `/users/${id}`, {})).status).toBe(404);
		const credential = sandbox.credential();
		await control('POST', '/reset', { users: 5 });
		expect(sandbox.state.users.size).toBe(5);
		expect(sandbox.requests).toEqual([]);
		expect(await tokenFor(credential)).toBeTruthy();
	});

	it('begin anew with the settings of the start, but for those that are named', async () => {
		await control('POST', '/options', {
			rateLimit: { perSecond: 1, answer: '429' },
			lackOfRightsStatus: 403,
		});
		await control('POST', '/reset', { users: 5, latencyMs: 1 });
		const { published } = await adminOf(sandbox);
		const all = await Promise.all([1, 2, 3].map(() => published('GET', '/v2/organizations')));
		expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
		const narrow = await adminOf(sandbox, { requestedScopes: 'user_read' });
		expect((await narrow.published('GET', '/v2/organizations')).status).toBe(401);
		await control('POST', '/reset', {});
		expect(sandbox.state.users.size).toBe(40);
	});

	it('keep the settings that the sandbox was started with', async () => {
		await sandbox.close();
		sandbox = await startSandbox({ users: 7, rateLimit: { hourly: 1 } });
		sandbox.configure({ rateLimit: undefined, users: 9 });
		sandbox.reset();
		expect(sandbox.state.users.size).toBe(7);
		const { published } = await adminOf(sandbox);
		expect((await published('GET', '/v2/organizations')).status).toBe(200);
		expect((await published('GET', '/v2/organizations')).status).toBe(400);
	});
});
