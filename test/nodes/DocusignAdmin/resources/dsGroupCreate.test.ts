import { startSandbox, type FaultAction, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';

/** DS Group > Create whose answer is lost: the group is made once, and no other is taken for it. */

let sandbox: Sandbox;
quickClock();

beforeAll(async () => {
	sandbox = await startSandbox({ users: 5, variety: false });
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const CREATE = { method: 'POST', path: /\/dsgroups$/ };
const LIST = { method: 'GET', path: /\/dsgroups/ };
const LOST_BEFORE: FaultAction = { type: 'drop', when: 'before', reset: true };
const LOST_AFTER: FaultAction = { type: 'drop', when: 'after', reset: true };

const groups = () => [...seeded(sandbox).account.dsGroups.values()];

/** A group that has been there for long, or that somebody has changed this moment. */
function addGroup(name: string, { modifiedAt = 0, description = '' } = {}) {
	const id = sandbox.state.nextId('dsGroup');
	const group = { id, groupId: '1', name, description, modifiedAt, memberIds: new Set<string>() };
	seeded(sandbox).account.dsGroups.set(id, group);
	return id;
}

const create = async (items?: object[]) =>
	(
		await adminNode(sandbox, 'openApi').run(
			{
				resource: 'dsGroup',
				operation: 'create',
				organizationId: by('id', seeded(sandbox).organizationId),
				accountId: by('id', seeded(sandbox).account.id),
				groupName: 'Legal',
				description: 'Everyone in the legal department',
			},
			{ onError: 'continueRegularOutput', ...(items && { items: items as never }) },
		)
	).map(({ json }) => json);

it.each<[string, FaultAction]>([
	['reset before', LOST_BEFORE],
	['reset after', LOST_AFTER],
	['500 before', { type: 'respond', status: 500 }],
	['500 after', { type: 'respond', status: 500, act: true }],
	['504 after', { type: 'respond', status: 504, act: true }],
	['a page with 200 after', { type: 'html', status: 200, act: true }],
	['cut JSON', { type: 'cutJson' }],
	['cut off', { type: 'truncate' }],
	['200 without a body', { type: 'empty', act: true }],
])('is made once, and told so: %s', async (_, fault) => {
	sandbox.faults.add({ match: CREATE, do: fault });
	const [json] = await create();
	expect(json.error).toBeUndefined();
	expect(groups()).toMatchObject([{ id: json.ds_group_id, name: 'Legal' }]);
});

it('does not take a group for the new one that has been there for long', async () => {
	addGroup('legal', { description: 'Everyone in the legal department' });
	sandbox.faults.add({ match: CREATE, do: LOST_BEFORE });
	const [json] = await create();
	expect(json).toMatchObject({ error: expect.stringContaining('exists already') });
	expect(groups()).toHaveLength(1);
	expect(adminRequests(sandbox).filter(({ method }) => method === 'POST')).toHaveLength(2);
});

it('does not take the group of another item for its own', async () => {
	sandbox.faults.add({ match: { ...CREATE, nth: 2 }, do: LOST_BEFORE });
	const [first, second] = await create([{}, {}]);
	expect(first).toMatchObject({ ds_group_id: groups()[0].id });
	expect(second).toMatchObject({ error: expect.stringContaining('exists already') });
	expect(groups()).toHaveLength(1);
});

it.each<[string, () => void]>([
	[
		'where a group of the name has just been changed by somebody',
		() => void addGroup('Legal', { modifiedAt: sandbox.clock.now(), description: 'Others' }),
	],
	[
		'where the list does not show when a group was made',
		() =>
			sandbox.faults.add({
				match: LIST,
				do: {
					type: 'respond',
					status: 200,
					body: { ds_groups: [{ ds_group_id: 'x', group_name: 'Legal' }] },
				},
			}),
	],
	[
		'where the list is refused',
		() => sandbox.faults.add({ match: LIST, do: { type: 'respond', status: 403, body: {} } }),
	],
])('is told as unknown %s', async (_, prepare) => {
	prepare();
	sandbox.faults.add({ match: CREATE, do: LOST_AFTER });
	const [json] = await create();
	expect(json).toMatchObject({ details: { code: 'DOCUSIGN_UNKNOWN_OUTCOME' } });
	expect(adminRequests(sandbox).filter(({ method }) => method === 'POST')).toHaveLength(1);
});

it('looks nothing up where an answer comes', async () => {
	await create();
	expect(adminRequests(sandbox)).toHaveLength(1);
});
