import type { INodeParameters } from 'n8n-workflow';
import { createEmptyRunExecutionData } from 'n8n-workflow';

import type { AdminClient } from '../../../../../nodes/DocusignAdmin/api/client';
import { directoryOf, noteAddress } from '../../../../../nodes/DocusignAdmin/api/users/directory';
import { KeptCache } from '../../../../../nodes/shared/keptCache';
import { RunCache } from '../../../../../nodes/shared/runCache';
import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../../support/admin';
import { addUser } from '../../trigger/support';

/** On the cursor contract an address is found in the list of all users, which a loop reads once. */

let sandbox: Sandbox;
beforeEach(
	async () => (sandbox = await startSandbox({ users: 230, domains: { 'example.com': 'active' } })),
);
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

/** The runs of one execution: a loop makes a run of each iteration. */
function execution() {
	const options = { execution: createEmptyRunExecutionData() };
	const node = adminNode(sandbox, 'cursor');
	return async (operation: string, more: INodeParameters) =>
		await node.run(
			{
				resource: 'user',
				operation,
				organizationId: by('id', seeded(sandbox).organizationId),
				...more,
			},
			options,
		);
}
const user = (nth: number) =>
	[...sandbox.state.users.values()].filter(({ status }) => status === 'active')[nth];
const addressed = (email: string) => ({ userId: by('email', email) });
/** Pages of the list of all users: 230 of them are three. */
const pages = () =>
	adminRequests(sandbox).filter(({ path, method }) => method === 'GET' && /\/users$/i.test(path))
		.length;

it('is read once by the three iterations of a loop', async () => {
	const run = execution();
	for (const nth of [1, 50, 100]) {
		const [{ json }] = await run('get', addressed(user(nth).email));
		expect(json.id).toBe(user(nth).id);
	}
	expect(pages()).toBe(3);
	// Each iteration reads the user anew all the same.
	expect(adminRequests(sandbox)).toHaveLength(3 + 3);
});

it('is read again by another execution, and by this one after a minute', async () => {
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
	const run = execution();
	await run('get', addressed(user(1).email));
	const pass = (seconds: number) => {
		clock.mockReturnValue(Date.now() + seconds * 1_000);
		sandbox.clock.advance(seconds * 1_000);
	};
	pass(59);
	await run('get', addressed(user(2).email));
	expect(pages()).toBe(3);
	pass(2);
	await run('get', addressed(user(3).email));
	expect(pages()).toBe(6);
	await execution()('get', addressed(user(3).email));
	expect(pages()).toBe(9);
});

it('is read again for an address that it does not show', async () => {
	const run = execution();
	await run('get', addressed(user(1).email));
	const added = addUser(sandbox, 'added@example.com', [seeded(sandbox).account.id]);
	expect((await run('get', addressed('added@example.com')))[0].json.id).toBe(added.id);
	expect(pages()).toBe(6);
});

const creation = (email: string) => ({
	accountId: by('id', seeded(sandbox).account.id),
	email,
	firstName: 'New',
	lastName: 'Person',
});

it('takes note of who was created meanwhile', async () => {
	const run = execution();
	await run('get', addressed(user(1).email));
	const [{ json }] = await run('create', creation('new@example.com'));
	expect((await run('get', addressed('new@example.com')))[0].json.id).toBe(json.id);
	expect(pages()).toBe(3);
});

it('takes note of an address that was changed meanwhile, and of who has it before', async () => {
	const run = execution();
	const [mover, heir] = [user(1), user(2)];
	const address = mover.email;
	await run('update', { ...addressed(address), updateFields: { email: 'moved@example.com' } });
	expect((await run('get', addressed('moved@example.com')))[0].json.id).toBe(mover.id);
	await run('update', { ...addressed(heir.email), updateFields: { email: address } });
	expect((await run('get', addressed(address)))[0].json.id).toBe(heir.id);
	expect(pages()).toBe(3);
});

it('takes note also in what a run goes on with after the minute', async () => {
	let now = 0;
	let reads = 0;
	const client = {
		cache: new RunCache(),
		kept: new KeptCache(() => now),
		lists: {
			async *pages() {
				reads++;
				yield await Promise.resolve([{ id: 'one', email: 'one@example.com' }, { id: 'two' }]);
			},
		},
	} as unknown as AdminClient;
	await directoryOf(client, 'org', 'account');
	now = 61_000;
	await noteAddress(client, 'org', 'two', 'two@example.com');
	const { value } = await directoryOf(client, 'org', 'account');
	expect(value.addressOf('two')).toBe('two@example.com');
	// Nobody is left whose address is not shown.
	expect(value.holdersOf('three@example.com')).toEqual([]);
	expect(reads).toBe(1);
});

it('is not relied on after a change of which it is open whether it was made', async () => {
	const run = execution();
	const [mover, other] = [user(1), user(2)];
	await run('get', addressed(mover.email));
	const fault = sandbox.faults.add({
		match: { method: 'PUT', times: Infinity },
		do: { type: 'respond', status: 504, act: true },
	});
	// Both have the address then.
	const change = { ...addressed(mover.email), updateFields: { email: other.email } };
	await expect(run('update', { ...change, options: { maxWait: 0 } })).rejects.toThrow();
	fault.remove();
	await expect(run('close', addressed(other.email))).rejects.toMatchObject({
		context: { code: 'DOCUSIGN_EMAIL_AMBIGUOUS' },
	});
	expect([mover, other].map(({ id }) => sandbox.state.users.get(id)!.status)).toEqual([
		'active',
		'active',
	]);
	expect(pages()).toBe(6);
});

it('takes note of a namesake that is made here', async () => {
	const run = execution();
	const { email, id } = user(1);
	await run('get', addressed(email));
	await run('create', creation(email));
	await expect(run('close', addressed(email))).rejects.toMatchObject({
		context: { code: 'DOCUSIGN_EMAIL_AMBIGUOUS' },
	});
	expect(sandbox.state.users.get(id)!.status).toBe('active');
	expect(pages()).toBe(3);
});

it('stays where a change was refused', async () => {
	const run = execution();
	await run('get', addressed(user(1).email));
	const change = { ...addressed(user(1).email), updateFields: { email: 'new@unclaimed.test' } };
	await expect(run('update', change)).rejects.toThrow();
	await run('get', addressed(user(2).email));
	expect(pages()).toBe(3);
});

describe('what is kept for an execution', () => {
	it('is no more than twenty things, and nothing that failed', async () => {
		const kept = new KeptCache(() => 0);
		let loads = 0;
		const load = async () => await Promise.resolve(++loads);
		for (let n = 0; n < 21; n++) await kept.remember(`key ${n}`, load);
		expect(await kept.remember('key 20', load)).toEqual({ value: 21, isOld: true });
		expect(await kept.remember('key 0', load)).toEqual({ value: 22, isOld: false });
		const failing = async () => await Promise.reject(new Error('no answer'));
		await expect(kept.remember('failed', failing)).rejects.toThrow('no answer');
		expect(await kept.remember('failed', load)).toEqual({ value: 23, isOld: false });
	});
});
