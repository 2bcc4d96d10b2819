import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { by, scimNode } from './support/node';
import { user } from './support/parameters';

/** How SCIM servers are seen to differ from the protocol, one sandbox option after the other. */

let sandbox: Sandbox;
let node: ReturnType<typeof scimNode>;

async function start(options: Partial<SandboxOptions>) {
	sandbox = await startSandbox({ users: 5, variety: false, ...options });
	node = scimNode(sandbox.scimCredential());
	// The first is the last administrator, whom the sandbox does not close.
	return [...sandbox.state.users.values()].slice(1);
}
afterEach(async () => await sandbox.close());

const sent = (method: string) => sandbox.requests.filter((request) => request.method === method);
const list = (more: INodeParameters = {}) => user('getAll', { returnAll: true, ...more });
const names = async (filters: INodeParameters) =>
	(await node.records(list({ filters }))).map(({ userName }) => userName);

describe('a server that puts one complex attribute in place of another', () => {
	it('keeps the names that are not mentioned', async () => {
		const [target] = await start({ scimComplexPatch: 'replace' });
		const updateFields = { givenName: 'Joan', otherAttributes: '{"Name":{"middleName":"Q"}}' };
		const [updated] = await node.records(
			user('update', { userId: by('id', target.id), updateFields }),
		);
		const name = { givenName: 'Joan', familyName: target.lastName, middleName: 'Q' };
		expect(updated).toMatchObject({ name });
		expect(updated).not.toHaveProperty('warnings');
	});
});

describe('other attributes', () => {
	const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
	const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

	it('are merged with Email as in Create', async () => {
		const [target] = await start({});
		const emails = [{ value: 'home@example.com', TYPE: 'home', primary: 'false' }];
		const updateFields = { email: 'new@example.com', otherAttributes: JSON.stringify({ emails }) };
		await node.records(user('update', { userId: by('id', target.id), updateFields }));
		const operations = (sent('PATCH')[0].body as { Operations: unknown[] }).Operations;
		expect(operations).toEqual([
			{
				op: 'replace',
				path: 'emails',
				value: [{ value: 'new@example.com', type: 'home', primary: false }],
			},
		]);
	});

	it('of the core schema name it once', async () => {
		await start({});
		const otherAttributes = JSON.stringify({
			[USER]: { nickName: 'JD', ACTIVE: 'True' },
			[`${USER}:profileUrl`]: 'https://example.com',
			[`${ENTERPRISE}:department`]: 'Sales',
			'name.middleName': 'Q',
		});
		const names = { userName: 'jane@example.com', givenName: 'Jane', familyName: 'Doe' };
		await node.records(user('create', { ...names, additionalFields: { otherAttributes } }));
		expect(sent('POST')[0].body).toEqual({
			schemas: [USER, ENTERPRISE],
			userName: 'jane@example.com',
			name: { givenName: 'Jane', familyName: 'Doe', middleName: 'Q' },
			emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
			active: true,
			nickName: 'JD',
			profileUrl: 'https://example.com',
			[ENTERPRISE]: { department: 'Sales' },
		});
	});

	it('say whether a user is active, also where one is written anew', async () => {
		const [target] = await start({});
		const additionalFields = { otherAttributes: '{"Active":"false"}' };
		const names = { userName: target.userName, givenName: 'A', familyName: 'B' };
		const replace = user('replace', {
			userId: by('id', target.id),
			...names,
			additionalFields,
			email: target.email,
		});
		expect(await node.records(replace)).toMatchObject([{ active: false }]);
	});
});

describe('a server that writes truth values as text', () => {
	it('is understood, and given none of them back', async () => {
		const [target] = await start({ scimBooleans: 'text', scimPatch: 200 });
		const userId = by('id', target.id);
		expect(await node.records(user('get', { userId }))).toMatchObject([
			{ active: true, email: target.email },
		]);
		const fields = { userName: target.userName, givenName: 'A', email: 'x@example.com' };
		await node.records(user('replace', { userId, ...fields }));
		await node.records(user('update', { userId, updateFields: { email: 'y@example.com' } }));
		await node.records(user('deactivate', { userId }));
		await node.records(user('deactivate', { userId }));
		expect(sandbox.state.users.get(target.id)!.status).toBe('closed');
		expect(await names({ active: false })).toEqual([target.userName]);
		const written = [...sent('PUT'), ...sent('PATCH')].map(({ body }) => JSON.stringify(body));
		expect(written).toHaveLength(4);
		expect(written.join()).not.toMatch(/"(true|false)"/i);
	});
});

describe('a server that writes versions without quotes', () => {
	it.each(['id', 'userName'] as const)('is held to the header (%s)', async (mode) => {
		const [target] = await start({ scimVersion: 'unquoted' });
		const userId = by(mode, mode === 'id' ? target.id : target.userName);
		const { userName, email } = target;
		const fields = { userName, email, givenName: 'A', familyName: 'B' };
		await node.records(user('replace', { userId, ...fields }));
		await node.records(user('update', { userId, updateFields: { title: 'x' } }));
		const held = [...sent('PUT'), ...sent('PATCH')].map(({ headers }) => headers['if-match']);
		// A list has no header of the record.
		expect(held).toEqual([expect.stringMatching(/^W\/"\w+"$/), undefined]);
	});

	it('takes what is given under If Match as the record shows it', async () => {
		const [target] = await start({ scimVersion: 'unquoted' });
		const userId = by('id', target.id);
		const [record] = await node.records(user('get', { userId, simplify: false }));
		const { version } = record.meta as { version: string };
		const change = (ifMatch: string) =>
			node.run(user('deactivate', { userId, options: { ifMatch } }));
		await expect(change('0123456789abcdef')).rejects.toMatchObject({ httpCode: '412' });
		expect(sandbox.state.users.get(target.id)!.status).toBe('active');
		await change(version);
		expect(sandbox.state.users.get(target.id)!.status).toBe('closed');
		expect(sent('PATCH').map(({ headers }) => headers['if-match'])).toEqual([
			'"0123456789abcdef"',
			`W/"${version}"`,
		]);
	});
});

describe('a server that does not filter', () => {
	it('has its lists filtered here, up to their limit', async () => {
		const [first, second] = await start({ scimFilters: 'ignored', users: 120 });
		await node.records(user('deactivate', { userId: by('id', second.id) }));
		expect(await names({ userName: first.userName.toUpperCase() })).toEqual([first.userName]);
		expect(await names({ userNameContains: '00011' })).toHaveLength(11);
		expect(await names({ email: second.email })).toEqual([second.userName]);
		expect(await names({ active: false })).toEqual([second.userName]);
		expect(await names({ active: false, userName: first.userName })).toEqual([]);
		expect(await names({ lastModifiedSince: '2999-01-01' })).toEqual([]);
		const filters = { userNameContains: '1' };
		const some = await node.records(user('getAll', { limit: 20, filters }));
		expect(some).toHaveLength(20);
		expect(some.every(({ userName }) => String(userName).includes('1'))).toBe(true);
	});

	it.each<[string, INodeParameters]>([
		['a filter of one’s own', { filter: 'title eq "x"' }],
		['what the records do not show', { externalId: 'x-1' }],
	])('says that it cannot answer: %s', async (_, filters) => {
		await start({ scimFilters: 'ignored' });
		await expect(node.run(list({ filters }))).rejects.toMatchObject({
			message: expect.stringMatching(/does not filter.*list the users cannot be answered/),
			context: { code: 'DOCUSIGN_SCIM_FILTER_IGNORED' },
		});
	});

	it('has users and groups found by their names in the whole list', async () => {
		const users = await start({ scimFilters: 'ignored', users: 150 });
		const last = users.at(-1)!;
		const userId = by('userName', last.userName);
		expect(await node.records(user('get', { userId }))).toMatchObject([{ id: last.id }]);
		await node.records(user('deactivate', { userId }));
		expect(users.filter(({ status }) => status === 'closed')).toEqual([last]);
		const nobody = user('deactivate', { userId: by('userName', 'nobody') });
		await expect(node.run(nobody)).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_SCIM_USER_NOT_FOUND' },
		});
		const { results } = await node.search('searchUsers', last.userName);
		expect(results.map(({ value }) => value)).toEqual([last.id]);
	});

	it('has groups by member filtered here, where members are shown', async () => {
		const [first] = await start({ scimFilters: 'ignored' });
		const group = { resource: 'group', operation: 'create' };
		await node.records({ ...group, displayName: 'Sales', memberIds: [first.id] });
		await node.records({ ...group, displayName: 'Support', memberIds: [] });
		const found = (more: INodeParameters) =>
			node.records({ resource: 'group', operation: 'getAll', ...more });
		expect(await found({ filters: { displayName: 'Sales' } })).toHaveLength(1);
		// One without members does not show that it has none.
		await expect(found({ filters: { memberId: first.id } })).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_SCIM_FILTER_IGNORED' },
		});
	});
});

describe.each(['page', 'zero'] as const)('a server whose total is that of the %s', (total) => {
	it('has its lists whole', async () => {
		const users = await start({ scimTotalResults: total, users: 450 });
		expect(await node.records(list())).toHaveLength(450);
		expect(await node.records(user('getAll', { limit: 320 }))).toHaveLength(320);
		const seen = new Set<unknown>();
		let token: string | undefined;
		do {
			const page = await node.search('searchUsers', undefined, token);
			page.results.forEach(({ value }) => seen.add(value));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		expect(seen.size).toBe(users.length + 1);
	});

	it('has filtered lists whole as well', async () => {
		await start({ scimTotalResults: total, scimFilters: 'ignored', users: 250 });
		expect(await names({ userNameContains: '0001' })).toHaveLength(111);
	});
});

describe('a server that answers a list with a bare array', () => {
	it('is no SCIM server: nothing is passed on', async () => {
		const [first] = await start({ scimList: 'array', users: 303 });
		const unreadable = { context: { code: 'DOCUSIGN_SCIM_UNREADABLE_ANSWER' } };
		await expect(node.run(list())).rejects.toMatchObject(unreadable);
		const closing = user('deactivate', { userId: by('userName', first.userName) });
		await expect(node.run(closing)).rejects.toMatchObject(unreadable);
		await expect(node.search('searchUsers')).rejects.toThrow(/not what SCIM defines/);
		expect(sent('PATCH')).toEqual([]);
	});
});

it('changes what was asked, whatever a server is like: no other user is touched', async () => {
	await start({});
	await sandbox.close();
	await fc.assert(
		fc.asyncProperty(
			fc.record({
				scimPatch: fc.constantFrom(200, 204),
				scimErrorStatus: fc.constantFrom('real', 200),
				scimComplexPatch: fc.constantFrom('merge', 'replace'),
				scimVersion: fc.constantFrom('etag', 'unquoted'),
				scimBooleans: fc.constantFrom('json', 'text'),
				scimFilters: fc.constantFrom('applied', 'ignored'),
				scimTotalResults: fc.constantFrom('all', 'page', 'zero'),
			} satisfies { [K in keyof SandboxOptions]?: fc.Arbitrary<unknown> }),
			fc.constantFrom('id', 'userName'),
			async (options, mode) => {
				const users = await start({ users: 3, ...(options as Partial<SandboxOptions>) });
				const [target, ...others] = users;
				const before = JSON.stringify(others);
				const userId = () => by(mode, mode === 'id' ? target.id : target.userName);
				const updateFields = { email: 'new@example.com', familyName: 'Roe' };
				try {
					await node.records(user('update', { userId: userId(), updateFields }));
					await node.records(user('deactivate', { userId: userId() }));
					expect(target).toMatchObject({
						email: 'new@example.com',
						lastName: 'Roe',
						status: 'closed',
					});
					expect(JSON.stringify(others)).toBe(before);
				} finally {
					await sandbox.close();
				}
			},
		),
		{ numRuns: 25, endOnFailure: true },
	);
});
