import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { by, scimNode } from './support/node';
import { user } from './support/parameters';

/** Success is what the record shows, whatever status a server answers with. */

let sandbox: Sandbox;
let node: ReturnType<typeof scimNode>;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 4, variety: false });
	node = scimNode(sandbox.scimCredential());
});
afterEach(async () => await sandbox.close());

/** The first is the last administrator, whom the sandbox does not close. */
const users = () => [...sandbox.state.users.values()];
const patches = () => sandbox.requests.filter(({ method }) => method === 'PATCH');

const NO_EFFECT = 'DOCUSIGN_SCIM_NO_EFFECT';

/** An operation that changes something, and what the record does not show when it is ignored. */
const CHANGES: Array<[name: string, ignored: 'active' | 'members' | 'attributes', left: string]> = [
	['deactivate', 'active', 'active'],
	['update', 'attributes', 'name.familyName'],
	['update by clearing', 'attributes', 'title'],
	['replace', 'attributes', 'name.givenName'],
	['addMembers', 'members', 'members'],
	['removeMembers', 'members', 'members'],
];

async function parametersOf(name: string): Promise<INodeParameters> {
	const [, target] = users();
	const userId = by('id', target.id);
	const { userName, email } = target;
	const whole = { userName, email, givenName: 'Joan', familyName: 'Roe' };
	switch (name) {
		case 'deactivate':
			return user('deactivate', { userId });
		case 'update':
			return user('update', { userId, updateFields: { familyName: 'Roe' } });
		case 'update by clearing':
			await node.records(user('update', { userId, updateFields: { title: 'Engineer' } }));
			return user('update', { userId, updateFields: { clearFields: ['title'] } });
		case 'replace':
			return user('replace', { userId, ...whole });
		default: {
			const memberIds = name === 'removeMembers' ? [target.id] : [];
			const group = { resource: 'group', operation: 'create', displayName: 'Sales', memberIds };
			const [{ id }] = await node.records(group);
			return {
				resource: 'group',
				operation: name,
				groupId: by('id', String(id)),
				memberIds: [target.id],
			};
		}
	}
}

describe.each([200, 204] as const)('with PATCH answered by %i', (scimPatch) => {
	it.each(CHANGES)('%s without effect is an error', async (name, ignored, left) => {
		const parameters = await parametersOf(name);
		sandbox.configure({ scimPatch, scimIgnores: [ignored] });
		const run = node.run(parameters);
		await expect(run).rejects.toMatchObject({
			message: expect.stringMatching(
				new RegExp(`^The SCIM server took the request .*, but did not do it\\. .*${left}`),
			),
			context: { code: NO_EFFECT },
		});
		sandbox.configure({ scimIgnores: [] });
		expect(await node.records(parameters)).toHaveLength(1);
	});

	it('a refusal with the status of a success is a refusal', async () => {
		sandbox.configure({ scimPatch, scimErrorStatus: 200 });
		const userId = by('id', 'nobody');
		for (const parameters of [
			user('get', { userId }),
			user('deactivate', { userId }),
			user('update', { userId, updateFields: { title: 'x' } }),
		]) {
			await expect(node.run(parameters)).rejects.toMatchObject({
				context: { code: 'DOCUSIGN_SCIM_USER_NOT_FOUND' },
				httpCode: '404',
			});
		}
		const taken = { userName: users()[2].userName, givenName: 'A', familyName: 'B' };
		await expect(
			node.run(user('create', { ...taken, email: 'a@example.com' })),
		).rejects.toMatchObject({ context: { code: 'DOCUSIGN_SCIM_UNIQUENESS' } });
		const list = user('getAll', { returnAll: true, filters: { filter: 'userName is "x"' } });
		await expect(node.run(list)).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_SCIM_INVALID_FILTER' },
		});
		const stranger = scimNode({ ...sandbox.scimCredential(), bearerToken: 'made-up' });
		await expect(stranger.run(user('getAll'))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_SCIM_TOKEN_REFUSED' },
		});
	});
});

it('names the user, and says so also where the workflow goes on', async () => {
	const [, target] = users();
	sandbox.configure({ scimIgnores: ['active'] });
	const parameters = user('deactivate', { userId: by('userName', target.userName) });
	const [item] = await node.run(parameters, { onError: 'continueRegularOutput' });
	expect(item.json).toMatchObject({
		error: `The SCIM server took the request to deactivate the user, but did not do it. Not as asked: active of the user "${target.id}"`,
		details: { code: NO_EFFECT },
	});
});

it('is told by the answer alone where nothing is to be read back', async () => {
	const [, target] = users();
	sandbox.configure({ scimIgnores: ['active'], scimPatch: 200 });
	const options = { readBack: false };
	const parameters = user('deactivate', { userId: by('id', target.id), options });
	await expect(node.run(parameters)).rejects.toMatchObject({ context: { code: NO_EFFECT } });
	expect(sandbox.requests.map(({ method }) => method)).toEqual(['PATCH']);
});

describe('what a server shows late, or not at all', () => {
	const shown = (more: object) => ({
		type: 'respond' as const,
		status: 200,
		body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], id: 'u', ...more },
	});

	it('is looked for once more', async () => {
		const [, target] = users();
		sandbox.faults.add({ match: { method: 'GET' }, do: shown({ active: true }) });
		const [closed] = await node.records(user('deactivate', { userId: by('id', target.id) }));
		expect(closed).toMatchObject({ id: target.id, active: false });
		expect(sandbox.requests.map(({ method }) => method)).toEqual(['PATCH', 'GET', 'GET']);
	});

	it('is read where the answer is no record', async () => {
		const [, target] = users();
		const body = { message: 'done' };
		sandbox.faults.add({
			match: { method: 'PATCH' },
			do: { type: 'respond', status: 200, body, act: true },
		});
		const [closed] = await node.records(user('deactivate', { userId: by('id', target.id) }));
		expect(closed).toMatchObject({ id: target.id, active: false });
	});

	it('is told beside the record', async () => {
		const [, target] = users();
		sandbox.faults.add({ match: { method: 'GET' }, do: shown({ active: true }) });
		const updateFields = { title: 'Engineer' };
		const [updated] = await node.records(
			user('update', { userId: by('id', target.id), updateFields }),
		);
		expect(updated.warnings).toEqual(['The server does not show whether it took: title.']);
	});
});

describe('a user created without an answer that shows it', () => {
	const jane = user('create', {
		userName: 'jane@example.com',
		givenName: 'Jane',
		familyName: 'Doe',
	});

	it('is looked up', async () => {
		const empty = { type: 'respond' as const, status: 201, body: {}, act: true };
		sandbox.faults.add({ match: { method: 'POST' }, do: empty });
		const [created] = await node.records(jane);
		expect(created).toMatchObject({ userName: 'jane@example.com', id: users().at(-1)!.id });
	});

	it('is looked up once more where the server shows it late', async () => {
		const empty = { type: 'respond' as const, status: 201, body: {}, act: true };
		sandbox.faults.add({ match: { method: 'POST' }, do: empty });
		const none = {
			type: 'respond' as const,
			status: 200,
			body: { totalResults: 0, Resources: [] },
		};
		sandbox.faults.add({ match: { method: 'GET', path: '/Users' }, do: none });
		const [created] = await node.records(jane);
		expect(users().map(({ id }) => id)).toContain(created.id);
	});

	it('is an error where nobody is there', async () => {
		const empty = { type: 'respond' as const, status: 201, body: {} };
		sandbox.faults.add({ match: { method: 'POST' }, do: empty });
		await expect(node.run(jane)).rejects.toMatchObject({
			message: expect.stringContaining('the user "jane@example.com" is not there'),
			context: { code: NO_EFFECT },
		});
	});
});

describe('a refusal of what is so already', () => {
	it.each([400, 409])('(%i) is no failure of a deactivation', async (status) => {
		const [, target] = users();
		const parameters = user('deactivate', { userId: by('id', target.id) });
		const body = { status: String(status), detail: 'Already inactive' };
		const refusal = { match: { method: 'PATCH' }, do: { type: 'respond', status, body } } as const;
		sandbox.faults.add(refusal);
		await expect(node.run(parameters)).rejects.toThrow(/Already inactive/);
		await node.run(parameters);
		sandbox.faults.add(refusal);
		expect(await node.records(parameters)).toMatchObject([{ id: target.id, active: false }]);
		expect(patches()).toHaveLength(3);
	});
});
