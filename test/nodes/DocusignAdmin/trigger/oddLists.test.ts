import { CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { told, watching, world } from './support';

const { start, pass, log } = world();

describe.each(CONTRACTS)('a list as it should not be, on the %s contract', (contract) => {
	it.each([1, 2])(
		'loses nobody of the baseline where page %d comes twice, and invents no event',
		async (nth) => {
			const sandbox = await start({ users: 400, accounts: 1, variety: false });
			const { account } = seeded(sandbox);
			const trigger = adminTrigger(
				sandbox,
				contract,
				watching(sandbox, { accountIds: [account.id] }),
			);
			sandbox.faults.add({
				match: { path: /\/users\?/i, nth },
				do: { type: 'repeatPage', link: 'due' },
			});
			await trigger.drain();
			expect(await trigger.drain()).toEqual([]);
			pass(5);
			const open = [...sandbox.state.users.values()].filter(({ status }) => status === 'active');
			const changed = [open[20], open[150], open[320], open[390]];
			for (const { id } of changed) sandbox.state.updateUser(id, { firstName: 'Changed' });
			const events = told(await trigger.drain());
			expect(events.sort()).toEqual(changed.map(({ id }) => `userUpdated ${id}`).sort());
		},
	);

	it('tells everybody else where a record is null', async () => {
		const sandbox = await start({ users: 20, accounts: 1, variety: false });
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		pass(5);
		const [user] = [...sandbox.state.users.values()].slice(5);
		sandbox.state.updateUser(user.id, { firstName: 'Changed' });
		const view = { id: user.id, user_name: user.userName, first_name: 'Changed' };
		sandbox.faults.add({
			match: { path: /\/users\?/i },
			do: { type: 'respond', status: 200, body: { users: [null, view] } },
		});
		const events = told(await trigger.drain());
		expect(events).toContain(`userUpdated ${user.id}`);
		expect(log.join('\n')).toContain('Docusign sent a user without an ID');
	});
});
