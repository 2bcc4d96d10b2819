import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import type { Entitlement } from '../../../../../sandbox/variants/entitlements';
import { adminNode, adminRequests, by, seeded, type ContractName } from '../../../../support/admin';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

interface Setup {
	dsGroupsStatus?: Entitlement;
	includeLicenseStatus?: Entitlement;
	users?: number;
}

const reset = (setup: Setup = {}) => {
	sandbox.reset({ users: 30, accounts: 2, ...setup });
	sandbox.requests.length = 0;
};

const BOTH = { includeLicense: true, includeDsGroups: true };

async function list(
	resource: 'user' | 'membership',
	options: INodeParameters,
	contract: ContractName = 'openApi',
) {
	const output = await adminNode(sandbox, contract).run({
		resource,
		operation: 'getAll',
		organizationId: by('id', seeded(sandbox).organizationId),
		returnAll: true,
		options,
	});
	return output.map(({ json }) => json);
}

const userLists = () => adminRequests(sandbox).filter(({ path }) => /\/users(\?|$)/.test(path));

describe.each(['user', 'membership'] as const)('Get Many of %s', (resource) => {
	it('shows licenses and DS groups beside the account they belong to, by no other request', async () => {
		reset();
		const { account } = seeded(sandbox);
		const [member] = sandbox.state.membersOf(account.id);
		const group = {
			id: '0f000000-0000-4000-8000-000000000001',
			groupId: '7',
			name: 'Legal',
			description: '',
			modifiedAt: 0,
			memberIds: new Set([member.userId]),
		};
		account.dsGroups.set(group.id, group);
		const plain = await list(resource, {});
		expect(plain[0]).not.toHaveProperty('license_type');
		const count = userLists().length;
		sandbox.requests.length = 0;
		const records = await list(resource, BOTH);
		expect(userLists()).toHaveLength(count);
		expect(records).toHaveLength(plain.length);
		for (const record of records) {
			expect(record).toMatchObject({
				license_type: 'named',
				account_id: expect.any(String) as string,
				memberships: [{ license_type: 'named', plan_name: 'Example Plan' }],
				ds_groups: expect.any(Array) as unknown[],
			});
			expect(record).not.toHaveProperty('warnings');
		}
		const inGroup = records.find(
			({ id, account_id: at }) => id === member.userId && at === account.id,
		);
		expect(inGroup?.ds_groups).toContainEqual(
			expect.objectContaining({ ds_group_id: group.id, group_name: group.name }),
		);
	});

	it.each([400, 401, 403, 404] as const)(
		'goes on without what the plan does not have, refused with %i, and says so',
		async (status) => {
			reset({ dsGroupsStatus: status });
			const records = await list(resource, BOTH);
			expect(records.length).toBeGreaterThanOrEqual(30);
			for (const record of records) {
				expect(record.license_type).toBe('named');
				expect(record).not.toHaveProperty('ds_groups');
				expect(record.warnings).toEqual([
					expect.stringMatching(/^Docusign does not show DS groups here: /),
				]);
			}
			reset({ dsGroupsStatus: status, includeLicenseStatus: status });
			const bare = await list(resource, BOTH);
			expect(bare).toHaveLength(records.length);
			expect(bare[0]).not.toHaveProperty('license_type');
			expect(bare[0].warnings).toEqual([
				expect.stringMatching(/^Docusign does not show licenses and DS groups here: /),
			]);
		},
	);
});

it('remembers for the run what was refused, page by page and item by item', async () => {
	reset({ includeLicenseStatus: 403, users: 1_200 });
	const output = await adminNode(sandbox, 'openApi').run(
		{
			resource: 'user',
			operation: 'getAll',
			organizationId: by('id', seeded(sandbox).organizationId),
			returnAll: true,
			filters: { accountId: by('id', seeded(sandbox).account.id) },
			options: { includeLicense: true, concurrency: 1 },
		},
		{ items: [{}, {}] },
	);
	const members = sandbox.state.membersOf(seeded(sandbox).account.id).length;
	expect(output).toHaveLength(2 * members);
	expect(userLists().filter(({ status }) => status !== 200)).toHaveLength(1);
});

it('one account without the plan says nothing of the others', async () => {
	reset();
	const { account, second } = seeded(sandbox);
	sandbox.faults.add({
		match: {
			path: new RegExp(
				`account_id=${second.id}.*include_license=true|include_license=true.*${second.id}`,
			),
			times: Infinity,
		},
		do: { type: 'respond', status: 400, body: { error: 'no_plan' } },
	});
	const records = await list('membership', { includeLicense: true });
	for (const record of records) {
		if (record.account_id === account.id) expect(record.license_type).toBe('named');
		else expect(record.warnings).toHaveLength(1);
	}
	expect(records.some(({ account_id: id }) => id === second.id)).toBe(true);
});

it('what the list itself is refused for is told as ever', async () => {
	reset();
	sandbox.faults.add({
		match: { path: /\/users\?/, times: Infinity },
		do: { type: 'respond', status: 403, body: { error: 'unauthorized' } },
	});
	await expect(list('user', BOTH)).rejects.toThrow(/scope user_read/);
});

it('the cursor contract does not have them, and the list comes without', async () => {
	reset();
	const plain = await list('user', {}, 'cursor');
	const records = await list('user', BOTH, 'cursor');
	expect(records).toHaveLength(plain.length);
	for (const record of records) {
		expect(record.warnings).toEqual([
			'Management v2 (Cursor) does not show licenses and DS groups',
		]);
	}
});

// The limit holds for the rest of the process: it comes last.
it('a limit is no refusal of a plan, and is told', async () => {
	reset();
	sandbox.faults.add({
		match: { path: 'include_license', times: Infinity },
		do: {
			type: 'respond',
			status: 400,
			headers: { 'x-ratelimit-reset': String(Math.floor(Date.now() / 1_000) + 3_000) },
			body: { errorCode: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED', message: 'Later.' },
		},
	});
	const parameters = { includeLicense: true, maxWait: 0 };
	await expect(list('user', parameters)).rejects.toThrow(/hourly limit/);
	expect(userLists().every(({ query }) => query.include_license === 'true')).toBe(true);
});
