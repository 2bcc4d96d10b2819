import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { scimNode } from './support/node';
import { SERVERS } from './support/servers';

const list = (more: INodeParameters = {}) => ({ resource: 'user', operation: 'getAll', ...more });

describe.each(SERVERS)('lists of %s', (_, start) => {
	it('come whole and once, page by page, and end at their limit', async () => {
		const server = await start({ users: 130 });
		const node = scimNode(server.credential);
		const users = async (more: INodeParameters) =>
			(await node.records(list({ options: { pageSize: 50 }, ...more }))).map(({ id }) => id);
		const all = await users({ returnAll: true });
		expect(new Set(all).size).toBe(130);
		expect(all).toHaveLength(130);
		expect(server.seen()).toHaveLength(3);
		for (const limit of [1, 49, 50, 51, 120]) {
			server.forget();
			expect(await users({ limit })).toEqual(all.slice(0, limit));
			if (limit <= 50) expect(server.seen()).toHaveLength(1);
		}
		await server.close();
	});

	it('that hold nothing are empty', async () => {
		const server = await start({ users: 1 });
		const node = scimNode(server.credential);
		expect(await node.records(list({ filters: { userName: 'nobody' } }))).toEqual([]);
		const groups = { resource: 'group', operation: 'getAll', returnAll: true };
		expect(await node.records(groups)).toEqual([]);
		await server.close();
	});
});

describe('filters', () => {
	let sandbox: Sandbox;
	let node: ReturnType<typeof scimNode>;

	beforeEach(async () => {
		sandbox = await startSandbox({ users: 12, variety: false });
		node = scimNode(sandbox.scimCredential());
	});
	afterEach(async () => await sandbox.close());

	const names = async (filters: INodeParameters) =>
		(await node.records(list({ returnAll: true, filters }))).map(({ userName }) => userName);
	const firstFilter = () => sandbox.requests.at(0)?.query.filter;

	it.each<[INodeParameters, string, number]>([
		[{ userName: 'User 000003' }, 'userName eq "User 000003"', 1],
		[{ userNameContains: '00001' }, 'userName co "00001"', 4],
		[{ email: 'user000003@example.com' }, 'emails.value eq "user000003@example.com"', 1],
		[{ externalId: 'x' }, 'externalId eq "x"', 0],
		[{ active: true }, 'active eq true', 12],
		[{ active: false }, 'active eq false', 0],
		[
			{ lastModifiedSince: '2024-01-02T10:00:00+01:00' },
			'meta.lastModified ge "2024-01-02T09:00:00.000Z"',
			0,
		],
		[{ filter: 'userName ew "7" or userName ew "8"' }, 'userName ew "7" or userName ew "8"', 2],
		[
			{ active: false, filter: 'userName ew "7" or userName ew "8"' },
			'active eq false and (userName ew "7" or userName ew "8")',
			0,
		],
		[{ active: true }, 'active eq true', 12],
		[{}, '', 12],
	])('%j are one filter: %s', async (filters, expected, found) => {
		const got = await names(filters);
		expect(firstFilter() ?? '').toBe(expected);
		if (!('lastModifiedSince' in filters)) expect(got).toHaveLength(found);
	});

	it.each([
		'a"b',
		'a\\b',
		'a"] or userName pr or userName eq "b',
		'a\u0000\n\tb',
		'é \ud83d\ude00',
		'100% +&=',
	])('find a name as strange as %j, and nobody else', async (userName) => {
		const create = { resource: 'user', operation: 'create', givenName: 'A', familyName: 'B' };
		const email = 'strange@example.com';
		const [{ id }] = await node.records({ ...create, userName, email });
		const found = await node.records(list({ returnAll: true, filters: { userName } }));
		expect(found).toMatchObject([{ id, userName }]);
		const userId = { __rl: true, mode: 'userName', value: userName };
		expect(await node.records({ resource: 'user', operation: 'get', userId })).toMatchObject([
			{ id },
		]);
	});

	it('of groups find them by name and member, with members or without', async () => {
		const [member] = [...sandbox.state.users.keys()];
		const group = { resource: 'group', operation: 'create' };
		await node.records({ ...group, displayName: 'Sales', memberIds: [member] });
		await node.records({ ...group, displayName: 'Empty' });
		const found = async (filters: INodeParameters, options: INodeParameters = {}) =>
			await node.records({ resource: 'group', operation: 'getAll', filters, options });
		expect(await found({ memberId: member })).toMatchObject([{ displayName: 'Sales' }]);
		expect(await found({ displayName: 'Empty' })).toMatchObject([{ displayName: 'Empty' }]);
		await found({}, { includeMembers: false });
		expect(sandbox.requests.at(-1)?.query).toMatchObject({ excludedAttributes: 'members' });
	});

	it('that the server does not understand are named', async () => {
		await expect(names({ filter: 'userName is "x"' })).rejects.toThrow(
			/does not take the filter.*"is" is not an operator\. \(invalidFilter\)/,
		);
	});
});
