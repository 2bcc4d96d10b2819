import type { Sandbox } from '../../../../sandbox';
import { CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { addUser, told, watching, world } from './support';

const { start, pass, log } = world();

/** From the given request on, Docusign lets nothing more through within the hour. */
const limitFrom = (sandbox: Sandbox, nth: number) =>
	sandbox.faults.add({
		match: { path: /\/users/i, nth, times: Infinity },
		do: {
			type: 'respond',
			status: 400,
			headers: { 'retry-after': '3000' },
			body: { errorCode: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED', message: 'Too many' },
		},
	});

const HOUR = 61;
/** Short, so that the tests need not wait where the node would. */
const BUDGET = () => 4_000;

describe.each(CONTRACTS)('a limit in the midst of a poll, on the %s contract', (contract) => {
	it('leaves the progress made, so that even a small hour gets through a first run', async () => {
		const sandbox = await start({ accounts: 1, users: 2_500, variety: false });
		const trigger = adminTrigger(sandbox, contract, watching(sandbox), BUDGET);
		let hours = 0;
		for (let events: unknown[] | null = []; events !== null; hours++) {
			const fault = limitFrom(sandbox, 8);
			events = await trigger.poll();
			fault.remove();
			pass(HOUR);
		}
		expect(hours).toBeLessThan(20);
		expect(log.join()).toContain('The poll ended early and the next goes on');
		const user = addUser(sandbox, 'new@example.com', [seeded(sandbox).account.id]);
		expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);
	});

	it('fails a poll that gets nothing through', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox), BUDGET);
		await trigger.drain();
		limitFrom(sandbox, 1);
		await expect(trigger.poll()).rejects.toMatchObject({ failure: { cause: 'quota-exhausted' } });
	});

	it('tells what was read before it, and the rest afterwards', async () => {
		const sandbox = await start({ accounts: 1, users: 30, variety: false });
		const settings = { firstRun: 'emitExisting', events: ['userCreated'] };
		const trigger = adminTrigger(sandbox, contract, watching(sandbox, settings), BUDGET);
		const fault = limitFrom(sandbox, 6);
		const first = await trigger.poll();
		fault.remove();
		pass(HOUR);
		const events = [...first!, ...(await trigger.drain())];
		expect(new Set(told(events)).size).toBe(sandbox.state.users.size);
		expect(events).toHaveLength(sandbox.state.users.size);
	});
});
