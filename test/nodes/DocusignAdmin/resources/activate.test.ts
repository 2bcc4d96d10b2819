import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';
import { addUser } from '../trigger/support';

/** Membership > Activate takes the membership's id, which few answers show. */

let sandbox: Sandbox;
const start = async (options: Partial<SandboxOptions> = {}) =>
	(sandbox = await startSandbox({
		users: 520,
		accounts: 2,
		domains: { 'example.com': 'active' },
		...options,
	}));
afterEach(async () => await sandbox.close());

/** Members of the second account, the last of its list, where their membership is so. */
function membership(status: 'closed' | 'activation_sent') {
	const { account, second } = seeded(sandbox);
	const user = addUser(sandbox, `${status}@example.com`, [account.id, second.id], 'active');
	const found = sandbox.state.membershipIn(user.id, second.id)!;
	sandbox.state.updateMembership(found.id, { status });
	return { user, account: second, membership: found };
}
const run = async (userId: string, accountId: string) =>
	await adminNode(sandbox, 'openApi').run({
		resource: 'membership',
		operation: 'activate',
		organizationId: by('id', seeded(sandbox).organizationId),
		accountId: by('id', accountId),
		userId: userId.includes('@') ? by('email', userId) : by('id', userId),
	});
const lists = () => adminRequests(sandbox).filter(({ path }) => /\/users$/.test(path));

const bare: Partial<SandboxOptions> = {
	membershipIdInProfile: false,
	accountListByEmail: 'bare',
	membershipIdByEmail: 'null',
};

describe.each([
	['a profile without ids', { ...bare }],
	[
		'a profile without ids, and no id by address',
		{ ...bare, membershipIdByEmail: 'absent' as const },
	],
	['a profile that shows open memberships only', { ...bare, closedMembershipsInProfile: false }],
	[
		'users without dsprofile',
		{ ...bare, closedMembershipsInProfile: false, dsProfileStatus: 403 as const },
	],
])('%s', (_, options) => {
	it.each(['closed', 'activation_sent'] as const)(
		'has its %s membership activated',
		async (status) => {
			await start(options);
			const { user, account, membership: meant } = membership(status);
			const [{ json }] = await run(user.id, account.id);
			expect(json).toMatchObject({ id: user.id, membership_id: meant.id });
			expect(sandbox.state.membershipIn(user.id, account.id)!.status).toBe('active');
		},
	);

	it('is told who is no member, after all pages of the list', async () => {
		await start(options);
		const { account, second } = seeded(sandbox);
		const user = addUser(sandbox, 'elsewhere@example.com', [account.id], 'active');
		await expect(run(user.email, second.id)).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_MEMBERSHIP_NOT_FOUND' },
		});
		expect(lists().length).toBeGreaterThan(2);
	});
});

it('says that an ID is not shown where the list does not show it either, and not that it is not there', async () => {
	await start(bare);
	const { user, account } = membership('closed');
	sandbox.faults.add({
		match: { path: /\/users\?/, times: Infinity },
		do: {
			type: 'respond',
			status: 200,
			body: {
				users: [{ id: user.id, user_name: 'x', membership_status: 'closed' }],
				paging: { result_set_size: 1, total_set_size: 1 },
			},
		},
	});
	await expect(run(user.email, account.id)).rejects.toThrow(
		/does not show the ID of the membership of closed@example.com/,
	);
});

it('reads the list of an account once for all items', async () => {
	await start({ ...bare, closedMembershipsInProfile: false });
	const { second } = seeded(sandbox);
	const users = Array.from({ length: 4 }, (__, n) => {
		const user = addUser(sandbox, `back${n}@example.com`, [second.id], 'active');
		const { id } = sandbox.state.membershipIn(user.id, second.id)!;
		sandbox.state.updateMembership(id, { status: 'closed' });
		return user;
	});
	const items = users.map(({ id }) => ({ id }));
	const got = await adminNode(sandbox, 'openApi').run(
		{
			resource: 'membership',
			operation: 'activate',
			organizationId: by('id', seeded(sandbox).organizationId),
			accountId: by('id', second.id),
			userId: by('id', '={{ $json.id }}'),
		},
		{ items },
	);
	expect(got).toHaveLength(4);
	const whole = lists().filter(({ query }) => query.email === undefined);
	expect(whole.filter(({ query }) => query.start === '0')).toHaveLength(1);
});

describe('an activation whose answer was lost', () => {
	const ACTIVATION = { method: 'POST', path: /\/memberships\/[^/]+$/ };
	const refusal = { type: 'error', status: 400, code: 'INVALID_REQUEST', message: 'No' } as const;
	const open = async (when: 'before' | 'after') => {
		await start({ users: 20 });
		sandbox.faults.add({ match: { ...ACTIVATION, nth: 1 }, do: { type: 'drop', when } });
		sandbox.faults.add({ match: { ...ACTIVATION, nth: 2 }, do: refusal });
		return membership('activation_sent');
	};

	it('is told as done where the membership is active, whatever the repeat is answered with', async () => {
		const { user, account, membership: meant } = await open('after');
		const [{ json }] = await run(user.id, account.id);
		expect(json).toMatchObject({ id: user.id, membership_id: meant.id, status: 'active' });
	});

	it('is told as unknown where it is not, or where nobody can look', async () => {
		const code = 'DOCUSIGN_UNKNOWN_OUTCOME';
		const { user, account } = await open('before');
		await expect(run(user.id, account.id)).rejects.toMatchObject({ context: { code } });
		await sandbox.close();
		const again = await open('after');
		const profile = { method: 'GET', path: /\/(ds)?profile/, nth: 2, times: Infinity };
		sandbox.faults.add({ match: profile, do: { ...refusal, status: 403 } });
		const other = run(again.user.id, again.account.id);
		await expect(other).rejects.toMatchObject({ context: { code } });
	});

	it('is told as refused where no answer was lost', async () => {
		await start({ users: 20 });
		const { user, account, membership: meant } = membership('activation_sent');
		sandbox.faults.add({ match: ACTIVATION, do: refusal });
		sandbox.state.updateMembership(meant.id, { status: 'active' });
		await expect(run(user.id, account.id)).rejects.toThrow(/No/);
	});
});
