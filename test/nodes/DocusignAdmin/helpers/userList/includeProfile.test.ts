import type { INodeParameters } from 'n8n-workflow';

import { loadedOnce } from '../../../../../nodes/DocusignAdmin/helpers/userList/includeProfile';
import { startSandbox, type Sandbox } from '../../../../../sandbox';
import type { Membership } from '../../../../../sandbox/state/model';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../../support/admin';

/** Include Profile: what the record shows is that of the account it speaks of. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 40, accounts: 2 });
	// Everyone has in each account what is only had there.
	for (const membership of sandbox.state.memberships.values()) {
		const { permissionProfiles, groups } = sandbox.state.accounts.get(membership.accountId)!;
		const [, , sales] = groups;
		if (membership.status === 'closed') continue;
		sandbox.state.updateMembership(membership.id, {
			permissionProfileId: permissionProfiles[membership.sequence % 3].id,
			groupIds: [sales.id],
		});
	}
});

afterEach(async () => await sandbox.close());

const memberships = () => [...sandbox.state.memberships.values()];

interface Shown {
	id: string;
	account_id?: string;
	permission_profile?: { id: string | number };
	groups?: Array<{ id: string | number }>;
}

const list = async (contract: 'openApi' | 'cursor', parameters: INodeParameters) =>
	(
		await adminNode(sandbox, contract).run({
			operation: 'getAll',
			organizationId: by('id', seeded(sandbox).organizationId),
			returnAll: true,
			options: { includeProfile: true },
			...parameters,
		})
	).map(({ json }) => json as unknown as Shown);

function expectShown(record: Shown, membership: Membership) {
	expect(Number(record.permission_profile?.id)).toBe(membership.permissionProfileId);
	expect(record.groups?.map(({ id }) => Number(id))).toEqual(
		expect.arrayContaining(membership.groupIds),
	);
}

describe.each(CONTRACTS)('profiles in lists on the %s contract', (contract) => {
	it.each([true, false])('are those of the account that is filtered by: %s', async (simplify) => {
		for (const { id } of [seeded(sandbox).account, seeded(sandbox).second]) {
			const filters = { accountId: by('id', id) };
			const records = await list(contract, { resource: 'user', filters, simplify });
			const members = memberships().filter(({ accountId }) => accountId === id);
			expect(records).toHaveLength(members.length);
			for (const record of records) {
				expectShown(record, sandbox.state.membershipIn(record.id, id)!);
			}
		}
	});

	it('come with each membership of every account', async () => {
		const records = await list(contract, { resource: 'membership' });
		expect(records).toHaveLength(memberships().length);
		for (const record of records) {
			expectShown(record, sandbox.state.membershipIn(record.id, record.account_id!)!);
		}
	});

	it.each([true, false])('come with all users, each once: %s', async (simplify) => {
		const records = await list(contract, { resource: 'user', simplify });
		expect(records.map(({ id }) => id).sort()).toEqual([...sandbox.state.users.keys()].sort());
		for (const record of simplify || contract === 'cursor' ? records : []) {
			const { defaultAccountId } = sandbox.state.users.get(record.id)!;
			const of = record.account_id ?? defaultAccountId;
			expectShown(record, sandbox.state.membershipIn(record.id, of)!);
		}
	});
});

it('are not shown for an account that the profile does not name', async () => {
	const { account, second } = seeded(sandbox);
	const [{ userId }] = memberships().filter(({ accountId }) => accountId === account.id);
	sandbox.faults.add({
		match: { path: `/${userId}/dsprofile` },
		do: {
			type: 'respond',
			status: 200,
			body: {
				users: [
					{ id: userId, memberships: [{ account_id: second.id, permission_profile: { id: 1 } }] },
				],
			},
		},
	});
	const filters = { accountId: by('id', account.id) };
	const records = await list('openApi', { resource: 'user', filters, simplify: true });
	const record = records.find(({ id }) => id === userId)!;
	expect(record.permission_profile).toBeUndefined();
});

it('are asked for once for a user of several accounts', async () => {
	await list('openApi', { resource: 'membership' });
	const asked = adminRequests(sandbox).filter(({ path }) => path.endsWith('/dsprofile'));
	expect(asked).toHaveLength(sandbox.state.users.size);
	expect(memberships().length).toBeGreaterThan(sandbox.state.users.size);
});

describe('loadedOnce', () => {
	it('keeps a profile until its user has come as often as it has memberships', async () => {
		const loads: string[] = [];
		const load = loadedOnce(async ({ id }) => {
			loads.push(String(id));
			const foreign = { is_external_account: true };
			return await Promise.resolve({ id, memberships: id === 'one' ? [{}] : [{}, {}, foreign] });
		});
		for (const id of ['two', 'one', 'two', 'one', 'two']) expect((await load({ id })).id).toBe(id);
		// The third time `two` comes nobody could know of, and `one` comes once only.
		expect(loads).toEqual(['two', 'one', 'one', 'two']);
	});
});
