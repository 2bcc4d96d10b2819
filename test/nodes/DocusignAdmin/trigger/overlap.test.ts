import { by, CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { addUser, listReads, told, watching, world } from './support';

const { start, pass } = world();

/** A promise to be settled from outside. */
function signal() {
	let give = () => {};
	const given = new Promise<void>((resolve) => {
		give = resolve;
	});
	return { given, give };
}

describe.each(CONTRACTS)('polls that overlap, on the %s contract', (contract) => {
	/** A trigger with its baseline, a user to tell of, and a first list that waits for `give`. */
	async function held() {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		const user = addUser(sandbox, 'new@example.com', [seeded(sandbox).account.id]);
		const arrived = signal();
		const go = signal();
		sandbox.faults.add({
			match: { method: 'GET', path: /\/users\?/i },
			do: {
				type: 'callback',
				run: async () => {
					arrived.give();
					await go.given;
				},
			},
		});
		sandbox.requests.length = 0;
		const first = trigger.poll();
		await arrived.given;
		return { sandbox, trigger, user, first, go };
	}

	it('do not read everything twice', async () => {
		const { sandbox, trigger, user, first, go } = await held();
		expect(await trigger.poll()).toBeNull();
		expect(listReads(sandbox)).toHaveLength(1);
		go.give();
		expect(told(await first)).toContain(`userCreated ${user.id}`);
		expect(await trigger.drain()).toEqual([]);
	});

	it('still say what is wrong with the settings', async () => {
		const { trigger, first, go } = await held();
		trigger.configure({ organizationId: by('id', '') });
		await expect(trigger.poll()).rejects.toThrow("'Organization' is empty");
		go.give();
		await first;
	});

	it('tell nothing twice when one hangs and the next goes ahead', async () => {
		const { trigger, user, first, go } = await held();
		pass(6);
		const second = await trigger.poll();
		expect(told(second)).toContain(`userCreated ${user.id}`);
		const stored = JSON.stringify(trigger.memory());
		go.give();
		expect(await first).toBeNull();
		expect(JSON.stringify(trigger.memory())).toBe(stored);
		expect(await trigger.drain()).toEqual([]);
	});
});
