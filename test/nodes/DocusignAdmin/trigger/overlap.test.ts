import type { Sandbox } from '../../../../sandbox';
import { CONTRACTS, seeded, type ContractName } from '../../../support/admin';
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

type Trigger = ReturnType<typeof adminTrigger>;

/** A new user, and a poll whose first list waits for `go`. */
async function hold(sandbox: Sandbox, trigger: Trigger) {
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
	return { user, first, go };
}

/** Another activation of what stands at the place, or a copy of it, that begins where this one is. */
function another(
	sandbox: Sandbox,
	contract: ContractName,
	trigger: Trigger,
	place: Parameters<typeof adminTrigger>[5] = {},
): Trigger {
	const other = adminTrigger(sandbox, contract, watching(sandbox), undefined, {}, place);
	Object.assign(other.memory(), JSON.parse(JSON.stringify(trigger.memory())));
	return other;
}

async function baselined(contract: ContractName) {
	const sandbox = await start();
	const trigger = adminTrigger(sandbox, contract, watching(sandbox));
	await trigger.drain();
	return { sandbox, trigger };
}

describe.each(CONTRACTS)('polls that overlap, on the %s contract', (contract) => {
	it('do not read everything twice', async () => {
		const { sandbox, trigger } = await baselined(contract);
		const { user, first, go } = await hold(sandbox, trigger);
		expect(await trigger.poll()).toBeNull();
		expect(listReads(sandbox)).toHaveLength(1);
		go.give();
		expect(told(await first)).toContain(`userCreated ${user.id}`);
		expect(await trigger.drain()).toEqual([]);
	});

	it('still say what is wrong with the settings', async () => {
		const { sandbox, trigger } = await baselined(contract);
		const { first, go } = await hold(sandbox, trigger);
		trigger.configure({ organizationId: '={{ "" }}' });
		await expect(trigger.poll()).rejects.toThrow("'Organization' is empty");
		go.give();
		await first;
	});

	it('tell nothing twice when one hangs and the next goes ahead', async () => {
		const { sandbox, trigger } = await baselined(contract);
		const { user, first, go } = await hold(sandbox, trigger);
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

describe.each(CONTRACTS)(
	'a workflow activated again during a poll, on the %s contract',
	(contract) => {
		it('tells everything once', async () => {
			const { sandbox, trigger } = await baselined(contract);
			const after = another(sandbox, contract, trigger);
			const { user, first, go } = await hold(sandbox, trigger);
			expect(await after.poll()).toBeNull();
			go.give();
			// What the superseded poll found is for the new activation to tell.
			expect(await first).toBeNull();
			const news = told(await after.drain());
			expect(news.filter((line) => line === `userCreated ${user.id}`)).toHaveLength(1);
			expect(await after.drain()).toEqual([]);
		});

		it('tells nothing of a poll that outlasts its time, once the next has told', async () => {
			const { sandbox, trigger } = await baselined(contract);
			const after = another(sandbox, contract, trigger);
			const { user, first, go } = await hold(sandbox, trigger);
			pass(6);
			expect(told(await after.poll())).toContain(`userCreated ${user.id}`);
			go.give();
			expect(await first).toBeNull();
		});
	},
);

describe.each([
	['another trigger of the workflow', { nodeId: '0b0f7d52-6f0e-4d2e-8d5b-2f3c3e1c9a01' }],
	['the trigger of a copied workflow', { workflowId: 'copied-workflow' }],
])('%s', (_, place) => {
	it.each(CONTRACTS)(
		'neither waits for the first nor takes its events, on the %s contract',
		async (contract) => {
			const { sandbox, trigger } = await baselined(contract);
			const other = another(sandbox, contract, trigger, place);
			const { user, first, go } = await hold(sandbox, trigger);
			const created = `userCreated ${user.id}`;
			expect(told(await other.poll())).toContain(created);
			go.give();
			expect(told(await first)).toContain(created);
			expect(await trigger.drain()).toEqual([]);
			expect(await other.drain()).toEqual([]);
		},
	);
});
