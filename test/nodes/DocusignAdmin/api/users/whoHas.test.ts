import type { INodeParameters } from 'n8n-workflow';
import { createEmptyRunExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../../support/admin';
import { addUser } from '../../trigger/support';

/** Who has an address: these users, nobody, or nothing tells, which is neither. */

let sandbox: Sandbox;
const start = async (options: Partial<SandboxOptions> = {}) =>
	(sandbox = await startSandbox({ users: 24, accounts: 2, ...options }));
afterEach(async () => await sandbox.close());

const active = (nth: number) =>
	[...sandbox.state.users.values()].filter(({ status }) => status === 'active')[nth];
const about = (operation: string, email: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'user',
	operation,
	organizationId: by('id', seeded(sandbox).organizationId),
	userId: by('email', email),
	...more,
});
const statusOf = (id: string) => sandbox.state.users.get(id)!.status;
const readsOf = (what: RegExp) => adminRequests(sandbox).filter(({ path }) => what.test(path));
const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');

describe.each(CONTRACTS)('lists that show no addresses, on the %s contract', (contract) => {
	const node = () => adminNode(sandbox, contract);

	it('do not keep a user from being got, updated and closed by address', async () => {
		await start({ addressesInLists: false });
		const user = active(5);
		const [got] = await node().run(about('get', user.email.toUpperCase()));
		expect(got.json.id).toBe(user.id);
		await node().run(about('update', user.email, { updateFields: { firstName: 'Renamed' } }));
		expect(sandbox.state.users.get(user.id)!.firstName).toBe('Renamed');
		await node().run(about('close', user.email));
		expect(statusOf(user.id)).toBe('closed');
	});

	it('hide no namesake from a close: nobody is closed for another', async () => {
		await start({ addressesInLists: false });
		const user = active(5);
		const twin = addUser(sandbox, user.email, [user.defaultAccountId], 'active');
		await expect(node().run(about('close', user.email))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_EMAIL_AMBIGUOUS' },
		});
		expect([statusOf(user.id), statusOf(twin.id)]).toEqual(['active', 'active']);
		// By ID too, where the contract closes everyone with the address.
		const close = node().run({ ...about('close', ''), userId: by('id', user.id) });
		if (contract === 'cursor') {
			await expect(close).rejects.toMatchObject({ context: { code: 'DOCUSIGN_EMAIL_AMBIGUOUS' } });
		} else await close;
		expect(statusOf(twin.id)).toBe('active');
	});

	it('make nobody be created twice when the answer is lost', async () => {
		await start({ addressesInLists: false });
		const { organizationId, account } = seeded(sandbox);
		sandbox.faults.add({
			match: { method: 'POST', path: /\/users$/i },
			do: { type: 'respond', status: 504, act: true },
		});
		const [created] = await node().run({
			resource: 'user',
			operation: 'create',
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			email: 'lost@example.com',
			firstName: 'Lost',
			lastName: 'Answer',
		});
		const made = [...sandbox.state.users.values()].filter(
			({ email }) => email === 'lost@example.com',
		);
		expect(made.map(({ id }) => id)).toEqual([created.json.id]);
		expect(writes()).toHaveLength(1);
	});

	it('tell of an address that nobody has that nobody has it', async () => {
		await start({ addressesInLists: false });
		await expect(node().run(about('get', 'nobody@example.com'))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_USER_NOT_FOUND' },
		});
	});
});

describe('a list that shows user names in the place of addresses, on the cursor contract', () => {
	/** Somebody is called by the address that another one has. */
	async function called() {
		await start({ addressesInLists: false });
		const [namesake, holder] = [5, 6].map(active);
		sandbox.state.updateUser(namesake.id, { userName: holder.email });
		return { namesake, holder };
	}
	const node = () => adminNode(sandbox, 'cursor');

	it('closes who has the address, and not who is called by it', async () => {
		const { namesake, holder } = await called();
		await node().run(about('close', holder.email));
		expect([statusOf(namesake.id), statusOf(holder.id)]).toEqual(['active', 'closed']);
	});

	it('finds who is called by the address of another one by the own', async () => {
		const { namesake } = await called();
		expect((await node().run(about('get', namesake.email)))[0].json.id).toBe(namesake.id);
	});

	it('closes nobody by a user name where the address is not shown at all', async () => {
		const { namesake, holder } = await called();
		sandbox.faults.add({
			match: { path: new RegExp(`/users/${namesake.id}$`), times: Infinity },
			do: {
				type: 'respond',
				status: 200,
				body: { id: namesake.id, user_name: holder.email, status: 'Active' },
			},
		});
		const close = node().run({ ...about('close', ''), userId: by('id', namesake.id) });
		await expect(close).rejects.toThrow(/does not show the e-mail address/);
		expect(writes()).toHaveLength(0);
	});
});

describe('lists that show no addresses of more users than can be read one by one', () => {
	it('tell nothing: nobody is closed, and nobody said not to be there', async () => {
		await start({ users: 520, addressesInLists: false });
		const user = active(5);
		for (const operation of ['get', 'close']) {
			const run = adminNode(sandbox, 'cursor').run(about(operation, user.email));
			await expect(run).rejects.toMatchObject({
				message: expect.stringContaining(`cannot be told who has the e-mail address ${user.email}`),
				context: { code: 'DOCUSIGN_ADDRESS_NOT_TOLD' },
			});
		}
		const byId = { ...about('close', ''), userId: by('id', user.id) };
		await expect(adminNode(sandbox, 'cursor').run(byId)).rejects.toMatchObject({
			description: expect.stringContaining('nobody was closed'),
			context: { code: 'DOCUSIGN_ADDRESS_NOT_TOLD' },
		});
		expect(writes()).toHaveLength(0);
		expect(statusOf(user.id)).toBe('active');
	});
});

describe('a look-up that is answered with another address', () => {
	it.each(['update', 'close'])('changes nobody: %s', async (operation) => {
		await start();
		const [user, other] = [5, 6].map(active);
		sandbox.faults.add({
			match: { path: /\/users\/profile\?/, times: Infinity },
			do: {
				type: 'respond',
				status: 200,
				body: {
					users: [
						{
							id: other.id,
							site_id: other.siteId,
							user_status: 'active',
							memberships: [{ account_id: other.defaultAccountId, email: other.email }],
						},
					],
				},
			},
		});
		const change = about(operation, user.email, { updateFields: { firstName: 'Wrong' } });
		await expect(adminNode(sandbox, 'openApi').run(change)).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_ADDRESS_NOT_TOLD' },
		});
		expect(writes()).toHaveLength(0);
	});
});

describe('a list that was read by an earlier run of the execution', () => {
	const inOne = () => {
		const options = { execution: createEmptyRunExecutionData() };
		const node = adminNode(sandbox, 'cursor');
		return async (parameters: INodeParameters) => await node.run(parameters, options);
	};

	it('closes nobody who had the address when it was read, but who has it now', async () => {
		await start();
		const run = inOne();
		const [before, now] = [5, 6].map(active);
		const address = before.email;
		await run(about('get', address));
		sandbox.state.updateUser(before.id, { email: 'moved@example.com' });
		sandbox.state.updateUser(now.id, { email: address });
		await run(about('close', address));
		expect([statusOf(before.id), statusOf(now.id)]).toEqual(['active', 'closed']);
	});

	it('changes nobody where nobody has the address any more', async () => {
		await start();
		const run = inOne();
		const user = active(5);
		const address = user.email;
		await run(about('get', address));
		sandbox.state.updateUser(user.id, { email: 'moved@example.com' });
		await expect(run(about('close', address))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_USER_NOT_FOUND' },
		});
		expect(writes()).toHaveLength(0);
	});

	it('changes nobody where the list goes on showing an address that the user has not', async () => {
		await start();
		const user = active(5);
		sandbox.faults.add({
			match: { path: new RegExp(`/users/${user.id}$`), times: Infinity },
			do: {
				type: 'respond',
				status: 200,
				body: { id: user.id, email: 'moved@example.com', status: 'Active' },
			},
		});
		await expect(inOne()(about('close', user.email))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_ADDRESS_NOT_TOLD' },
		});
		expect(readsOf(/\/users$/i)).toHaveLength(2);
		expect(writes()).toHaveLength(0);
	});
});
