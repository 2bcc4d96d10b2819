import { startSandbox, type Sandbox } from '../../../sandbox';
import type { User } from '../../../sandbox/state/model';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 2 });
});

afterEach(async () => await sandbox.close());

const upper = (id: string) => by('id', ` ${id.toUpperCase()} `);
const missing = by('id', 'ffffffff-0000-4000-8000-00000000ffff');

/** A user of both accounts, who is not the administrator. */
const inBoth = (): User =>
	[...sandbox.state.users.values()].find(
		({ id }, n) => n > 0 && sandbox.state.membershipsOf(id).length === 2,
	)!;

/** The parameters of every list and of what picks one record out of many. */
function reads(organizationId: ReturnType<typeof by>) {
	const { account } = seeded(sandbox);
	const inAccount = { organizationId, accountId: upper(account.id), returnAll: true };
	return [
		{ resource: 'organization', operation: 'get', organizationId },
		{ resource: 'account', operation: 'getAll', organizationId, returnAll: true },
		{ resource: 'permissionProfile', operation: 'getAll', ...inAccount },
		{ resource: 'user', operation: 'getAll', organizationId, returnAll: true },
		{ resource: 'membership', operation: 'getAll', ...inAccount },
		{ resource: 'membership', operation: 'getAll', organizationId, returnAll: true },
		{ resource: 'user', operation: 'get', organizationId, userId: upper(inBoth().id) },
	];
}

describe.each(CONTRACTS)('ids on the %s contract', (contract) => {
	it('mean the same in capital letters', async () => {
		const { organizationId } = seeded(sandbox);
		for (const [n, parameters] of reads(upper(organizationId)).entries()) {
			const output = await adminNode(sandbox, contract).run(parameters);
			const usual = await adminNode(sandbox, contract).run(reads(by('id', organizationId))[n]);
			expect(output.length).toBeGreaterThan(0);
			expect(output.map(({ json }) => json)).toEqual(usual.map(({ json }) => json));
		}
		for (const { path } of adminRequests(sandbox)) expect(path).not.toMatch(/[A-F]/);
	});

	it('that no organization has are no empty list', async () => {
		for (const parameters of reads(missing)) {
			const [{ json }, ...others] = await adminNode(sandbox, contract).run(parameters, {
				onError: 'continueRegularOutput',
			});
			expect(others).toEqual([]);
			expect(json).toMatchObject({ details: { code: 'DOCUSIGN_ORGANIZATION_NOT_FOUND' } });
			expect(json.error).toContain(missing.value);
		}
	});

	it('in capital letters show the profile of the account that is meant', async () => {
		const { organizationId, account, second } = seeded(sandbox);
		const user = inBoth();
		sandbox.state.updateMembership(sandbox.state.membershipIn(user.id, account.id)!.id, {
			permissionProfileId: account.permissionProfiles[0].id,
		});
		for (const { id } of [account, second]) {
			const output = await adminNode(sandbox, contract).run({
				resource: 'membership',
				operation: 'getAll',
				organizationId: upper(organizationId),
				accountId: upper(id),
				returnAll: true,
				options: { includeProfile: true },
			});
			const { json } = output.find((item) => item.json.id === user.id)!;
			const { permissionProfileId } = sandbox.state.membershipIn(user.id, id)!;
			expect(Number((json.permission_profile as { id: string }).id)).toBe(permissionProfileId);
		}
	});

	it.each(['.', '..', '...'])('that are %j lead nowhere else', async (id) => {
		const { organizationId, account } = seeded(sandbox);
		const places = {
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			userId: by('id', inBoth().id),
		};
		for (const name of Object.keys(places)) {
			const run = adminNode(sandbox, contract).run({
				resource: 'membership',
				operation: 'close',
				...places,
				[name]: by('id', id),
			});
			await expect(run).rejects.toThrow(/is no ID: \./);
		}
		expect(adminRequests(sandbox)).toEqual([]);
	});
});

it.each([
	['no list of accounts', { accounts: undefined }],
	['accounts that are no list', { accounts: 'all' }],
])('an organization with %s is no organization without accounts', async (_, fields) => {
	const { organizationId } = seeded(sandbox);
	sandbox.faults.add({
		match: { path: '/organizations' },
		do: {
			type: 'respond',
			status: 200,
			body: { organizations: [{ id: organizationId, name: 'Example', ...fields }] },
		},
	});
	const run = adminNode(sandbox, 'openApi').run({
		resource: 'account',
		operation: 'getAll',
		organizationId: by('id', organizationId),
		returnAll: true,
	});
	await expect(run).rejects.toThrow(/does not hold what it should/);
});

it('an e-mail address that leads to a bare 404 is said to be unknown, not its organization', async () => {
	const { organizationId } = seeded(sandbox);
	sandbox.faults.add({ match: { path: '/profile' }, do: { type: 'respond', status: 404 } });
	const run = adminNode(sandbox, 'openApi').run({
		resource: 'user',
		operation: 'get',
		organizationId: by('id', organizationId),
		userId: by('email', 'nobody@example.com'),
	});
	await expect(run).rejects.toThrow(/the user "nobody@example.com" is not in this organization/);
});
