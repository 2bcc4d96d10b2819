import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { closeMembership, changeMembership } from '../../../../sandbox/state/lifecycle';
import { adminNode, by, CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { addUser, watching, world } from './support';

const { start, pass } = world();

/** Names that only one of the contracts has, or that the record has another word for. */
const CONTRACTS_OWN = ['user_status', 'title', 'company', 'membership_id', 'membership_created_on'];

/** As n8n saves a trigger whose default nobody touched. */
function asSaved(sandbox: Sandbox, more?: INodeParameters): INodeParameters {
	const parameters = watching(sandbox, more);
	delete parameters.simplify;
	return parameters;
}

describe.each(CONTRACTS)('the record of an event on the %s contract', (contract) => {
	test('is that of User > Get, at the account of the event', async () => {
		const sandbox = await start({ accounts: 2 });
		const parameters = asSaved(sandbox);
		const trigger = adminTrigger(sandbox, contract, parameters);
		await trigger.drain();
		const { account, second, organizationId } = seeded(sandbox);
		const user = addUser(sandbox, 'new@example.com', [account.id, second.id], 'active');
		pass(15);
		const events = await trigger.drain();
		const created = events.find(({ event }) => event === 'userCreated')!;
		const [got] = await adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'get',
			organizationId: by('id', organizationId),
			userId: by('id', user.id),
		});
		const shared = ['id', 'user_name', 'first_name', 'last_name', 'email', 'status', 'created_on'];
		for (const name of shared) expect(created.user[name]).toEqual(got.json[name]);
		expect(created.user).toMatchObject({
			account_id: created.account_id,
			membership_status: 'active',
			lifecycle: 'active',
			permission_profile: { id: expect.anything() as unknown, name: expect.any(String) as string },
			memberships: expect.arrayContaining([
				expect.objectContaining({ account_id: account.id, status: 'active' }),
				expect.objectContaining({ account_id: second.id, status: 'active' }),
			]) as unknown[],
		});
		for (const name of CONTRACTS_OWN) expect(created.user).not.toHaveProperty(name);
	});

	test('calls earlier values and changed fields as the record does', async () => {
		const sandbox = await start({ accounts: 1, users: 12 });
		const parameters = asSaved(sandbox);
		const trigger = adminTrigger(sandbox, contract, parameters);
		const user = addUser(sandbox, 'leaver@example.com', [seeded(sandbox).account.id], 'active');
		await trigger.drain();
		const [membership] = sandbox.state.membershipsOf(user.id);
		closeMembership(sandbox.state, membership, 'somebody');
		pass(15);
		const events = await trigger.drain();
		const closed = events.find(({ event }) => event === 'userClosed')!;
		expect(closed).toMatchObject({
			user: { id: user.id, status: 'closed', lifecycle: 'closed' },
			previous: { status: 'active' },
			changed_fields: ['status'],
		});
	});

	test('comes as a SCIM user where that is asked for', async () => {
		const sandbox = await start({ accounts: 1, users: 5 });
		const parameters = asSaved(sandbox, { options: { recordFormat: 'scim' } });
		const trigger = adminTrigger(sandbox, contract, parameters);
		await trigger.drain();
		addUser(sandbox, 'new@example.com', [seeded(sandbox).account.id], 'active');
		pass(15);
		const [event] = await trigger.drain();
		expect(event.user).toMatchObject({
			schemas: expect.arrayContaining(['urn:ietf:params:scim:schemas:core:2.0:User']) as unknown[],
			emails: [{ value: 'new@example.com', type: 'work', primary: true }],
			active: true,
		});
	});

	test('tells no lifecycle by the accounts watched alone', async () => {
		const sandbox = await start({ accounts: 2 });
		const { account, second } = seeded(sandbox);
		const parameters = asSaved(sandbox, { accountIds: [account.id] });
		const trigger = adminTrigger(sandbox, contract, parameters);
		const user = addUser(sandbox, 'both@example.com', [account.id, second.id], 'active');
		await trigger.drain();
		closeMembership(sandbox.state, sandbox.state.membershipIn(user.id, account.id)!, 'somebody');
		pass(15);
		const events = await trigger.drain();
		const left = events.find(({ event }) => event === 'membershipChanged')!;
		expect(left.user).toMatchObject({ membership_status: 'closed', lifecycle: 'active' });
	});

	test('is also that of the sample', async () => {
		const sandbox = await start({ accounts: 1, users: 5 });
		const parameters = asSaved(sandbox);
		const [sample] = (await adminTrigger(sandbox, contract, parameters).poll('manual'))!;
		expect(sample.user).toHaveProperty('lifecycle');
		for (const name of CONTRACTS_OWN) expect(sample.user as IDataObject).not.toHaveProperty(name);
	});
});

test('a change of profile and groups tells the earlier ones by id and name', async () => {
	const sandbox = await start({ accounts: 1, users: 12 });
	const parameters = asSaved(sandbox);
	const trigger = adminTrigger(sandbox, 'openApi', parameters);
	await trigger.drain();
	const { account } = seeded(sandbox);
	const plain = account.permissionProfiles.filter(({ admin }) => !admin);
	const member = sandbox.state
		.membersOf(account.id)
		.find(({ status, permissionProfileId: id }) => status === 'active' && id === plain[0].id)!;
	pass(15);
	await trigger.drain();
	changeMembership(sandbox.state, member, {
		accountId: account.id,
		permissionProfileId: plain[1].id,
	});
	pass(15);
	const events = await trigger.drain();
	const changed = events.find(({ user }) => user.id === member.userId)!;
	expect(changed.previous?.permission_profile).toMatchObject({ name: plain[0].name });
	expect(changed.user.permission_profile).toMatchObject({ name: plain[1].name });
});
