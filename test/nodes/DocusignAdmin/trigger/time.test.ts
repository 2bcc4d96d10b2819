import type { Sandbox } from '../../../../sandbox';
import { CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { addUser, listReads, profileReads, told, watching, world } from './support';

const { start, pass } = world();

/** What n8n's durable polling leaves of the 45 seconds that it allows. */
const DURABLE_BUDGET = 36_000;

/** Makes each user list take so long. */
function slowLists(sandbox: Sandbox, milliseconds: number) {
	return sandbox.faults.add({
		match: { method: 'GET', path: /\/users\?/i, times: Infinity },
		do: { type: 'callback', run: () => pass(milliseconds / 60_000) },
	});
}

describe.each(CONTRACTS)('a poll that runs out of time, on the %s contract', (contract) => {
	it('comes round to every account', async () => {
		const sandbox = await start({ accounts: 4 });
		const trigger = adminTrigger(sandbox, contract, watching(sandbox), () => DURABLE_BUDGET);
		await trigger.drain();
		slowLists(sandbox, 0.6 * DURABLE_BUDGET);
		const users = [...sandbox.state.accounts.keys()].map((accountId, index) =>
			addUser(sandbox, `new${index}@example.com`, [accountId]),
		);
		const events = [];
		for (let polls = 0; polls < 10; polls++) {
			events.push(...((await trigger.poll()) ?? []));
		}
		const created = told(events).filter((text) => text.startsWith('userCreated'));
		expect(created.sort()).toEqual(users.map(({ id }) => `userCreated ${id}`).sort());
	});

	it('begins nothing new once it has used most of it', async () => {
		const sandbox = await start({ accounts: 4 });
		const trigger = adminTrigger(sandbox, contract, watching(sandbox), () => DURABLE_BUDGET);
		await trigger.drain();
		slowLists(sandbox, DURABLE_BUDGET);
		sandbox.requests.length = 0;
		await trigger.poll();
		expect(listReads(sandbox)).toHaveLength(1);
	});

	it('fails at once when a limit ends after it, and keeps its state', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox), () => DURABLE_BUDGET);
		await trigger.drain();
		const before = JSON.stringify(trigger.memory());
		const { account } = seeded(sandbox);
		const user = addUser(sandbox, 'meanwhile@example.com', [account.id]);
		const fault = sandbox.faults.add({
			match: { path: /\/users/i, times: Infinity },
			do: {
				type: 'respond',
				status: 429,
				headers: { 'retry-after': '25' },
				body: { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED', message: 'Too many' },
			},
		});
		await expect(trigger.poll()).rejects.toMatchObject({
			httpCode: '429',
			failure: { cause: 'rate-limited' },
		});
		expect(JSON.stringify(trigger.memory())).toBe(before);
		fault.remove();
		pass(1);
		expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);
	});
});

describe('lists on the published contract', () => {
	it('leave time for the profiles without which nothing is told', async () => {
		const sandbox = await start({ accounts: 3 });
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox), () => DURABLE_BUDGET);
		await trigger.drain();
		const ids = [...sandbox.state.accounts.keys()];
		const user = addUser(sandbox, 'everywhere@example.com', ids);
		slowLists(sandbox, 0.3 * DURABLE_BUDGET);
		sandbox.requests.length = 0;
		expect(told(await trigger.poll())).toContain(`userCreated ${user.id}`);
		expect(profileReads(sandbox).length).toBeGreaterThan(0);
	});

	it('are left after the page with which the time is up', async () => {
		const sandbox = await start({ accounts: 1, users: 4_000, variety: false });
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox), () => DURABLE_BUDGET);
		slowLists(sandbox, 0.1 * DURABLE_BUDGET);
		expect(await trigger.poll()).toEqual([]);
		// Seven pages within the time, and those that were under way with the last.
		expect(listReads(sandbox).length).toBeLessThan(16);
	});
});
