import { by, CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { accountReads, addUser, told, watching, world } from './support';

const { start, pass, log } = world();

describe.each(CONTRACTS)('a trigger on the %s contract that is given names', (contract) => {
	it('watches the organization and the accounts that have them, whatever their case', async () => {
		const sandbox = await start();
		const { account, second, organizationId } = seeded(sandbox);
		const { name } = sandbox.state.organizations.get(organizationId)!;
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, {
				organizationId: by('name', name.toUpperCase()),
				accountIds: [second.name.toLowerCase()],
			}),
		);
		await trigger.drain();
		const inside = addUser(sandbox, 'inside@example.com', [second.id]);
		const outside = addUser(sandbox, 'outside@example.com', [account.id]);
		const events = told(await trigger.drain());
		expect(events).toContain(`userCreated ${inside.id}`);
		expect(events.join()).not.toContain(outside.id);
	});

	it('watches the only organization where none is given', async () => {
		const sandbox = await start();
		const { account } = seeded(sandbox);
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, { organizationId: by('list', '') }),
		);
		await trigger.drain();
		const user = addUser(sandbox, 'new@example.com', [account.id]);
		expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);
	});

	it('does not look them up at every poll', async () => {
		const sandbox = await start();
		const { second } = seeded(sandbox);
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, { organizationId: by('list', ''), accountIds: [second.name] }),
		);
		await trigger.drain();
		sandbox.requests.length = 0;
		for (let minutes = 10; minutes <= 40; minutes += 10) {
			pass(10);
			await trigger.poll();
		}
		expect(accountReads(sandbox)).toBe(0);
	});

	it('goes on where it was when an account is called otherwise by now, and says so', async () => {
		const sandbox = await start();
		const { second } = seeded(sandbox);
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, { accountIds: [second.name] }),
		);
		await trigger.drain();
		sandbox.state.accounts.get(second.id)!.name = 'Renamed';
		pass(60);
		const user = addUser(sandbox, 'new@example.com', [second.id]);
		expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);
		expect(log.join('\n')).toContain('goes on where it was');
	});

	it('says what there is where a name is not found', async () => {
		const sandbox = await start();
		const { account } = seeded(sandbox);
		const trigger = adminTrigger(sandbox, contract, watching(sandbox, { accountIds: ['Nowhere'] }));
		await expect(trigger.poll()).rejects.toMatchObject({
			description: expect.stringContaining(account.name),
		});
	});
});
