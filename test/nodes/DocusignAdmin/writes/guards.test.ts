import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import {
	adminNode,
	adminRequests,
	by,
	CONTRACTS,
	seeded,
	type ContractName,
} from '../../../support/admin';

/** What Docusign would refuse for certain is not sent, whichever operation wants it. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');
const all = () => [...sandbox.state.users.values()];
const own = () => all().find(({ id }) => id === sandbox.credential({}).userId)!;

async function run(contract: ContractName, operation: string, more: INodeParameters) {
	const [resource, value] = operation.split('.');
	const [{ json }] = await adminNode(sandbox, contract).run(
		{
			resource,
			operation: value,
			organizationId: by('id', seeded(sandbox).organizationId),
			...more,
		},
		{ onError: 'continueRegularOutput' },
	);
	return JSON.parse(JSON.stringify(json)) as IDataObject;
}

const closings = (accountId: string): Array<[string, INodeParameters]> => [
	['user.close', {}],
	['user.close', { closeIn: 'selectedAccounts', accountIds: [accountId] }],
	['membership.close', { accountId: by('id', accountId) }],
];

describe.each(CONTRACTS)('on %s', (contract) => {
	it.each([0, 1, 2])(
		"the credential's own user is not closed, also in a dry run (%d)",
		async (n) => {
			const { id, defaultAccountId } = own();
			const [operation, more] = closings(defaultAccountId)[n];
			for (const dryRun of [false, true]) {
				const record = await run(contract, operation, {
					...more,
					userId: by('id', id),
					options: { dryRun },
				});
				expect(record.details).toMatchObject({ code: 'DOCUSIGN_OWN_MEMBERSHIP' });
			}
			expect(writes()).toEqual([]);
			// The credential says who that is: userinfo answers a few times an hour only.
			const paths = sandbox.requests.map(({ path }) => path);
			expect(paths.filter((path) => path.endsWith('/oauth/userinfo'))).toEqual([]);
		},
	);
});

describe('a membership in an account of another organization', () => {
	beforeEach(() => {
		const user = all()[9];
		const { account } = seeded(sandbox);
		sandbox.faults.add({
			match: { path: `/${user.id}/dsprofile`, times: Infinity },
			do: {
				type: 'respond',
				status: 200,
				body: {
					users: [
						{
							id: user.id,
							site_id: user.siteId,
							memberships: [
								{
									id: account.id,
									account_id: account.id,
									email: user.email,
									status: 'activation_sent',
									is_external_account: true,
								},
							],
						},
					],
				},
			},
		});
	});

	it.each([
		['membership.close', {}],
		['membership.update', { updateFields: { jobTitle: 'Clerk' } }],
		['membership.activate', {}],
		['membership.invite', {}],
		['user.close', { closeIn: 'selectedAccounts' }],
	])('is left alone by %s', async (operation, more) => {
		const { account } = seeded(sandbox);
		const record = await run('openApi', operation, {
			userId: by('id', all()[9].id),
			accountId: by('id', account.id),
			accountIds: [account.id],
			...more,
		});
		expect(record.details).toMatchObject({ code: 'DOCUSIGN_CHANGE_HELD_BACK' });
		expect(record.error).toMatch(/of another organization/);
		expect(writes()).toEqual([]);
	});
});

describe('an administrator of an account', () => {
	const administrator = () => {
		const { account } = seeded(sandbox);
		const { id: admin } = account.permissionProfiles.find((each) => each.admin)!;
		const user = all()[9];
		const { id } = sandbox.state.membershipIn(user.id, account.id)!;
		sandbox.state.updateMembership(id, { permissionProfileId: admin });
		return { user, account };
	};
	const WARNING = /administers the account .*no other administrator stays/;

	it('is closed or moved with a warning, since who else does is not known', async () => {
		const { user, account } = administrator();
		const target = { userId: by('id', user.id), accountId: by('id', account.id) };
		const options = { dryRun: true };
		const [, , close] = closings(account.id);
		const closed = await run('openApi', close[0], { ...close[1], ...target, options });
		expect(closed.warnings).toEqual([expect.stringMatching(WARNING)]);
		const other = by('id', String(account.permissionProfiles[2].id));
		const moved = await run('openApi', 'membership.update', {
			...target,
			updateFields: { permissionProfileId: other },
			options,
		});
		expect(moved.warnings).toEqual([expect.stringMatching(WARNING)]);
		const titled = await run('openApi', 'membership.update', {
			...target,
			updateFields: { jobTitle: 'Clerk' },
			options,
		});
		expect(titled.warnings).toBeUndefined();
		const upserted = await run('openApi', 'user.upsert', {
			accountId: by('id', account.id),
			email: user.email,
			firstName: user.firstName!,
			lastName: user.lastName!,
			permissionProfileId: other,
			options,
		});
		expect(upserted.warnings).toEqual([expect.stringMatching(WARNING)]);
	});
});
