import { type Sandbox, startSandbox } from '../../../sandbox';
import { defaultOptions } from '../../../sandbox/options';
import { adminOf, type Reply, type Request, send } from '../support/admin';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let sandbox: Sandbox;

beforeEach(async () => {
	// Answers with a body show more of what a patch does; without one is how they come by default.
	sandbox = await startSandbox({ users: 30, scimPatch: 200 });
});
afterEach(() => sandbox.close());

const scim = (method: string, path: string, request: Request = {}): Promise<Reply> => {
	const { baseUrl, bearerToken } = sandbox.scimCredential();
	const { body, headers } = request;
	return send(baseUrl + path, method, {
		token: bearerToken,
		...request,
		headers: { 'content-type': 'application/scim+json', ...headers },
		body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
	});
};

const list = (query: Record<string, string | number>, what = 'Users') =>
	scim('GET', `/${what}`, { query });

const patch = (path: string, Operations: object[], headers?: Record<string, string>) =>
	scim('PATCH', path, { body: { schemas: [PATCH], Operations }, headers });

const newUser = (body: object = {}): Promise<Reply> =>
	scim('POST', '/Users', {
		body: {
			schemas: [USER, ENTERPRISE],
			userName: 'ada@example.com',
			name: { givenName: 'Ada', familyName: 'Lovelace' },
			emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
			externalId: 'x-1',
			title: 'Engineer',
			[ENTERPRISE]: { organization: 'Example' },
			...body,
		},
	});

const names = (reply: Reply): unknown[] =>
	((reply.body.Resources ?? []) as Array<{ userName?: string; displayName?: string }>).map(
		({ userName, displayName }) => userName ?? displayName,
	);

const problem = (reply: Reply) => [reply.status, reply.body.status, reply.body.scimType];

describe('lists', () => {
	it('page from 1, to a total, and are at most as long as the server likes', async () => {
		const first = await list({ startIndex: 1, count: 12 });
		expect(first.headers.get('content-type')).toContain('application/scim+json');
		expect(first.body).toMatchObject({
			schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
			totalResults: 30,
			startIndex: 1,
			itemsPerPage: 12,
		});
		expect(names(await list({ startIndex: 13, count: 1 }))).toEqual(['User 000013']);
		expect((await list({ startIndex: 0, count: 1 })).body).toMatchObject({ startIndex: 1 });
		expect((await list({ count: 0 })).body).toMatchObject({ totalResults: 30, itemsPerPage: 0 });
		const past = await list({ startIndex: 31 });
		expect(past.body).toMatchObject({ totalResults: 30, itemsPerPage: 0 });
		expect(past.body).not.toHaveProperty('Resources');
	});

	const filters: Array<[string, number]> = [
		['userName eq "User 000003"', 1],
		['USERNAME EQ "uSeR 000003"', 1],
		['userName ne "User 000003"', 29],
		['userName co "00001"', 11],
		['userName sw "User"', 30],
		['userName ew "9"', 3],
		['emails co "000003@"', 1],
		['emails.value eq "user000003@example.com"', 1],
		['emails[type eq "work" and value sw "user000003"]', 1],
		['emails[type eq "home"]', 0],
		['name.familyName gt "000028"', 2],
		['active eq false', 1],
		['active eq true and userName co "00001"', 11],
		['userName eq "User 000001" or userName eq "User 000002" and active eq false', 1],
		['(userName eq "User 000001" or userName eq "User 000002") and active eq true', 2],
		['not (active eq true)', 1],
		['title pr', 0],
		['meta.lastModified gt "2030-01-01T00:00:00Z"', 0],
		['userName eq "a \\"quoted\\" \\\\ name"', 0],
		['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "User 000003"', 1],
	];

	it.each(filters)('filter by %s', async (filter, count) => {
		const reply = await list({ filter });
		expect([reply.status, reply.body.totalResults]).toEqual([200, count]);
	});

	it.each([
		'',
		'userName',
		'userName eq',
		'userName eq ada',
		'userName like "a"',
		'(active eq true',
		'active eq true)',
		'userName eq "a',
		'active gt true',
		'1 eq 1',
	])('refuse the filter %j', async (filter) => {
		expect(problem(await list({ filter }))).toEqual([400, '400', 'invalidFilter']);
	});
});

describe('users', () => {
	it('are created active on a claimed domain, managed by SCIM, with their place and version', async () => {
		const reply = await newUser();
		expect(reply.status).toBe(201);
		const id = String(reply.body.id);
		expect(reply.headers.get('location')).toBe(`${sandbox.url}/scim/v2/Users/${id}`);
		expect(reply.body).toMatchObject({
			userName: 'ada@example.com',
			active: true,
			externalId: 'x-1',
			title: 'Engineer',
			[ENTERPRISE]: { organization: 'Example' },
			meta: { resourceType: 'User', version: reply.headers.get('etag') },
		});
		expect((await scim('GET', `/Users/${id}`)).body).toEqual(reply.body);
		const { v2, published } = await adminOf(sandbox);
		const listed = await published('GET', `${v2}/users`, { query: { email: 'ada@example.com' } });
		expect(listed.body.users).toEqual([
			expect.objectContaining({ id, user_status: 'active', is_managed_by_scim: true }),
		]);
	});

	it('keep every attribute of the schema, and forget it with the next replacement', async () => {
		const more = {
			nickName: 'Ada',
			name: { givenName: 'Ada', familyName: 'Lovelace', honorificPrefix: 'Countess' },
			emails: [
				{ value: 'ada@home.example.com', type: 'home' },
				{ value: 'ada@example.com', type: 'work', primary: true },
			],
			phoneNumbers: [{ value: '555-0100', type: 'work' }],
			[ENTERPRISE]: { department: 'Engines', organization: 'Example' },
		};
		const { body } = await newUser(more);
		const path = `/Users/${String(body.id)}`;
		expect(body).toMatchObject(more);
		const moved = await patch(path, [
			{ op: 'replace', path: 'emails[primary eq true].value', value: 'a@example.com' },
			{ op: 'add', path: `${ENTERPRISE}:costCenter`, value: '7' },
		]);
		expect(moved.body).toMatchObject({
			emails: [{ type: 'home' }, { value: 'a@example.com' }],
			[ENTERPRISE]: { department: 'Engines', organization: 'Example', costCenter: '7' },
		});
		expect(sandbox.state.users.get(String(body.id))?.email).toBe('a@example.com');
		const put = await scim('PUT', path, { body: { schemas: [USER], USERNAME: 'a@example.com' } });
		expect(put.body).toMatchObject({ userName: 'a@example.com', schemas: [USER] });
		for (const gone of ['nickName', 'phoneNumbers', ENTERPRISE]) {
			expect(put.body).not.toHaveProperty([gone]);
		}
	});

	const flaws: Array<[string, object, number, string]> = [
		['a name that is taken', { userName: 'USER 000003' }, 409, 'uniqueness'],
		['no name', { userName: undefined }, 400, 'invalidValue'],
		['no schema', { schemas: undefined }, 400, 'invalidSyntax'],
		['an unknown attribute', { nickNames: ['A'] }, 400, 'invalidSyntax'],
		['active as text', { active: 'False' }, 400, 'invalidValue'],
		['no address', { userName: 'ada', emails: [] }, 400, 'invalidValue'],
	];

	it.each(flaws)('refuse %s', async (_name, body, status, type) => {
		expect(problem(await newUser(body))).toEqual([status, String(status), type]);
	});

	it('refuse bodies that are no JSON, or of another type', async () => {
		expect(problem(await scim('POST', '/Users', { body: '{' }))).toEqual([
			400,
			'400',
			'invalidSyntax',
		]);
		const headers = { 'content-type': 'text/plain' };
		expect((await scim('POST', '/Users', { body: 'x', headers })).status).toBe(415);
		expect((await newUser()).status).toBe(201);
		const json = await scim('POST', '/Users', {
			body: { schemas: [USER], userName: 'b@example.com' },
			headers: { 'content-type': 'application/json' },
		});
		expect(json.status).toBe(201);
	});

	it('are replaced as a whole, and keep their id', async () => {
		const { body } = await newUser();
		const path = `/Users/${String(body.id)}`;
		const put = await scim('PUT', path, { body: { schemas: [USER], userName: 'ada@example.com' } });
		expect(put.body).toMatchObject({ name: { givenName: '' }, active: true });
		expect(put.body).not.toHaveProperty('title');
		const other = { schemas: [USER], userName: 'a@example.com', id: 'other' };
		expect(problem(await scim('PUT', path, { body: other }))).toEqual([400, '400', 'mutability']);
	});

	it('are deactivated by active=false, and come back', async () => {
		const { body } = await newUser();
		const id = String(body.id);
		const off = await patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]);
		expect(off.body.active).toBe(false);
		expect(sandbox.state.membershipsOf(id).map(({ status }) => status)).toEqual(['closed']);
		await patch(`/Users/${id}`, [{ op: 'Replace', value: { active: true } }]);
		expect(sandbox.state.users.get(id)?.status).toBe('active');
		const text = await patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: 'False' }]);
		expect(problem(text)).toEqual([400, '400', 'invalidValue']);
	});

	it('are patched by path, by filter and in an extension, all or nothing', async () => {
		const { body } = await newUser();
		const path = `/Users/${String(body.id)}`;
		const reply = await patch(path, [
			{ op: 'replace', path: 'name.givenName', value: 'Augusta' },
			{ op: 'replace', path: 'emails[type eq "work"].value', value: 'augusta@example.com' },
			{ op: 'add', path: `${ENTERPRISE}:organization`, value: 'Analytical Engines' },
			{ op: 'remove', path: 'title' },
		]);
		expect(reply.body).toMatchObject({
			name: { givenName: 'Augusta', familyName: 'Lovelace' },
			emails: [{ value: 'augusta@example.com' }],
			[ENTERPRISE]: { organization: 'Analytical Engines' },
		});
		expect(reply.body).not.toHaveProperty('title');
		const broken = await patch(path, [
			{ op: 'replace', path: 'name.givenName', value: 'Nobody' },
			{ op: 'replace', path: 'emails[type eq "home"].value', value: 'x@example.com' },
		]);
		expect(problem(broken)).toEqual([400, '400', 'noTarget']);
		expect((await scim('GET', path)).body).toMatchObject({ name: { givenName: 'Augusta' } });
	});

	const patches: Array<[string, object, string]> = [
		['an unknown operation', { op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'],
		['no value', { op: 'replace', path: 'title' }, 'invalidValue'],
		['removing without a path', { op: 'remove' }, 'noTarget'],
		['a path that is none', { op: 'replace', path: 'emails[', value: 1 }, 'invalidPath'],
		['another id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
	];

	it.each(patches)('refuse a patch with %s', async (_name, operation, type) => {
		const { body } = await newUser();
		const reply = await patch(`/Users/${String(body.id)}`, [operation]);
		expect(problem(reply)).toEqual([400, '400', type]);
	});

	it('answer a patch with nothing unless they are set to', async () => {
		const { body } = await newUser();
		sandbox.configure({ scimPatch: defaultOptions.scimPatch });
		const reply = await patch(`/Users/${String(body.id)}`, [
			{ op: 'replace', path: 'title', value: 'X' },
		]);
		expect([reply.status, reply.text]).toEqual([204, '']);
		expect(reply.headers.get('etag')).toBeTruthy();
	});

	it('keep to versions', async () => {
		const { body, headers } = await newUser();
		const path = `/Users/${String(body.id)}`;
		const version = headers.get('etag') ?? '';
		const change = [{ op: 'replace', path: 'title', value: 'X' }];
		expect((await scim('GET', path, { headers: { 'if-none-match': version } })).status).toBe(304);
		expect((await patch(path, change, { 'if-match': version })).status).toBe(200);
		expect((await patch(path, change, { 'if-match': version })).status).toBe(412);
		expect((await patch(path, change, { 'if-match': '*' })).status).toBe(200);
	});

	it('cannot be deleted; who is unknown is 404; the last administrator stays', async () => {
		const { userId } = sandbox.credential();
		expect((await scim('DELETE', `/Users/${userId}`)).status).toBe(405);
		expect(problem(await scim('GET', '/Users/nobody'))).toEqual([404, '404', undefined]);
		const off = await patch(`/Users/${userId}`, [
			{ op: 'replace', path: 'emails', value: [{ value: 'user000001@example.com' }] },
			{ op: 'replace', path: 'active', value: false },
		]);
		expect(problem(off)).toEqual([400, '400', 'invalidValue']);
		expect(sandbox.state.users.get(userId)?.status).toBe('active');
	});
});

describe('groups', () => {
	const ids = () => [...sandbox.state.users.keys()].slice(0, 3);
	const create = (body: object = {}) =>
		scim('POST', '/Groups', { body: { schemas: [GROUP], displayName: 'Sales', ...body } });
	const values = (reply: Reply) =>
		((reply.body.members ?? []) as Array<{ value: string }>).map(({ value }) => value);

	it('are created, listed and found', async () => {
		const [one] = ids();
		const { body, status } = await create({ members: [{ value: one }] });
		expect([status, body.displayName]).toEqual([201, 'Sales']);
		expect(names(await list({ filter: 'displayName eq "sales"' }, 'Groups'))).toEqual(['Sales']);
		expect(names(await list({ filter: `members[value eq "${one}"]` }, 'Groups'))).toEqual([
			'Sales',
		]);
		expect((await scim('GET', `/Groups/${String(body.id)}`)).body).toEqual(body);
		expect(problem(await create())).toEqual([409, '409', 'uniqueness']);
		expect(problem(await create({ displayName: 'X', members: [{ value: 'x' }] }))[2]).toBe(
			'invalidValue',
		);
	});

	it('gain and lose members by PATCH, each once', async () => {
		const [one, two, three] = ids();
		const { body } = await create({ members: [{ value: one }] });
		const path = `/Groups/${String(body.id)}`;
		const added = await patch(path, [
			{ op: 'add', path: 'members', value: [{ value: one }, { value: two }, { value: three }] },
		]);
		expect(values(added)).toEqual([one, two, three]);
		const removed = await patch(path, [{ op: 'remove', path: `members[value eq "${one}"]` }]);
		expect(values(removed)).toEqual([two, three]);
		const listed = await patch(path, [{ op: 'remove', path: 'members', value: [{ value: two }] }]);
		expect(values(listed)).toEqual([three]);
		const renamed = await patch(path, [{ op: 'replace', value: { displayName: 'Sellers' } }]);
		expect(renamed.body.displayName).toBe('Sellers');
		expect(values(await patch(path, [{ op: 'remove', path: 'members' }]))).toEqual([]);
	});

	it('are neither replaced nor deleted', async () => {
		const { body } = await create();
		for (const method of ['PUT', 'DELETE']) {
			expect((await scim(method, `/Groups/${String(body.id)}`, { body: {} })).status).toBe(405);
		}
	});
});

it('tells what it can do', async () => {
	expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({
		patch: { supported: true },
		etag: { supported: true },
		filter: { supported: true, maxResults: 200 },
	});
	const schemas = await scim('GET', '/Schemas');
	expect(schemas.body).toMatchObject({
		totalResults: 3,
		Resources: [{ id: USER }, { id: GROUP }, {}],
	});
});

it('takes its own token only, and the Admin API takes it not', async () => {
	const { token } = await adminOf(sandbox);
	expect(problem(await scim('GET', '/Users', { token }))).toEqual([401, '401', undefined]);
	expect((await scim('GET', '/Users', { token: 'x' })).status).toBe(401);
	const { bearerToken } = sandbox.scimCredential();
	const reply = await send(`${sandbox.adminBaseUrl}/v2/organizations`, 'GET', {
		token: bearerToken,
	});
	expect(reply.body.errorCode).toBe('AUTHORIZATION_INVALID_TOKEN');
});
