import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';

let sandbox: Sandbox;

afterEach(async () => await sandbox.close());

/** @param first the number of the first page, which Docusign does not tell */
async function open(first: 0 | 1, groups: number) {
	sandbox = await startSandbox({ users: 2, firstDsGroupPage: first });
	const { account } = seeded(sandbox);
	for (let n = 1; n <= groups; n++) {
		const id = sandbox.state.nextId('dsGroup');
		const group = { id, groupId: String(n), name: `Group ${n}`, description: '' };
		account.dsGroups.set(id, { ...group, modifiedAt: 0, memberIds: new Set() });
	}
	return [...account.dsGroups.keys()];
}

const list = async (contract: 'openApi' | 'cursor', more = {}) => {
	const { organizationId, account } = seeded(sandbox);
	const output = await adminNode(sandbox, contract).run({
		resource: 'dsGroup',
		operation: 'getAll',
		organizationId: by('id', organizationId),
		accountId: by('id', account.id),
		...more,
	});
	return output.map(({ json }) => json);
};

describe.each([0, 1] as const)('DS groups whose first page is %i', (first) => {
	it.each([0, 1, 99, 100, 101, 200, 250])('are listed whole, %i of them', async (groups) => {
		const ids = await open(first, groups);
		const records = await list('openApi', { returnAll: true });
		expect(records.map(({ ds_group_id: id }) => id)).toEqual(ids);
	});

	it('are listed up to a limit, in pages of any size', async () => {
		const ids = await open(first, 120);
		for (const [limit, pageSize] of [
			[1, 7],
			[50, 20],
			[119, 250],
		]) {
			const records = await list('openApi', { limit, options: { pageSize } });
			expect(records.map(({ ds_group_id: id }) => id)).toEqual(ids.slice(0, limit));
		}
	});
});

it('come with their fields as Docusign names them', async () => {
	await open(1, 1);
	const [record] = await list('openApi');
	const { account } = seeded(sandbox);
	expect(record).toMatchObject({ group_name: 'Group 1', account_id: account.id, user_count: 0 });
	expect(adminRequests(sandbox)).toHaveLength(1);
});

it('are what the cursor contract does not have', async () => {
	await open(1, 1);
	await expect(list('cursor')).rejects.toThrow(/has no way to list the DS groups/);
	expect(adminRequests(sandbox)).toEqual([]);
});
