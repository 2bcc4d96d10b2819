import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/DocusignScim/resources';
import { by, scimNode } from './support/node';
import { SERVERS, type ScimServer } from './support/servers';

/**
 * Every operation in the real engine, against two servers that others wrote or that know nothing of
 * the node, with both answers that a PATCH may have.
 */

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

const WAYS = SERVERS.flatMap(([name, start]) =>
	([200, 204] as const).map((patch) => [name, patch, start] as const),
);

/** The requests that the tests below have sent, ids aside. */
const called = new Set<string>();

describe.each(WAYS)('%s, answering PATCH with %i', (_name, patch, start) => {
	let server: ScimServer;
	let node: ReturnType<typeof scimNode>;

	beforeEach(async () => {
		server = await start();
		server.answerPatch(patch);
		node = scimNode(server.credential);
	});
	afterEach(async () => {
		for (const { method, path, headers, body } of server.seen()) {
			expect(headers.accept ?? '*/*').toMatch(/^(application\/scim\+json|\*\/\*)/);
			const type = method === 'GET' ? undefined : 'application/scim+json';
			expect([method, headers['content-type'], body === undefined]).toEqual([method, type, !type]);
			called.add(`${method} ${path.replace(/^(\/(?:Users|Groups)\/).+/, '$1{id}')}`);
		}
		await server.close();
	});

	const user = async (operation: string, more: INodeParameters = {}) =>
		await node.records({ resource: 'user', operation, ...more });
	const group = async (operation: string, more: INodeParameters = {}) =>
		await node.records({ resource: 'group', operation, ...more });
	const last = () => server.seen().at(-1)!;
	const patches = () => server.seen().filter(({ method }) => method === 'PATCH');

	async function createJane(more: INodeParameters = {}): Promise<IDataObject> {
		const fields = { userName: 'jane@example.com', givenName: 'Jane', familyName: 'Doe' };
		const [jane] = await user('create', { ...fields, ...more });
		return jane;
	}

	it('creates a user', async () => {
		const jane = await createJane({
			email: 'jane.doe@example.com',
			additionalFields: { externalId: 'x-1', title: 'Engineer' },
		});
		expect(last()).toMatchObject({
			method: 'POST',
			path: '/Users',
			status: 201,
			body: {
				schemas: [USER],
				userName: 'jane@example.com',
				name: { givenName: 'Jane', familyName: 'Doe' },
				emails: [{ value: 'jane.doe@example.com', type: 'work', primary: true }],
				active: true,
				externalId: 'x-1',
				title: 'Engineer',
			},
		});
		expect(last().headers['content-type']).toBe('application/scim+json');
		expect(jane).toMatchObject({ userName: 'jane@example.com', active: true });
		expect(await server.look(`/Users/${String(jane.id)}`)).toEqual(jane);
	});

	it.each(['id', 'list', 'userName'] as const)('gets a user by %s', async (mode) => {
		const jane = await createJane();
		const userId = by(mode, String(mode === 'userName' ? jane.userName : jane.id));
		expect(await user('get', { userId })).toEqual([
			expect.objectContaining({
				id: jane.id,
				userName: 'jane@example.com',
				givenName: 'Jane',
				familyName: 'Doe',
				email: 'jane@example.com',
				active: true,
			}),
		]);
		expect(await user('get', { userId, simplify: false })).toEqual([jane]);
	});

	it('lists users', async () => {
		const jane = await createJane();
		expect(await user('getAll', { returnAll: true })).toHaveLength(6);
		expect(await user('getAll', { limit: 2 })).toHaveLength(2);
		const filters = { userName: 'jane@example.com' };
		expect(await user('getAll', { filters, simplify: false })).toEqual([jane]);
	});

	it('replaces a user', async () => {
		const { id } = await createJane({ additionalFields: { title: 'Engineer', externalId: 'x-1' } });
		const userId = by('id', String(id));
		const [replaced] = await user('replace', {
			userId,
			userName: 'joan@example.com',
			givenName: 'Joan',
		});
		expect(last()).toMatchObject({
			method: 'PUT',
			body: {
				schemas: [USER],
				id,
				userName: 'joan@example.com',
				name: { givenName: 'Joan' },
				externalId: 'x-1',
				active: true,
			},
		});
		expect(replaced).toMatchObject({ id, userName: 'joan@example.com', externalId: 'x-1' });
		expect(replaced).not.toHaveProperty('title');
		expect(await server.look(`/Users/${String(id)}`)).toEqual(replaced);
	});

	it('updates a user', async () => {
		const { id } = await createJane({ additionalFields: { title: 'Engineer' } });
		const userId = by('userName', 'jane@example.com');
		const updateFields = { familyName: 'Roe', clearFields: ['title'], email: 'roe@example.com' };
		const [updated] = await user('update', { userId, updateFields });
		expect(patches()).toHaveLength(1);
		expect(patches()[0].status).toBe(patch);
		expect(updated).toMatchObject({
			id,
			name: { givenName: 'Jane', familyName: 'Roe' },
			emails: [{ value: 'roe@example.com', type: 'work', primary: true }],
		});
		expect(updated).not.toHaveProperty('title');
		expect(await server.look(`/Users/${String(id)}`)).toEqual(updated);
	});

	it('deactivates a user', async () => {
		const { id } = await createJane();
		const [closed] = await user('deactivate', { userId: by('id', String(id)) });
		expect(patches().map(({ body }) => body)).toEqual([
			{
				schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
				Operations: [{ op: 'replace', path: 'active', value: false }],
			},
		]);
		expect(closed).toMatchObject({ id, active: false });
		expect(await server.look(`/Users/${String(id)}`)).toMatchObject({ active: false });
	});

	it('creates, gets and lists groups', async () => {
		const { id } = await createJane();
		const [created] = await group('create', { displayName: 'Sales', memberIds: [String(id)] });
		expect(last()).toMatchObject({
			method: 'POST',
			path: '/Groups',
			body: { schemas: [GROUP], displayName: 'Sales', members: [{ value: id }] },
		});
		const groupId = by('id', String(created.id));
		expect(await group('get', { groupId, simplify: false })).toEqual([created]);
		expect(await group('get', { groupId })).toEqual([
			expect.objectContaining({
				id: created.id,
				displayName: 'Sales',
				members: [expect.objectContaining({ id })],
			}),
		]);
		const filters = { displayName: 'Sales' };
		expect(await group('getAll', { filters, simplify: false })).toEqual([created]);
		expect(await group('getAll', { filters: { displayName: 'Nobody' } })).toEqual([]);
	});

	it('adds members to a group and removes them', async () => {
		const [first, second] = (await user('getAll', { limit: 2 })).map(({ id }) => String(id));
		const [created] = await group('create', { displayName: 'Sales' });
		const groupId = by('id', String(created.id));
		const members = async () =>
			((await server.look(`/Groups/${String(created.id)}`)).members ?? []) as object[];

		const [grown] = await group('addMembers', { groupId, memberIds: [first, second, first] });
		expect(last().method).toBe(patch === 200 ? 'PATCH' : 'GET');
		expect(await members()).toMatchObject([{ value: first }, { value: second }]);
		expect(grown).toMatchObject({ members: [{ value: first }, { value: second }] });
		await group('addMembers', { groupId, memberIds: `${first}, ${second}` });
		expect(await members()).toHaveLength(2);

		const [left] = await group('removeMembers', { groupId, memberIds: [first] });
		expect(left).toMatchObject({ id: created.id, members: [{ value: second }] });
		expect(await members()).toMatchObject([{ value: second }]);
		await group('removeMembers', { groupId, memberIds: [first] });
		expect(await members()).toHaveLength(1);
	});

	it('shows what the server supports and its schemas', async () => {
		const [config] = await node.records({ resource: 'serviceProviderConfig', operation: 'get' });
		expect(config).toMatchObject({ patch: { supported: true }, filter: { supported: true } });
		const schema = { resource: 'schema', operation: 'getAll' };
		const schemas = await node.records({ ...schema, returnAll: true });
		expect(schemas.map(({ id }) => id)).toEqual(expect.arrayContaining([USER, GROUP]));
		expect(await node.records({ ...schema, limit: 1 })).toHaveLength(1);
	});
});

describe('the node', () => {
	it("has sent each of the server's eleven requests, and no other", () => {
		expect([...called].sort()).toEqual([
			'GET /Groups',
			'GET /Groups/{id}',
			'GET /Schemas',
			'GET /ServiceProviderConfig',
			'GET /Users',
			'GET /Users/{id}',
			'PATCH /Groups/{id}',
			'PATCH /Users/{id}',
			'POST /Groups',
			'POST /Users',
			'PUT /Users/{id}',
		]);
	});

	it('has every operation that a test above runs, and no other', () => {
		expect(
			resources.flatMap(({ value, operations }) =>
				operations.map((each) => `${value}.${each.value}`),
			),
		).toEqual([
			'group.addMembers',
			'group.create',
			'group.get',
			'group.getAll',
			'group.removeMembers',
			'schema.getAll',
			'serviceProviderConfig.get',
			'user.create',
			'user.deactivate',
			'user.get',
			'user.getAll',
			'user.replace',
			'user.update',
		]);
	});
});
