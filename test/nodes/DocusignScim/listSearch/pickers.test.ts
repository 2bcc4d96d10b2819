import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { DocusignScim } from '../../../../nodes/DocusignScim/DocusignScim.node';
import { startSandbox } from '../../../../sandbox';
import { scimNode } from '../support/node';
import { startScimmy } from '../support/scimmyServer';
import { SERVERS } from '../support/servers';

describe.each(SERVERS)('pickers of %s', (_, start) => {
	it('page through all users and find one by a part of the name', async () => {
		const server = await start({ users: 101 });
		const node = scimNode(server.credential);
		const seen = new Set<unknown>();
		let token: string | undefined;
		do {
			const page = await node.search('searchUsers', undefined, token);
			page.results.forEach(({ value }) => seen.add(value));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		expect(seen.size).toBe(101);
		expect(server.seen()).toHaveLength(2);
		const { results, paginationToken } = await node.search('searchUsers', ' 00042 ');
		expect(results).toHaveLength(1);
		expect(results[0].name).toContain('00042');
		expect(paginationToken).toBeUndefined();
		await server.close();
	});

	it('list groups, and say what is wrong where the list would be', async () => {
		const server = await start();
		const node = scimNode(server.credential);
		const group = { resource: 'group', operation: 'create' };
		const [{ id }] = await node.records({ ...group, displayName: 'Sales' });
		await node.records({ ...group, displayName: 'Support' });
		expect((await node.search('searchGroups', 'sal')).results.length).toBeLessThanOrEqual(1);
		expect((await node.search('searchGroups', 'Sal')).results).toEqual([
			{ name: 'Sales', value: id },
		]);
		expect((await node.search('searchGroups')).results).toHaveLength(2);
		const stranger = scimNode({ ...server.credential, bearerToken: 'made-up' });
		await expect(stranger.search('searchUsers')).rejects.toThrow(/did not accept the token/);
		await server.close();
	});
});

describe('the list of users to choose several from', () => {
	it('is sorted by name, tells who is inactive, and is not endless', async () => {
		const sandbox = await startSandbox({ users: 1_050, variety: false });
		const [first, second] = [...sandbox.state.users.values()];
		Object.assign(first, { firstName: 'Aaron', lastName: 'Last', status: 'closed' });
		Object.assign(second, { firstName: 'Aachen', lastName: '' });
		const { node, workflow, additionalData } = scimNode(sandbox.scimCredential()).engine();
		const context = new LoadOptionsContext(workflow, node, additionalData, '');
		const { getUsers } = new DocusignScim().methods.loadOptions;
		const options = await getUsers.call(context as unknown as ILoadOptionsFunctions);
		expect(options).toHaveLength(1_000);
		expect(options.slice(0, 2)).toEqual([
			{ name: 'Aachen – User 000002', value: second.id },
			{ name: 'Aaron Last – User 000001 (inactive)', value: first.id },
		]);
		await sandbox.close();
	});
});

it('a server that compares nothing but whole names is asked for the whole name', async () => {
	const scimmy = await startScimmy();
	const [first] = scimmy.store.seed(2);
	scimmy.intervene({
		when: ({ query }) => query.filter?.includes(' co ') ?? false,
		instead: () => ({ status: 400, body: { scimType: 'invalidFilter', detail: 'Only eq' } }),
	});
	const { results } = await scimNode(scimmy.credential).search(
		'searchUsers',
		String(first.userName),
	);
	expect(results.map(({ value }) => value)).toEqual([first.id]);
	expect(scimmy.requests.map(({ query }) => query.filter)).toEqual([
		'userName co "seeded00000@example.com"',
		'userName eq "seeded00000@example.com"',
	]);
	await scimmy.close();
});

it('a server that does not filter is looked through so far, and that is said', async () => {
	const sandbox = await startSandbox({ users: 2_200, scimFilters: 'ignored' });
	const node = scimNode(sandbox.scimCredential());
	expect((await node.search('searchUsers', '000042')).results).toHaveLength(1);
	await expect(node.search('searchUsers', '002150')).rejects.toThrow(
		'Not found in the first 2000 records, and there are more: type the whole name',
	);
	// Scrolled on, it goes on: what was found first stays on the screen.
	const rest = await node.search('searchUsers', '002150', '2001');
	expect(rest.results).toHaveLength(1);
	await sandbox.close();
});
