import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/DocusignScim/resources';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { checkOddValues } from '../support/checkOddValues';
import { by, scimNode } from './support/node';

/** Every field of every operation, as its description has it, with values that only an expression gives. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 12 });
	await node().run({ resource: 'group', operation: 'create', displayName: 'Everybody' });
});

afterAll(async () => await sandbox.close());

const all = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({ name: `${resource}.${operation.value}`, resource, operation })),
);

const node = () => scimNode(sandbox.scimCredential());

/** What an operation needs to be run. */
async function needed(): Promise<Record<string, INodeParameters>> {
	const first = async (resource: string) =>
		String((await node().records({ resource, operation: 'getAll', limit: 1 }))[0].id);
	const groupId = by('id', await first('group'));
	const userId = by('id', await first('user'));
	const names = { userName: 'jane@example.com', givenName: 'Jane', familyName: 'Doe' };
	return {
		'group.addMembers': { groupId, memberIds: ['m'] },
		'group.create': { displayName: 'Sales', memberIds: ['m'] },
		'group.get': { groupId },
		'group.removeMembers': { groupId, memberIds: ['m'] },
		'user.create': names,
		'user.deactivate': { userId },
		'user.get': { userId },
		'user.replace': { userId, ...names },
		'user.update': { userId, updateFields: { title: 'Boss', displayName: 'Jane' } },
	};
}

it.each(all)('$name takes each value for what it means, or refuses it', async (one) => {
	const { name, resource, operation } = one;
	const isWrite = operation.work.kind === 'write';
	const base = (await needed())[name];
	if (base === undefined && isWrite) throw new Error(`Add what ${name} needs to be run`);
	const tried = await checkOddValues({
		run: async (parameters) =>
			await node().records({ resource, operation: operation.value, ...parameters }),
		requests() {
			const seen = sandbox.requests.map(({ method, path, query }) => ({ method, path, query }));
			sandbox.requests.length = 0;
			return seen;
		},
		base: {
			...base,
			...(isWrite ? { options: { dryRun: true } } : { returnAll: false, limit: 3, filters: {} }),
		},
		isWrite,
		fields: operation.fields,
	});
	expect(tried).toBeGreaterThan(10);
});

it.each(['={{ 0 / 0 }}', '={{ true }}', 'undefined', 'null', '={{ `${ $json }` }}', '..'])(
	'is no id: %s',
	async (none) => {
		const { 'group.addMembers': group, 'user.deactivate': user } = await needed();
		sandbox.requests.length = 0;
		for (const parameters of [
			{ resource: 'user', operation: 'deactivate', ...user, userId: by('id', none) },
			{ resource: 'group', operation: 'removeMembers', ...group, groupId: by('id', none) },
			{ resource: 'group', operation: 'addMembers', ...group, memberIds: none },
		]) {
			await expect(node().run(parameters)).rejects.toThrow(/is not an ID/);
		}
		expect(sandbox.requests).toEqual([]);
	},
);

it('Last Modified Since is in the zone of the workflow', async () => {
	for (const [timezone, sent] of [
		['Asia/Kolkata', '2026-01-31T02:30:00.000Z'],
		['Europe/Berlin', '2026-01-31T07:00:00.000Z'],
	]) {
		const filters = { lastModifiedSince: '2026-01-31T08:00:00' };
		await node().run({ resource: 'user', operation: 'getAll', filters }, { timezone });
		expect(sandbox.requests.at(-1)?.query.filter).toBe(`meta.lastModified ge "${sent}"`);
	}
});

it.each<[what: string, operation: string, INodeParameters, sent: object, told: string]>([
	[
		'created',
		'create',
		{ additionalFields: { active: '={{ $json.none }}', title: '={{ 7 }}' } },
		{ active: true, title: '7' },
		'Left empty, and so not sent: Active.',
	],
	[
		'replaced',
		'replace',
		{ additionalFields: { title: ' ', displayName: 'Jane' } },
		{ displayName: 'Jane' },
		'Left empty, and so not sent: Title.',
	],
	[
		'updated',
		'update',
		{ updateFields: { title: '', displayName: 'Jane', clearFields: ['preferredLanguage'] } },
		{
			Operations: [
				{ op: 'replace', path: 'displayName', value: 'Jane' },
				{ op: 'remove', path: 'preferredLanguage' },
			],
		},
		"Left empty, and so not changed: Title. To take a value away, choose it in 'Clear Fields'.",
	],
])('of a user who is %s, a field left empty is not sent, which is told', async (...row) => {
	const [, operation, fields, sent, told] = row;
	const base = (await needed())[`user.${operation}`];
	const options = { dryRun: true };
	const [record] = await node().records({
		resource: 'user',
		operation,
		...base,
		...fields,
		options,
	});
	expect(record.body).toMatchObject(sent);
	expect(record.warnings).toEqual([told]);
	expect(JSON.stringify(record.body)).not.toContain('""');
});
