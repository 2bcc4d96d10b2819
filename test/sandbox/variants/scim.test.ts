import { type Sandbox, startSandbox } from '../../../sandbox';
import { type Reply, send } from '../support/admin';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 30, variety: false });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const scim = (
	method: string,
	path: string,
	body?: object,
	headers: Record<string, string> = {},
): Promise<Reply> => {
	const { baseUrl, bearerToken } = sandbox.scimCredential();
	return send(baseUrl + path, method, {
		token: bearerToken,
		headers: { 'content-type': 'application/scim+json', ...headers },
		body: body && JSON.stringify(body),
	});
};

const user = () => [...sandbox.state.users.values()][2];
const patch = (
	Operations: object[],
	headers?: Record<string, string>,
	path = `/Users/${user().id}`,
) => scim('PATCH', path, { schemas: [PATCH], Operations }, headers);
const deactivate = [{ op: 'replace', path: 'active', value: false }];
const rename = [{ op: 'replace', path: 'name.givenName', value: 'Ada' }];

describe('a change without effect', () => {
	test('of active: 200 with the old value, or 204; attributes change', async () => {
		sandbox.configure({ scimIgnores: ['active'], scimPatch: 200 });
		expect(await patch(deactivate)).toMatchObject({ status: 200, body: { active: true } });
		sandbox.configure({ scimPatch: 204 });
		expect((await patch([...deactivate, ...rename])).status).toBe(204);
		expect(user()).toMatchObject({ status: 'active', firstName: 'Ada' });
	});

	test('of active, also by PUT', async () => {
		sandbox.configure({ scimIgnores: ['active'] });
		const { body } = await scim('GET', `/Users/${user().id}`);
		const put = await scim('PUT', `/Users/${user().id}`, { ...body, active: false });
		expect(put).toMatchObject({ status: 200, body: { active: true } });
		expect(user().status).toBe('active');
	});

	test('of attributes: active changes', async () => {
		sandbox.configure({ scimIgnores: ['attributes'], scimPatch: 200 });
		const before = user().firstName;
		const reply = await patch([...rename, ...deactivate]);
		expect(reply).toMatchObject({
			status: 200,
			body: { active: false, name: { givenName: before } },
		});
		expect(user()).toMatchObject({ status: 'closed', firstName: before });
	});

	test('of members, both ways; the name of the group changes', async () => {
		const members = [{ value: user().id }];
		const { body } = await scim('POST', '/Groups', { schemas: [GROUP], displayName: 'A', members });
		const path = `/Groups/${String(body.id)}`;
		const other = [...sandbox.state.users.keys()][3];
		sandbox.configure({ scimIgnores: ['members'], scimPatch: 200 });
		const added = await patch(
			[
				{ op: 'add', path: 'members', value: [{ value: other }] },
				{ op: 'replace', path: 'displayName', value: 'B' },
			],
			{},
			path,
		);
		expect(added).toMatchObject({ status: 200, body: { displayName: 'B', members } });
		const removal = [{ op: 'remove', path: `members[value eq "${user().id}"]` }];
		expect((await patch(removal, {}, path)).body).toMatchObject({ members });
		sandbox.configure({ scimIgnores: ['attributes'] });
		const renamed = await patch([{ op: 'replace', path: 'displayName', value: 'C' }], {}, path);
		expect(renamed.body.displayName).toBe('B');
	});
});

test('an error may come as 200, with its own status in the body', async () => {
	sandbox.configure({ scimErrorStatus: 200 });
	const missing = await scim('GET', '/Users/none');
	expect(missing).toMatchObject({ status: 200, body: { schemas: [ERROR], status: '404' } });
	const removed = await scim('DELETE', `/Users/${user().id}`);
	expect(removed).toMatchObject({ status: 200, body: { schemas: [ERROR], status: '405' } });
	const { baseUrl } = sandbox.scimCredential();
	expect(await send(`${baseUrl}/Users`, 'GET')).toMatchObject({
		status: 200,
		body: { schemas: [ERROR], status: '401' },
	});
});

test('a complex attribute may take the place of the whole', async () => {
	const value = { middleName: 'M' };
	const name = async (operation: object) => {
		sandbox.reset({ scimPatch: 200, scimComplexPatch: 'replace' });
		return (await patch([operation])).body.name;
	};
	const whole = { givenName: '', familyName: '', middleName: 'M' };
	expect(await name({ op: 'replace', path: 'name', value })).toEqual(whole);
	expect(await name({ op: 'replace', value: { name: value } })).toEqual(whole);
	expect(await name({ op: 'replace', path: 'name.middleName', value: 'M' })).toEqual({
		givenName: 'User',
		familyName: '000003',
		middleName: 'M',
	});
	sandbox.configure({ scimComplexPatch: 'merge' });
	expect((await patch([{ op: 'replace', path: 'name', value }])).body.name).toMatchObject({
		familyName: '000003',
	});
});

test('an unquoted version in meta is not what If-Match takes: the header is', async () => {
	sandbox.configure({ scimVersion: 'unquoted', scimPatch: 200 });
	const reply = await scim('GET', `/Users/${user().id}`);
	const { version } = reply.body.meta as { version: string };
	const etag = reply.headers.get('etag') ?? '';
	expect(version).toMatch(/^[0-9a-f]{16}$/);
	expect(etag).toBe(`W/"${version}"`);
	expect((await patch(rename, { 'if-match': version })).status).toBe(412);
	expect((await patch(rename, { 'if-match': `"${version}"` })).status).toBe(412);
	expect((await patch(rename, { 'if-match': etag })).status).toBe(200);
});

test('truth values may come as text, and are not taken back as such', async () => {
	sandbox.configure({ scimBooleans: 'text', scimPatch: 200 });
	const one = await scim('GET', `/Users/${user().id}`);
	expect(one.body).toMatchObject({ active: 'True', emails: [{ primary: 'true' }] });
	const list = await scim('GET', '/Users?count=1');
	expect(list.body.Resources).toMatchObject([{ active: 'True', emails: [{ primary: 'true' }] }]);
	expect((await patch(deactivate)).body.active).toBe('False');
	const put = await scim('PUT', `/Users/${user().id}`, one.body);
	expect([put.status, put.body.scimType]).toEqual([400, 'invalidValue']);
});

describe('lists', () => {
	const filter = `?filter=${encodeURIComponent('userName eq "User 000003"')}`;

	test('may ignore filters', async () => {
		expect((await scim('GET', `/Users${filter}`)).body.totalResults).toBe(1);
		sandbox.configure({ scimFilters: 'ignored' });
		expect((await scim('GET', `/Users${filter}`)).body.totalResults).toBe(30);
		await scim('POST', '/Groups', { schemas: [GROUP], displayName: 'A' });
		const group = `/Groups?filter=${encodeURIComponent('displayName eq "Z"')}`;
		expect((await scim('GET', group)).body.totalResults).toBe(1);
	});

	test.each([
		['page', 10],
		['zero', 0],
	] as const)('may tell as their total that of the %s', async (scimTotalResults, total) => {
		sandbox.configure({ scimTotalResults });
		const { body } = await scim('GET', '/Users?startIndex=11&count=10');
		expect(body).toMatchObject({ totalResults: total, startIndex: 11, itemsPerPage: 10 });
		expect(body.Resources).toHaveLength(10);
	});

	test('may be bare records', async () => {
		sandbox.configure({ scimList: 'array' });
		const { body } = await scim('GET', '/Users?count=10');
		expect(body).toHaveLength(10);
		expect(body).toMatchObject({ 0: { id: expect.any(String) } });
	});
});
