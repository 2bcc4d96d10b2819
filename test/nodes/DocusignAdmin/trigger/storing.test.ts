import { CONTRACTS } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { profileReads, watching, world } from './support';

const { start, pass } = world();

describe.each(CONTRACTS)('what n8n is made to store, on the %s contract', (contract) => {
	it('is the state of quiet times once a day', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		const outputs = [];
		for (let hours = 6; hours <= 48; hours += 6) {
			pass(6 * 60);
			outputs.push(await trigger.poll());
		}
		expect(outputs).toEqual([null, null, null, [], null, null, null, []]);
	});
});

describe('changes of a kind that nobody asked for, on the published contract', () => {
	it('are stored before reading them again would cost much', async () => {
		const sandbox = await start({ users: 480, accounts: 1, variety: false });
		const trigger = adminTrigger(
			sandbox,
			'openApi',
			watching(sandbox, { events: ['membershipChanged'] }),
		);
		await trigger.drain();
		const ids = [...sandbox.state.users.keys()];
		// Whoever was read in the second in which a window began counts as read in it.
		pass(20);
		await trigger.poll();
		pass(20);
		const rename = (users: string[]) =>
			users.forEach((id) => sandbox.state.updateUser(id, { firstName: 'Renamed' }));
		rename(ids.slice(0, 300));
		expect(await trigger.poll()).toBeNull();
		rename(ids.slice(180, 480));
		expect(await trigger.poll()).toEqual([]);

		trigger.kill();
		sandbox.requests.length = 0;
		await trigger.poll();
		// Those whom the window still returns are read again a few at a time.
		expect(profileReads(sandbox).length).toBeLessThanOrEqual(60);
	});

	it('cost no profile and no execution where no profile can tell what was asked for', async () => {
		const sandbox = await start({ users: 620, accounts: 1, variety: false });
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox, { events: ['userClosed'] }));
		await trigger.drain();
		for (const id of [...sandbox.state.users.keys()].slice(0, 600)) {
			sandbox.state.updateUser(id, { firstName: 'Renamed' });
		}
		sandbox.requests.length = 0;
		expect(await trigger.poll()).toBeNull();
		expect(profileReads(sandbox)).toEqual([]);
	});
});
