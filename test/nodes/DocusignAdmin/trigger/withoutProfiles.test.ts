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
