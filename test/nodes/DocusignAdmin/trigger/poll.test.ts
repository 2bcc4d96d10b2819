import type { Sandbox, SandboxOptions } from '../../../../sandbox';
import { closeMembership } from '../../../../sandbox/state/lifecycle';
import { adminRequests, CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { addUser as join, watching, world } from './support';

const { start: startSandbox } = world();
let sandbox: Sandbox;

const start = async (options: Partial<SandboxOptions> = {}) => {
	sandbox = await startSandbox({ users: 40, ...options });
};

const parameters = (more = {}) => watching(sandbox, more);

const addUser = (email: string) => join(sandbox, email, [seeded(sandbox).account.id]);

describe.each(CONTRACTS)('the trigger on the %s contract', (contract) => {
	it('takes a baseline without a word, then tells who joined, changed and left, once', async () => {
		await start();
		const trigger = adminTrigger(sandbox, contract, parameters());
		expect(await trigger.drain()).toEqual([]);
		expect(trigger.stored()).toHaveProperty('state');

		const joined = addUser('joined@example.com');
		const [, , changed, left] = [...sandbox.state.users.values()];
		sandbox.state.updateUser(changed.id, { firstName: 'Renamed' });
		for (const membership of sandbox.state.membershipsOf(left.id)) {
			closeMembership(sandbox.state, membership, 'somebody');
		}

		const events = await trigger.drain();
		const told = events.map(({ event, user }) => `${event} ${String(user.id)}`);
		expect(told).toContain(`userCreated ${joined.id}`);
		expect(told).toContain(`userUpdated ${changed.id}`);
		expect(told).toContain(`userClosed ${left.id}`);
		expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(events.length);
		expect(await trigger.poll()).toBeNull();
	});

	it('tells existing users in batches when asked to', async () => {
		await start({ users: 23 });
		const trigger = adminTrigger(
			sandbox,
			contract,
			parameters({
				firstRun: 'emitExisting',
				events: ['userCreated'],
				options: { maxEventsPerPoll: 5 },
			}),
		);
		const told: string[] = [];
		for (let polls = 0; polls < 20; polls++) {
			const events = await trigger.poll();
			if (events === null) break;
			expect(events.length).toBeLessThanOrEqual(6);
			told.push(...events.map(({ user }) => String(user.id)));
		}
		// Whoever is closed already is told as closed.
		const open = [...sandbox.state.users.values()].filter(({ status }) => status !== 'closed');
		expect(told.sort()).toEqual(open.map(({ id }) => id).sort());
	});

	it('keeps its state when nothing can be read, and says so', async () => {
		await start();
		const trigger = adminTrigger(sandbox, contract, parameters());
		await trigger.drain();
		const before = JSON.stringify(trigger.memory());
		addUser('meanwhile@example.com');
		const fault = sandbox.faults.add({
			match: { path: '/users', times: Infinity },
			do: { type: 'respond', status: 403, body: { message: 'No' } },
		});
		await expect(trigger.poll()).rejects.toThrow(/No|not allow/);
		expect(JSON.stringify(trigger.memory())).toBe(before);
		fault.remove();
		const events = await trigger.drain();
		expect(events.map(({ event }) => event)).toContain('userCreated');
	});

	it('tells nothing twice after a kill, and loses nothing', async () => {
		await start();
		const trigger = adminTrigger(sandbox, contract, parameters());
		await trigger.drain();
		trigger.kill();
		addUser('first@example.com');
		const first = await trigger.drain();
		trigger.kill();
		addUser('second@example.com');
		trigger.kill();
		const second = await trigger.drain();
		const created = [...first, ...second].filter(({ event }) => event === 'userCreated');
		expect(created.map(({ user }) => user.email ?? user.user_name)).toEqual([
			'first@example.com',
			'second@example.com',
		]);
	});

	it('goes on for other options and accounts', async () => {
		await start();
		const trigger = adminTrigger(sandbox, contract, parameters());
		await trigger.drain();
		trigger.configure({ events: ['userClosed'], options: { overlapMinutes: 30 } });
		expect(await trigger.poll()).toBeNull();
		trigger.configure({ accountIds: [seeded(sandbox).second.id] });
		expect(await trigger.poll()).toBeNull();
	});

	it('shows a user at once when tried out, and stores nothing', async () => {
		await start();
		const trigger = adminTrigger(sandbox, contract, parameters());
		const events = await trigger.poll('manual');
		expect(events).toHaveLength(1);
		expect(events![0].user).toMatchObject({ id: expect.any(String) });
		expect(trigger.memory()).toEqual({});
	});

	it('asks one request per list when nothing happened', async () => {
		await start({ users: 300 });
		const trigger = adminTrigger(sandbox, contract, parameters());
		await trigger.drain();
		sandbox.requests.length = 0;
		expect(await trigger.poll()).toBeNull();
		const lists = contract === 'openApi' ? 2 : 3;
		expect(adminRequests(sandbox)).toHaveLength(lists);
	});

	it('goes on where it stopped when its time is up', async () => {
		await start({ users: 500, latencyMs: 5 });
		let budget = 25;
		const trigger = adminTrigger(sandbox, contract, parameters(), () => budget);
		expect(await trigger.poll()).toEqual([]);
		budget = 300_000;
		await trigger.drain();
		addUser('late@example.com');
		const events = await trigger.drain();
		expect(events.filter(({ event }) => event === 'userCreated')).toHaveLength(1);
	});
});
