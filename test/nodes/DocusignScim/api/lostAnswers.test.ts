import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type FaultAction, type Sandbox } from '../../../../sandbox';
import { by, scimNode } from '../support/node';

let sandbox: Sandbox;
let node: ReturnType<typeof scimNode>;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 5, variety: false });
	node = scimNode(sandbox.scimCredential());
});
afterEach(async () => await sandbox.close());

const jane: INodeParameters = {
	resource: 'user',
	operation: 'create',
	userName: '={{ $json.name ?? "jane@example.com" }}',
	givenName: 'Jane',
	familyName: 'Doe',
};
const sales: INodeParameters = { resource: 'group', operation: 'create', displayName: 'Sales' };

const usersNamed = (name: string) =>
	[...sandbox.state.users.values()].filter(({ userName }) => userName === name);
const groups = () => [...sandbox.state.scimGroups.values()];
const sent = (method: string) => sandbox.requests.filter((request) => request.method === method);

const LOSSES: Array<[what: string, fault: FaultAction]> = [
	['is lost after it was carried out', { type: 'drop', when: 'after' }],
	['is lost before it was carried out', { type: 'drop', when: 'before' }],
	['is cut off', { type: 'truncate' }],
	['is cut JSON', { type: 'cutJson' }],
	['is a 503 in its place', { type: 'respond', status: 503 }],
	['is a 502 after it was carried out', { type: 'respond', status: 502, act: true }],
];

describe.each(LOSSES)('when the answer %s', (_, fault) => {
	it('a user is created once', async () => {
		sandbox.faults.add({ match: { method: 'POST' }, do: fault });
		const [created] = await node.records(jane);
		const [user, ...twins] = usersNamed('jane@example.com');
		expect(twins).toEqual([]);
		expect(created.id).toBe(user.id);
	});

	it('a group is created once', async () => {
		sandbox.faults.add({ match: { method: 'POST' }, do: fault });
		const [created] = await node.records({
			...sales,
			memberIds: [[...sandbox.state.users.keys()][1]],
		});
		expect(groups().map(({ id }) => id)).toEqual([created.id]);
	});

	it('a user is replaced once, for the version that was read', async () => {
		const target = [...sandbox.state.users.values()][2];
		sandbox.faults.add({ match: { method: 'PUT' }, do: fault });
		const [replaced] = await node.records({
			...jane,
			operation: 'replace',
			userId: by('id', target.id),
		});
		expect(replaced).toMatchObject({ id: target.id, userName: 'jane@example.com' });
		expect(sandbox.state.users.get(target.id)!.userName).toBe('jane@example.com');
		expect(sent('PUT').every(({ headers }) => headers['if-match']?.startsWith('W/'))).toBe(true);
	});

	it('a user is deactivated and a member added', async () => {
		const target = [...sandbox.state.users.values()][2];
		sandbox.faults.add({ match: { method: 'PATCH' }, do: fault });
		const userId = by('id', target.id);
		await node.records({ resource: 'user', operation: 'deactivate', userId });
		expect(sandbox.state.users.get(target.id)!.status).toBe('closed');

		const [{ id }] = await node.records(sales);
		sandbox.faults.add({ match: { method: 'PATCH' }, do: fault });
		const change = { resource: 'group', groupId: by('id', String(id)), memberIds: [target.id] };
		await node.records({ ...change, operation: 'addMembers' });
		expect([...groups()[0].memberIds]).toEqual([target.id]);
		sandbox.faults.add({ match: { method: 'PATCH' }, do: fault });
		await node.records({ ...change, operation: 'removeMembers' });
		expect([...groups()[0].memberIds]).toEqual([]);
	});
});

it('says that the user was there before, when the answer that said so was lost', async () => {
	await node.records(jane);
	sandbox.faults.add({ match: { method: 'POST' }, do: { type: 'drop', when: 'after' } });
	const again = node.records({ ...jane, givenName: 'Joan' });
	await expect(again).rejects.toThrow(/another record has the same name/);
	expect(usersNamed('jane@example.com')).toHaveLength(1);
});

it('creates no second group where one of that name may be the one', async () => {
	await node.records(sales);
	sandbox.faults.add({ match: { method: 'POST' }, do: { type: 'drop', when: 'after' } });
	const again = node.records({ ...sales, memberIds: [[...sandbox.state.users.keys()][1]] });
	await expect(again).rejects.toThrow(/not known whether Docusign did create the group/);
	expect(sent('POST')).toHaveLength(2);
});

it('gives up after a few, and says what is not known', async () => {
	sandbox.faults.add({
		match: { method: 'POST', times: Infinity },
		do: { type: 'drop', when: 'before' },
	});
	await expect(node.records(jane)).rejects.toThrow(
		/not known whether Docusign did create the user/,
	);
	expect(sent('POST')).toHaveLength(3);
});

describe.each([400, 401, 403, 404, 409, 412, 422])(
	'when the answer is lost and its repeat refused with %i',
	(status) => {
		const refused = {
			type: 'respond',
			status,
			body: { status: String(status), detail: 'No' },
		} as const;
		const lostAndRefused = (method: string, when: 'before' | 'after') => {
			sandbox.faults.add({ match: { method }, do: { type: 'drop', when } });
			sandbox.faults.add({ match: { method, nth: 2, times: 9 }, do: refused });
		};

		it('what was carried out is done', async () => {
			const target = [...sandbox.state.users.values()][2];
			lostAndRefused('PATCH', 'after');
			const userId = by('id', target.id);
			const parameters = { resource: 'user', operation: 'deactivate', userId };
			expect(await node.records(parameters)).toMatchObject([{ id: target.id, active: false }]);
			sandbox.faults.clear();
			lostAndRefused('POST', 'after');
			const [created] = await node.records(jane);
			expect(usersNamed('jane@example.com').map(({ id }) => id)).toEqual([created.id]);
		});

		it('what was not is told, and of whom', async () => {
			const target = [...sandbox.state.users.values()][2];
			lostAndRefused('PATCH', 'before');
			const update = { updateFields: { familyName: 'Roe' }, userId: by('id', target.id) };
			await expect(
				node.run({ resource: 'user', operation: 'update', ...update }),
			).rejects.toMatchObject({
				// A refusal of the caller says nothing of the request before it.
				message: expect.stringMatching(
					[401, 403].includes(status) ? /not known/ : /^(?!.*not known)/,
				),
			});
			expect(target.lastName).not.toBe('Roe');
		});

		it('and nothing can be looked up, it says that it may have been carried out', async () => {
			const target = [...sandbox.state.users.values()][2];
			const cases: Array<[INodeParameters, string, string]> = [
				[
					{ resource: 'user', operation: 'deactivate', userId: by('id', target.id) },
					'PATCH',
					`the user "${target.id}"`,
				],
				[jane, 'POST', 'the user "jane@example.com"'],
				[sales, 'POST', 'the group "Sales"'],
			];
			for (const [parameters, method, about] of cases) {
				lostAndRefused(method, 'after');
				sandbox.faults.add({ match: { method: 'GET', times: 9 }, do: { ...refused, status: 403 } });
				await expect(node.run(parameters)).rejects.toMatchObject({
					message: expect.stringMatching(/not known whether Docusign did/),
					description: expect.stringContaining(
						`It is about ${about}, and may have been carried out.`,
					),
				});
				sandbox.faults.clear();
			}
		});
	},
);

describe('a user that is found after a lost create', () => {
	const lost = () =>
		sandbox.faults.add({ match: { method: 'POST' }, do: { type: 'drop', when: 'before' } });

	it.each([
		['older than the request', 3_600_000],
		['of no known age', NaN],
	])('is not taken for the new one: one %s', async (_, age) => {
		const [{ id }] = await node.records(jane);
		const user = sandbox.state.users.get(String(id))!;
		if (Number.isNaN(age)) {
			const [record] = await node.records({
				resource: 'user',
				operation: 'getAll',
				simplify: false,
				filters: { userName: 'jane@example.com' },
			});
			const rest = { ...record, meta: {} };
			const body = { totalResults: 1, Resources: [rest] };
			sandbox.faults.add({
				match: { method: 'GET', times: 9 },
				do: { type: 'respond', status: 200, body },
			});
		} else Object.assign(user, { createdAt: user.createdAt - age });
		lost();
		await expect(node.run(jane)).rejects.toMatchObject({
			message: expect.stringMatching(/not known whether Docusign did create the user/),
			description: expect.stringContaining(`is there as ${String(id)}, and it cannot be told`),
		});
	});

	it('is not the one that an item before has made', async () => {
		const items = [{ name: 'twin@example.com' }, { name: 'twin@example.com' }];
		sandbox.faults.add({
			match: { method: 'POST', nth: 2 },
			do: { type: 'drop', when: 'before' },
		});
		const output = await node.run(jane, { items, onError: 'continueRegularOutput' });
		expect(output.map(({ json }) => json.details)).toEqual([
			undefined,
			expect.objectContaining({ code: 'DOCUSIGN_SCIM_UNIQUENESS' }),
		]);
	});
});
