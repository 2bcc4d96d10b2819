import type { IRun } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../support/admin';
import { scimNode } from './DocusignScim/support/node';

/** n8n runs all items again when one has failed: those that are done must not be sent again. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2 });
});
afterEach(async () => await sandbox.close());

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const outputOf = ({ data }: IRun) =>
	Object.values(data.resultData.runData)[0][0].data?.main[0]?.map(({ json }) => json);
const withEmail = (email: string) =>
	[...sandbox.state.users.values()].filter((user) => user.email === email);

describe.each(CONTRACTS)('the Admin node on %s', (contract) => {
	const create = () => ({
		resource: 'user',
		operation: 'create',
		organizationId: by('id', seeded(sandbox).organizationId),
		accountId: by('id', seeded(sandbox).account.id),
		email: '={{ $json.email }}',
		firstName: 'New',
		lastName: 'Person',
	});
	const creates = () => adminRequests(sandbox).filter(({ method }) => method === 'POST');
	const taken = () => [...sandbox.state.users.values()][3].email;
	const takeName = () =>
		sandbox.state.updateUser([...sandbox.state.users.values()][3].id, {
			userName: contract === 'openApi' ? 'New Person' : taken(),
		});

	it('shows the error of the item that fails for good, and makes the others once', async () => {
		takeName();
		const run = await adminNode(sandbox, contract).runWorkflow(create(), {
			items: [{ email: taken() }, { email: 'good@example.com' }],
			retry,
		});
		expect(run.data.resultData.error?.message).toMatch(/there already.*\[item 0\]/);
		expect(withEmail('good@example.com')).toHaveLength(1);
		// Three tries of the bad one, and one of the good one.
		expect(creates()).toHaveLength(4);
	});

	it('gives the results of all items once the last of them is done', async () => {
		sandbox.faults.add({
			match: { method: 'POST', path: /\/users$/ },
			do: { type: 'respond', status: 400, body: { error: 'invalid', message: 'Not yet' } },
		});
		const emails = ['a@example.com', 'b@example.com', 'c@example.com'];
		const run = await adminNode(sandbox, contract).runWorkflow(create(), {
			items: emails.map((email) => ({ email })),
			retry,
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(outputOf(run)?.map(({ id }) => id)).toEqual(
			emails.map((email) => withEmail(email).map(({ id }) => id)[0]),
		);
		expect(creates()).toHaveLength(4);
	});

	it('so it is also where the workflow goes on with errors as data', async () => {
		takeName();
		const run = await adminNode(sandbox, contract).runWorkflow(create(), {
			items: [{ email: taken() }, { email: 'good@example.com' }],
			onError: 'continueRegularOutput',
			retry,
		});
		const [bad, good] = outputOf(run)!;
		expect(bad.error).toMatch(/there already/);
		expect(good.id).toBe(withEmail('good@example.com')[0].id);
	});

	it('looks before it makes an item again of which it is not known whether it was made', async () => {
		const look = contract === 'openApi' ? '/users/profile?' : '/users';
		sandbox.faults.add({
			match: { method: 'POST', path: /\/users$/ },
			do: { type: 'drop', when: 'after' },
		});
		sandbox.faults.add({
			match: { method: 'GET', path: look },
			do: { type: 'error', status: 403, code: 'ACCESS_DENIED', message: 'Not now' },
		});
		const run = await adminNode(sandbox, contract).runWorkflow(create(), {
			items: [{ email: 'lost@example.com' }],
			retry,
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(outputOf(run)).toMatchObject([{ id: withEmail('lost@example.com')[0].id }]);
		expect(creates()).toHaveLength(1);
	});

	it('sends everything in the next run, and where it is not set', async () => {
		const [user] = [...sandbox.state.users.values()].slice(3);
		const update = {
			resource: 'user',
			operation: 'update',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', user.id),
			updateFields: { firstName: 'Again' },
		};
		const node = adminNode(sandbox, contract);
		await node.runWorkflow(update, { retry });
		await node.runWorkflow(update, { retry });
		await node.runWorkflow(update);
		expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toHaveLength(3);
	});
});

it('the SCIM node looks before it makes an item again, too', async () => {
	const node = scimNode(sandbox.scimCredential());
	sandbox.faults.add({ match: { method: 'POST' }, do: { type: 'drop', when: 'after' } });
	sandbox.faults.add({
		match: { method: 'GET' },
		do: { type: 'respond', status: 403, body: { detail: 'Not now' } },
	});
	const run = await node.runWorkflow(
		{
			resource: 'user',
			operation: 'create',
			userName: 'lost@example.com',
			givenName: 'New',
			familyName: 'Person',
		},
		{ retry },
	);
	expect(run.data.resultData.error).toBeUndefined();
	expect(outputOf(run)).toMatchObject([{ id: withEmail('lost@example.com')[0].id }]);
	expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

it('the SCIM node makes the items that are done once, too', async () => {
	const node = scimNode(sandbox.scimCredential());
	const taken = [...sandbox.state.users.values()][3].email;
	sandbox.state.updateUser([...sandbox.state.users.values()][3].id, { userName: taken });
	const run = await node.runWorkflow(
		{
			resource: 'user',
			operation: 'create',
			userName: '={{ $json.name }}',
			givenName: 'New',
			familyName: 'Person',
		},
		{ items: [{ name: taken }, { name: 'good@example.com' }], retry },
	);
	expect(run.data.resultData.error?.message).toMatch(/same name/);
	expect(withEmail('good@example.com')).toHaveLength(1);
	expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(4);
});
