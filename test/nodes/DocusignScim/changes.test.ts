import { by, scimNode } from './support/node';
import { scimError, user } from './support/parameters';
import { startScimmy, type ScimmyOptions } from './support/scimmyServer';

let scimmy: Awaited<ReturnType<typeof startScimmy>>;
let node: ReturnType<typeof scimNode>;

async function start(options: Partial<ScimmyOptions> = {}) {
	scimmy = await startScimmy(options);
	node = scimNode(scimmy.credential);
	return scimmy.store.seed(4);
}
afterEach(async () => await scimmy.close());

const writes = () => scimmy.requests.filter(({ method }) => method !== 'GET');
describe('a dry run', () => {
	it('shows the request that would be sent, and sends none that changes anything', async () => {
		const [first] = await start({ versions: true });
		const before = JSON.stringify([...scimmy.store.users.values()]);
		const options = { dryRun: true };
		const userId = by('userName', String(first.userName));
		const path = `/Users/${first.id}`;
		const headers = { 'if-match': first.meta.version };
		const names = { userName: 'joan@example.com', givenName: 'Joan', familyName: 'Doe' };
		const fields = { ...names, updateFields: { email: 'x@example.com' } };
		const shown = async (operation: string) =>
			await node.records(user(operation, { userId, ...fields, options }));
		expect(await shown('create')).toMatchObject([
			{
				dry_run: true,
				summary: 'Would create the user "joan@example.com"',
				method: 'POST',
				path: '/Users',
			},
		]);
		expect(await shown('replace')).toMatchObject([
			{ dry_run: true, method: 'PUT', path, headers, body: { id: first.id } },
		]);
		expect(await shown('update')).toMatchObject([
			{
				dry_run: true,
				summary: `Would update the user (${first.id}): emails`,
				method: 'PATCH',
				path,
				headers,
			},
		]);
		expect(await shown('deactivate')).toEqual([
			{
				dry_run: true,
				summary: `Would deactivate the user (${first.id})`,
				method: 'PATCH',
				path,
				body: expect.objectContaining({ schemas: expect.any(Array) }),
			},
		]);
		const group = {
			resource: 'group',
			groupId: by('id', 'g/1'),
			memberIds: 'u-1',
			displayName: 'G',
			options,
		};
		for (const operation of ['create', 'addMembers', 'removeMembers']) {
			const [preview] = await node.records({ ...group, operation });
			expect(preview).toMatchObject({
				dry_run: true,
				summary: expect.stringMatching(/^Would (create|add|remove) .*G|g\/1|u-1/),
				path: expect.stringMatching(/^\/Groups(\/g%2F1)?$/),
			});
		}
		expect(writes()).toEqual([]);
		expect(JSON.stringify([...scimmy.store.users.values()])).toBe(before);
	});
});

describe('a change that the server confirms without showing it', () => {
	it('is told by what was sent, where it is not to be read back', async () => {
		const [first] = await start({ patch: 204 });
		const options = { readBack: false };
		const userId = by('id', first.id);
		expect(await node.records(user('deactivate', { userId, options }))).toEqual([
			{ id: first.id, active: false },
		]);
		expect(scimmy.requests).toHaveLength(1);
	});

	it('is not said to have failed because it cannot be read back', async () => {
		const [first] = await start({ patch: 204 });
		scimmy.intervene({
			when: ({ method }) => method === 'GET',
			instead: scimError(403, { detail: 'Write only' }),
		});
		expect(await node.records(user('deactivate', { userId: by('id', first.id) }))).toEqual([
			{
				id: first.id,
				active: false,
				readBackError: 'The SCIM server does not allow this token to read the result',
			},
		]);
	});
});

describe('removing members', () => {
	const noTarget = scimError(400, { scimType: 'noTarget', detail: 'No such member' });

	async function groupOf(...members: string[]) {
		const group = { resource: 'group', operation: 'create', displayName: 'Sales' };
		const [{ id }] = await node.records({ ...group, memberIds: members });
		return { resource: 'group', operation: 'removeMembers', groupId: by('id', String(id)) };
	}

	it('takes out those who are members where the server refuses for the others', async () => {
		const [first, second, third] = (await start()).map(({ id }) => id);
		const removal = await groupOf(first, second);
		scimmy.intervene({ when: ({ method }) => method === 'PATCH', instead: noTarget });
		const [left] = await node.records({ ...removal, memberIds: [first, third] });
		expect(left).toMatchObject({ members: [{ value: second }] });
		expect(writes().at(-1)?.body).toMatchObject({
			Operations: [{ op: 'remove', path: `members[value eq "${first}"]` }],
		});
	});

	it('is done where nobody of them is a member', async () => {
		const [first, second] = (await start()).map(({ id }) => id);
		const removal = await groupOf(first);
		scimmy.intervene({ when: ({ method }) => method === 'PATCH', instead: noTarget });
		const [left] = await node.records({ ...removal, memberIds: [second] });
		expect(left).toMatchObject({ members: [{ value: first }] });
		expect(writes()).toHaveLength(2);
	});

	it('fails where the server does not find members that are there', async () => {
		const [first] = (await start()).map(({ id }) => id);
		const removal = await groupOf(first);
		scimmy.intervene({ when: ({ method }) => method === 'PATCH', instead: noTarget });
		await expect(node.run({ ...removal, memberIds: [first] })).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_SCIM_NO_TARGET' },
		});
	});

	describe('of a group that does not show its members', () => {
		/** Reading the group shows everything else of it. */
		function hideMembers(id: unknown) {
			const instead = () => ({ status: 200, body: { id, displayName: 'Sales' } });
			const isRead = ({ method, path }: { method: string; path: string }) =>
				method === 'GET' && path.startsWith('/Groups/');
			scimmy.intervene({ when: isRead, instead, times: Infinity });
		}
		const membersOf = (id: string) => {
			const { members = [] } = scimmy.store.groups.get(id) as {
				members?: Array<{ value: string }>;
			};
			return members.map(({ value }) => value);
		};

		it.each([
			['invalidPath', 400, 'DOCUSIGN_SCIM_INVALID_PATH'],
			[undefined, 409, 'DOCUSIGN_SCIM_CONFLICT'],
		])('is not done where it is refused: %s %d', async (scimType, status, code) => {
			const [first] = (await start()).map(({ id }) => id);
			const removal = await groupOf(first);
			hideMembers(removal.groupId.value);
			const instead = scimError(status, { ...(scimType && { scimType }), detail: 'No' });
			scimmy.intervene({ when: ({ method }) => method === 'PATCH', instead });
			await expect(node.run({ ...removal, memberIds: [first] })).rejects.toMatchObject({
				context: { code },
			});
			expect(membersOf(removal.groupId.value)).toEqual([first]);
		});

		it('takes each out by itself where the server refuses for others', async () => {
			const [first, second, third] = (await start()).map(({ id }) => id);
			const removal = await groupOf(first, second);
			hideMembers(removal.groupId.value);
			const names = (id: string) => (request: { body?: unknown }) =>
				JSON.stringify(request.body ?? '').includes(id);
			scimmy.intervene({ when: names(third), instead: noTarget, times: Infinity });
			const memberIds = [first, third];
			await node.records({ ...removal, memberIds });
			expect(membersOf(removal.groupId.value)).toEqual([second]);
		});

		it('is not known to be done where every answer gets lost', async () => {
			const [first] = (await start()).map(({ id }) => id);
			const removal = await groupOf(first);
			hideMembers(removal.groupId.value);
			const instead = () => ({ status: 502 });
			scimmy.intervene({ when: ({ method }) => method === 'PATCH', instead, times: Infinity });
			const options = { maxWait: 1 };
			await expect(node.run({ ...removal, memberIds: [first], options })).rejects.toMatchObject({
				context: { code: 'DOCUSIGN_UNKNOWN_OUTCOME' },
			});
		});
	});
});
