import { closeMembership } from '../../../../sandbox/state/lifecycle';
import { addSeedAccount } from '../../../../sandbox/state/seedAccount';
import * as views from '../../../../sandbox/cursor/views';
import { by, CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { addUser, listReads, watching, world } from './support';

jest.mock('../../../../sandbox/cursor/views', () => ({
	...jest.requireActual<typeof views>('../../../../sandbox/cursor/views'),
	__esModule: true,
}));

const { start } = world();

/** The shortest form in which the cursor contract describes the list of an account's users. */
function showMembershipsOnly() {
	const whole = views.memberItem;
	jest.spyOn(views, 'memberItem').mockImplementation((...facts) => {
		const { id, user_name, membership_status, permission_profile, groups } = whole(...facts);
		const item = { id, user_name, membership_status, permission_profile, groups };
		return item as ReturnType<typeof whole>;
	});
}

describe.each(CONTRACTS)('the sample shown while building, on the %s contract', (contract) => {
	it('has the fields that an event about the same user has', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		const [, user] = sandbox.state.users.values();
		sandbox.state.updateUser(user.id, { firstName: 'Renamed' });
		const [sample] = (await trigger.poll('manual'))!;
		const [event] = await trigger.drain();
		expect(sample).toMatchObject({ event: 'userUpdated', event_id: 'sample' });
		expect(sample.user).toEqual(event.user);
		expect(sample.account_id).toBe(event.account_id);
	});

	it.each([
		['userClosed', ['userCreated', 'userClosed'], 'userClosed'],
		['the event that is wanted', ['membershipChanged'], 'membershipChanged'],
	])('is called %s for a closed user', async (_, events, expected) => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox, { events }));
		const user = addUser(sandbox, 'gone@example.com', [seeded(sandbox).account.id], 'active');
		for (const membership of sandbox.state.membershipsOf(user.id)) {
			closeMembership(sandbox.state, membership, 'somebody');
		}
		const [sample] = (await trigger.poll('manual'))!;
		expect(sample).toMatchObject({ event: expected, user: { id: user.id } });
	});

	it.each([
		['userActivated', /active/i],
		['userClosed', /closed/i],
		['userCreated', /./],
		['userReactivated', /active/i],
		['userUpdated', /./],
		['membershipChanged', /./],
	])('agrees with the event %s, and has all of its fields', async (event, status) => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox, { events: [event] }));
		const [sample] = (await trigger.poll('manual'))!;
		expect(sample).toMatchObject({ event, event_id: 'sample' });
		const {
			user,
			previous,
			changed_fields: changed,
		} = sample as unknown as {
			user: Record<string, unknown>;
			previous: Record<string, unknown>;
			changed_fields: string[];
		};
		expect(String(user.user_status ?? user.status)).toMatch(status);
		expect(Object.keys(previous)).toEqual(changed);
		if (event !== 'userCreated') expect(changed).toHaveLength(1);
	});

	it('watches the only organization where none is chosen, or the one of a name or address', async () => {
		const sandbox = await start();
		const { organizationId } = seeded(sandbox);
		const { name } = sandbox.state.organizations.get(organizationId)!;
		for (const organization of [
			by('list', ''),
			by('name', name),
			by('id', `https://apps.docusign.com/admin/organizations/${organizationId}`),
		]) {
			const parameters = { ...watching(sandbox), organizationId: organization };
			const trigger = adminTrigger(sandbox, contract, parameters);
			expect(await trigger.poll('manual')).toHaveLength(1);
		}
	});

	it('falls back on a user of long ago, looking into few accounts', async () => {
		const sandbox = await start({ accounts: 30, users: 60 });
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		expect(await trigger.poll('manual')).toHaveLength(1);
		expect(listReads(sandbox).length).toBeLessThanOrEqual(12);
		expect(trigger.memory()).toEqual({});
	});

	it('says so when there is nobody', async () => {
		const sandbox = await start();
		const empty = addSeedAccount(sandbox.state, seeded(sandbox).organizationId);
		const trigger = adminTrigger(sandbox, contract, watching(sandbox, { accountIds: [empty] }));
		await expect(trigger.poll('manual')).rejects.toThrow('There is no user to show yet');
	});
});

describe('the sample where lists show memberships only, on the cursor contract', () => {
	it('shows who the user is', async () => {
		const sandbox = await start();
		showMembershipsOnly();
		const trigger = adminTrigger(sandbox, 'cursor', watching(sandbox));
		const [, user] = sandbox.state.users.values();
		sandbox.state.updateUser(user.id, { firstName: 'Renamed' });
		expect(await trigger.poll('manual')).toMatchObject([
			{ event: 'userUpdated', user: { id: user.id, first_name: 'Renamed' } },
		]);
	});
});
