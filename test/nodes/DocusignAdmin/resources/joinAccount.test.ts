import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';
import { addUser } from '../trigger/support';

/** Membership > Create and Invite: who is added to an account, who is sent the activation again, and who is not. */

let sandbox: Sandbox;
quickClock();

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const EMAIL = 'jo.iner@example.com';
const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');

async function run(
	operation: 'create' | 'invite',
	more: INodeParameters = {},
	contract: 'openApi' | 'cursor' = 'openApi',
	items: IDataObject[] = [{}],
) {
	const { organizationId, account } = seeded(sandbox);
	const output = await adminNode(sandbox, contract).run(
		{
			resource: 'membership',
			operation,
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			userId: by('email', EMAIL),
			...more,
		},
		{ items, onError: 'continueRegularOutput' },
	);
	return output.map(({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject);
}

/** Somebody in the second account. */
const outsider = () => addUser(sandbox, EMAIL, [seeded(sandbox).second.id], 'active');

/** Somebody in the first account, whose membership is so. */
function member(status: 'active' | 'closed' | 'disabled' | 'activation_sent') {
	const { account, second } = seeded(sandbox);
	const user = addUser(sandbox, EMAIL, [second.id, account.id], 'active');
	const { id } = sandbox.state.membershipIn(user.id, account.id)!;
	sandbox.state.updateMembership(id, { status });
	return user;
}

describe('adding a user to an account', () => {
	it.each(['id', 'email'] as const)('makes them a member, given by %s', async (mode) => {
		const { account } = seeded(sandbox);
		const user = outsider();
		const [record] = await run('create', {
			userId: by(mode, mode === 'id' ? user.id : EMAIL),
			permissionProfileId: by('name', account.permissionProfiles[1].name),
			groupIds: [account.groups[2].name],
		});
		expect(record).toMatchObject({ id: user.id, account_id: account.id });
		expect(sandbox.state.membershipIn(user.id, account.id)).toMatchObject({
			status: 'activation_sent',
			permissionProfileId: account.permissionProfiles[1].id,
			groupIds: [account.groups[2].id],
		});
		expect(sandbox.state.usersByEmail(seeded(sandbox).organizationId, EMAIL)).toHaveLength(1);
	});

	it('a second item, and who is there already, is an error that names them', async () => {
		outsider();
		const [first, second] = await run('create', {}, 'openApi', [{}, {}]);
		expect(first.error).toBeUndefined();
		expect(second.details).toMatchObject({ code: 'DOCUSIGN_ALREADY_MEMBER' });
		expect(second.error).toContain(EMAIL);
		expect(writes()).toHaveLength(1);
	});

	it.each([true, false])(
		'a closed membership is an error that says Activate; shown in the profile: %p',
		async (closedMembershipsInProfile) => {
			sandbox.configure({ closedMembershipsInProfile, accountListByEmail: 'bare' });
			member('closed');
			const [{ details }] = await run('create');
			expect(details).toMatchObject({
				code: 'DOCUSIGN_NOT_REOPENED',
				description: expect.stringContaining('Membership > Activate') as string,
			});
			expect(writes()).toEqual([]);
		},
	);

	it('whose answer is lost is looked up, and not sent again', async () => {
		const user = outsider();
		const match = { method: 'POST', path: /\/accounts\/[^/]+\/users$/ };
		sandbox.faults.add({ match, do: { type: 'drop', when: 'after' } });
		expect((await run('create'))[0]).toMatchObject({ id: user.id });
		expect(writes()).toHaveLength(1);
	});

	it('another user made of the same address is no success', async () => {
		const user = outsider();
		const match = { method: 'POST', path: /\/accounts\/[^/]+\/users$/ };
		const body = { id: seeded(sandbox).account.id, email: EMAIL };
		sandbox.faults.add({ match, do: { type: 'respond', status: 200, body } });
		const [{ error }] = await run('create');
		expect(error).toMatch(/another user of the address/);
		expect(error).not.toContain(user.id);
	});

	it('shows what it would send in a dry run', async () => {
		outsider();
		const [record] = await run('create', { options: { dryRun: true } });
		expect(record).toMatchObject({ dry_run: true, method: 'POST', body: { email: EMAIL } });
		expect(writes()).toEqual([]);
	});
});

describe('sending the activation again', () => {
	it('asks for it for that account alone', async () => {
		const { account } = seeded(sandbox);
		const user = member('activation_sent');
		expect((await run('invite'))[0]).toMatchObject({ id: user.id, account_id: account.id });
		expect(writes().map(({ body }) => body)).toEqual([
			{
				users: [
					{
						id: user.id,
						site_id: expect.any(Number) as number,
						memberships: [{ account_id: account.id, send_activation: true }],
					},
				],
			},
		]);
	});

	it.each([
		['active', 'DOCUSIGN_CHANGE_HELD_BACK', /is active/],
		['disabled', 'DOCUSIGN_CHANGE_HELD_BACK', /is disabled/],
		['closed', 'DOCUSIGN_NOT_REOPENED', /is closed/],
	] as const)('is refused for a membership that is %s', async (status, code, why) => {
		member(status);
		const [{ error, details }] = await run('invite');
		expect(error).toMatch(why);
		expect(details).toMatchObject({ code });
		expect(writes()).toEqual([]);
	});

	it('is refused for who is no member', async () => {
		outsider();
		const [{ details }] = await run('invite');
		expect(details).toMatchObject({ code: 'DOCUSIGN_MEMBERSHIP_NOT_FOUND' });
		expect(writes()).toEqual([]);
	});

	it('is not sent twice where the answer is lost', async () => {
		member('activation_sent');
		const match = { method: 'POST', path: /\/users\/profiles$/ };
		sandbox.faults.add({ match, do: { type: 'drop', when: 'after' } });
		const [{ details }] = await run('invite');
		expect(details).toMatchObject({ code: 'DOCUSIGN_UNKNOWN_OUTCOME' });
		expect(writes()).toHaveLength(1);
	});
});

it.each(['create', 'invite'] as const)(
	'%s is nothing that the cursor contract has, which is said before any request',
	async (operation) => {
		outsider();
		const [{ error }] = await run(operation, {}, 'cursor');
		expect(error).toMatch(/has no way to/);
		expect(adminRequests(sandbox)).toEqual([]);
	},
);
