import type { SandboxOptions } from '../../../../sandbox';
import { seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { addUser, profileReads, told, watching, world } from './support';

const { start, log, pass } = world();

describe.each([400, 401, 403, 404] as const)('a trigger where dsprofile answers %d', (status) => {
	it('tells from lists and profiles by address, and says so once', async () => {
		const sandbox = await start({ dsProfileStatus: status });
		const { account } = seeded(sandbox);
		const trigger = adminTrigger(
			sandbox,
			'openApi',
			watching(sandbox),
			undefined,
			{},
			{
				nodeId: `by-address-${status}`,
			},
		);
		await trigger.drain();
		const user = addUser(sandbox, 'new@example.com', [account.id]);
		pass(1);
		const [event] = (await trigger.drain()).filter(({ user: { id } }) => id === user.id);
		expect(event.event).toBe('userCreated');
		expect(event.user.permission_profile).toBeDefined();
		const refused = profileReads(sandbox).filter((each) => each.status !== 200);
		expect(refused).toHaveLength(status === 401 ? 2 : 1);
		pass(20);
		await trigger.drain();
		expect(log.filter((line) => line.includes('profiles by ID'))).toHaveLength(1);
		expect(log.join()).not.toContain('could not be read');
	});
});

it('tells from lists alone where they do not show addresses either', async () => {
	const sandbox = await start({ dsProfileStatus: 403, addressesInLists: false });
	const trigger = adminTrigger(
		sandbox,
		'openApi',
		watching(sandbox),
		undefined,
		{},
		{
			nodeId: 'from-lists',
		},
	);
	await trigger.drain();
	const user = addUser(sandbox, 'new@example.com', [seeded(sandbox).account.id]);
	pass(1);
	expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);
	// A second one, since the first might have been an exception.
	expect(profileReads(sandbox)).toHaveLength(2);
	expect(log.join()).not.toContain('could not be read');
});

describe('a trigger that was given profiles by ID', () => {
	/** A trigger that has read all profiles, and somebody whose permission profile is changed then. */
	async function watched(options: Partial<SandboxOptions> = {}, nodeId = 'given') {
		const sandbox = await start(options);
		const parameters = watching(sandbox);
		const trigger = adminTrigger(sandbox, 'openApi', parameters, undefined, {}, { nodeId });
		await trigger.drain();
		pass(30);
		await trigger.drain();
		const { account } = seeded(sandbox);
		const open = [...sandbox.state.memberships.values()].filter(
			({ accountId, status }) => accountId === account.id && status === 'active',
		);
		const [member] = open.slice(-1);
		const promote = () =>
			sandbox.state.updateMembership(member.id, {
				permissionProfileId: account.permissionProfiles.find(
					({ id }) => id !== member.permissionProfileId,
				)!.id,
			});
		const refuse = (path: RegExp) =>
			sandbox.faults.add({
				match: { path, times: Infinity },
				do: { type: 'respond', status: 403, body: { error: 'unauthorized' } },
			});
		log.length = 0;
		return { sandbox, trigger, user: sandbox.state.users.get(member.userId)!, promote, refuse };
	}
	const changed = ({ id }: { id: string }) => `membershipChanged ${id}`;

	it('names the one that is refused, and tells of it once it is given', async () => {
		const { trigger, user, promote, refuse } = await watched();
		const address = encodeURIComponent(user.email);
		const fault = refuse(new RegExp(`${user.id}/dsprofile|users/profile\\?email=${address}`));
		promote();
		pass(1);
		expect(told(await trigger.drain())).toEqual([]);
		const unread = log.filter((line) => line.includes('A profile could not be read'));
		expect(unread.length).toBeGreaterThan(0);
		for (const line of unread) expect(line).toContain(user.id);
		expect(log.join()).not.toContain('profiles by ID');
		fault.remove();
		pass(1);
		expect(told(await trigger.drain())).toEqual([changed(user)]);
	});

	it('reads the one that is refused by address', async () => {
		const { trigger, user, promote, refuse } = await watched();
		refuse(new RegExp(`${user.id}/dsprofile`));
		promote();
		pass(1);
		expect(told(await trigger.drain())).toEqual([changed(user)]);
		expect(log.join()).not.toContain('could not be read');
	});

	it('loses nothing where all are refused for a while and no list shows addresses', async () => {
		const { trigger, user, promote, refuse } = await watched(
			{ addressesInLists: false },
			'passing',
		);
		const fault = refuse(/dsprofile/);
		promote();
		// Until the window has left the change behind, and no longer than one refusal is remembered.
		for (const minutes of [1, 14.5]) {
			pass(minutes);
			expect(told(await trigger.drain())).toEqual([]);
		}
		fault.remove();
		pass(16);
		expect(told(await trigger.drain())).toEqual([changed(user)]);
	});
});
