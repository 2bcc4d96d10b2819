import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded, type ContractName } from '../../../support/admin';

let sandbox: Sandbox;
afterEach(async () => await sandbox.close());

const GROUP = '0d000000-0000-4000-8000-000000000009';

/** @param members how many of the account's users belong to the group */
async function open(members: number, users = 10, firstDsGroupPage: 0 | 1 = 1) {
	sandbox = await startSandbox({ users, firstDsGroupPage });
	const { account } = seeded(sandbox);
	const ids = [...sandbox.state.memberships.values()]
		.filter(({ accountId }) => accountId === account.id)
		.map(({ userId }) => userId);
	const memberIds = new Set(ids.slice(0, members));
	const group = { id: GROUP, groupId: '1', name: 'Legal', description: '', modifiedAt: 0 };
	account.dsGroups.set(GROUP, { ...group, memberIds });
	return { ids, memberIds, account };
}

async function run(
	operation: string,
	parameters: INodeParameters = {},
	contract: ContractName = 'openApi',
) {
	const { organizationId, account } = seeded(sandbox);
	const output = await adminNode(sandbox, contract).run({
		resource: 'dsGroup',
		operation,
		organizationId: by('id', organizationId),
		accountId: by('id', account.id),
		dsGroupId: by('id', GROUP),
		...parameters,
	});
	return output.map(({ json }) => json);
}

it.each(
	[0, 1, 99, 100, 101, 230].flatMap((members) => [[members, 0] as const, [members, 1] as const]),
)('are listed whole, %i of them, from page %i on', async (members, first) => {
	const { memberIds } = await open(members, 700, first);
	expect(memberIds.size).toBe(members);
	const records = await run('getMembers', { returnAll: true });
	expect(records.map(({ user_id: id }) => id)).toEqual([...memberIds]);
	expect(adminRequests(sandbox).length).toBeLessThanOrEqual(Math.ceil(members / 100) + 2);
});

it('come once each from a server that repeats its first page and tells no total', async () => {
	const { memberIds } = await open(20, 60, 0);
	sandbox.configure({ startCounts: false, pagingInLists: false });
	const records = await run('getMembers', { limit: 35 });
	expect(records.map(({ user_id: id }) => id)).toEqual([...memberIds]);
});

it('are added by ID and by address, each once', async () => {
	const { ids, memberIds } = await open(0);
	const [one, two] = ids.map((id) => sandbox.state.users.get(id)!);
	const userIds = `${one.id}, ${one.email}; ${two.email}`;
	expect(await run('addMembers', { userIds })).toMatchObject([
		{ ds_group_id: GROUP, user_ids: [one.id, two.id] },
	]);
	expect(memberIds).toEqual(new Set([one.id, two.id]));
	await run('removeMembers', { userIds: two.email });
	expect(memberIds).toEqual(new Set([one.id]));
});

it('that Docusign takes only in part are a failure, behind its status 200', async () => {
	const { ids } = await open(0);
	const stranger = '0c000000-0000-4000-8000-00000000ffff';
	const userIds = `${ids[0]},${stranger}`;
	await expect(run('addMembers', { userIds })).rejects.toMatchObject({
		message: expect.stringContaining(`the user "${stranger}" is not in`) as string,
		description: expect.stringContaining(`It was done for: ${ids[0]}.`) as string,
	});
	await expect(run('removeMembers', { userIds: stranger })).rejects.toThrow(stranger);
});

it.each<[INodeParameters, RegExp]>([
	[{ userIds: '' }, /'User IDs or Emails' is empty/],
	[{ userIds: '={{ $json.nothing }}' }, /'User IDs or Emails' is empty/],
	[{ userIds: '123' }, /is a number/],
	[{ userIds: 'a@b.c, ' + ',x' }, /An entry of 'User IDs or Emails' is empty/],
	[{ userIds: 'a@b.c', dsGroupId: by('id', '') }, /'DS Group' is empty/],
])('that cannot be meant are refused before any request: %j', async (parameters, wanted) => {
	await open(0);
	await expect(run('addMembers', parameters)).rejects.toThrow(wanted);
	expect(adminRequests(sandbox)).toEqual([]);
});

it('a group is created, read and deleted; a dry run does neither', async () => {
	const { account } = await open(3);
	const before = [...account.dsGroups.keys()];
	const options = { dryRun: true };
	expect(await run('create', { groupName: 'Pays', options })).toMatchObject([{ dry_run: true }]);
	expect(await run('delete', { options })).toMatchObject([{ dry_run: true, method: 'DELETE' }]);
	expect([...account.dsGroups.keys()]).toEqual(before);
	const [made] = await run('create', { groupName: 'Pays', description: 'Who pays' });
	expect(made).toMatchObject({ group_name: 'Pays', description: 'Who pays' });
	expect(await run('get')).toMatchObject([{ group_name: 'Legal', user_count: 3 }]);
	expect(await run('delete')).toEqual([{ ds_group_id: GROUP, deleted: true }]);
	expect([...account.dsGroups.keys()]).toEqual([made.ds_group_id]);
	await expect(run('get')).rejects.toThrow(/could not get a DS group/);
	sandbox.faults.add({
		match: { method: 'GET', path: '/dsgroups/' },
		do: { type: 'respond', status: 404, body: {} },
	});
	await expect(run('get')).rejects.toThrow(`the DS group "${GROUP}" does not exist`);
	await expect(run('create', { groupName: ' ' })).rejects.toThrow(/'Name' is empty/);
});

it('a group whose creation is in doubt is looked up, and not created twice', async () => {
	const { account } = await open(0);
	sandbox.faults.add({
		match: { method: 'POST', path: '/dsgroups' },
		do: { type: 'respond', status: 504, act: true },
	});
	expect(await run('create', { groupName: 'Pays' })).toMatchObject([{ group_name: 'Pays' }]);
	expect(account.dsGroups.size).toBe(2);
});

it('are picked from a list', async () => {
	await open(0);
	const { organizationId, account } = seeded(sandbox);
	const parameters = {
		resource: 'dsGroup',
		operation: 'get',
		organizationId: by('id', organizationId),
		accountId: by('id', account.id),
	};
	expect(await adminNode(sandbox, 'openApi').search('searchDsGroups', parameters, 'leg')).toEqual({
		results: [{ name: 'Legal', value: GROUP }],
	});
});
