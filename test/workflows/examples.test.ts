/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox';
import { adminRequests, CONTRACTS, seeded } from '../support/admin';
import { readExample, runExample } from '../support/exampleWorkflow';
import { quickClock } from '../support/quickClock';

/** The example workflows in n8n's engine, from their trigger to their last node. */

quickClock();

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 40 })));
afterEach(async () => await sandbox.close());

const userOf = (email: string) =>
	[...sandbox.state.users.values()].find((user) => user.email === email);
const statusesOf = (email: string) =>
	[...sandbox.state.memberships.values()]
		.filter(({ userId }) => userId === userOf(email)?.id)
		.map(({ status }) => status);
const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');

describe.each(CONTRACTS)('deprovision, on the %s contract', (apiContract) => {
	const example = readExample('deprovision-a-departing-employee');
	const of = (...emails: string[]) => ({
		apiContract,
		instead: { 'Departing employee': emails.map((email) => ({ email })) },
	});

	it('closes in every account, and tells of each', async () => {
		// Every tenth user is in two accounts.
		const email = 'user000010@example.com';
		const { error, output } = await runExample(example, sandbox, of(email));
		expect(error).toBeUndefined();
		expect(statusesOf(email)).toEqual(['closed', 'closed']);
		// Where Docusign does not show the accounts of a user, one line stands for all.
		const accounts =
			apiContract === 'openApi' ? ['Example Account 2', 'Example Account 1'] : ['all accounts'];
		expect(output('Result')).toMatchObject(
			accounts.map((account) => ({ email, account, status: 'closed' })),
		);
		expect(output('Audit record')).toMatchObject([
			{ event: 'docusign_access_closed', email, status: 'closed', left_to_others: [] },
		]);
	});

	it('cuts the access before anything that could fail afterwards', async () => {
		await runExample(example, sandbox, of('user000004@example.com'));
		const methods = adminRequests(sandbox).map(({ method }) => method);
		expect(methods.lastIndexOf('GET')).toBeGreaterThan(methods.lastIndexOf('DELETE'));
		expect(example.nodes.filter(({ type }) => type.includes('docusign-admin'))).toHaveLength(2);
	});

	it('does no harm when it is run again', async () => {
		const email = 'user000004@example.com';
		await runExample(example, sandbox, of(email));
		const before = writes().length;
		const { error, output } = await runExample(example, sandbox, of(email));
		expect(error).toBeUndefined();
		expect(output('Audit record')).toMatchObject([{ email, status: 'closed' }]);
		// Where nothing shows the accounts, closing is asked for again, which changes nothing.
		if (apiContract === 'openApi') expect(writes()).toHaveLength(before);
		expect(statusesOf(email)).toEqual(['closed']);
	});

	it('stops where there is no such user', async () => {
		const { error, ran } = await runExample(example, sandbox, of('nobody@example.com'));
		expect(error).toMatch(/nobody@example.com/);
		expect(ran('Audit record')).toBe(false);
	});
});

it('deprovision names everyone who is still open, and where, but for the accounts of others', async () => {
	const emails = [4, 5, 6].map((n) => `user00000${n}@example.com`);
	const membership = (account_name: string, status: string) => ({ account_name, status });
	const [closed, open] = [membership('Old', 'closed'), membership('Sales', 'active')];
	const elsewhere = { ...membership('Partner', 'active'), is_external: true };
	const left = { lifecycle: 'active', memberships: [closed, elsewhere, open] };
	const { error, output } = await runExample(
		readExample('deprovision-a-departing-employee'),
		sandbox,
		{
			instead: {
				'Departing employee': emails.map((email) => ({ email })),
				'Read user back': [left, { lifecycle: 'closed', memberships: [closed, elsewhere] }, left],
			},
		},
	);
	const said = 'is not closed in every account: Sales (active).';
	expect(error).toMatch(`${emails[0]} ${said} ${emails[2]} ${said} Close the remaining`);
	expect(error).not.toMatch('Partner');
	expect(output('Audit record')).toMatchObject([{ email: emails[1], status: 'closed' }]);
});

describe('the roster with approval', () => {
	const example = readExample('roster-with-approval');

	it('applies what was approved, and keeps a record of each', async () => {
		const { error, output } = await runExample(example, sandbox);
		expect(error).toBeUndefined();
		const records = output('Keep the records');
		expect(records).toMatchObject([
			{ action: 'create', email: 'ada.example@example.com', outcome: 'applied' },
			{ action: 'update', email: 'user000003@example.com', outcome: 'applied' },
		]);
		expect(records.map(({ record_count: count }) => count)).toEqual([2, 2]);
		expect(userOf('ada.example@example.com')).toBeDefined();
		expect(output('Ask for approval')).toMatchObject([
			{ subject: 'Docusign: 2 changes wait for your approval' },
		]);
	});

	it('changes nothing when it is declined', async () => {
		const { error, ran } = await runExample(example, sandbox, { approved: false });
		expect(error).toBeUndefined();
		expect(ran('Declined')).toBe(true);
		expect(ran('Apply')).toBe(false);
		expect(writes()).toEqual([]);
	});
});

describe('the access review', () => {
	it('has a line for each open membership', async () => {
		const { error, output } = await runExample(readExample('access-review'), sandbox);
		expect(error).toBeUndefined();
		const open = [...sandbox.state.memberships.values()].filter(
			({ status }) => status !== 'closed',
		);
		expect(output('Your list')).toHaveLength(open.length);
		expect(output('Your list')[0]).toMatchObject({
			email: expect.stringContaining('@'),
			account: expect.stringContaining('Example Account'),
			permission_profile: expect.any(String),
			keep: '',
		});
	});
});

describe('reclaiming seats', () => {
	it.each(CONTRACTS)(
		'finds invitations never accepted, and closes nobody (%s)',
		async (apiContract) => {
			const { error, output } = await runExample(readExample('reclaim-seats'), sandbox, {
				apiContract,
			});
			expect(error).toBeUndefined();
			// The one user of forty who was seeded as invited, long ago.
			expect(output('Your list')).toMatchObject([
				{
					email: 'user000013@example.com',
					license: 'not told',
					invited: expect.stringMatching(/^2024/),
				},
			]);
			expect(writes()).toEqual([]);
		},
	);
});

describe('the identity graph', () => {
	it.each(CONTRACTS)('says on which side there is somebody (%s)', async (apiContract) => {
		const { error, output } = await runExample(readExample('identity-graph-join'), sandbox, {
			apiContract,
		});
		expect(error).toBeUndefined();
		const findings = output('Your graph');
		const of = (email: string) => findings.filter((finding) => finding.email === email);
		expect(of('user000002@example.com')).toMatchObject([{ finding: 'both', employee_id: '1001' }]);
		expect(of('nobody.yet@example.com')).toMatchObject([
			{ finding: 'only in the directory', lifecycle: 'no user' },
		]);
		expect(of('user000007@example.com')).toMatchObject([
			{ finding: 'only in Docusign', lifecycle: 'closed' },
		]);
		expect(findings).toHaveLength(sandbox.state.users.size + 1);
	});
});

describe('the audit log', () => {
	it('has one flat line for each change', async () => {
		const change = {
			event: 'userClosed',
			event_id: 'one-and-the-same',
			detected_on: '2026-01-02T03:04:05.000Z',
			user: { id: 'u-1', email: 'jane.doe@example.com', status: 'closed' },
			changed_fields: ['status'],
			previous: { status: 'active' },
		};
		const { error, output } = await runExample(
			readExample('user-changes-to-an-audit-log'),
			sandbox,
			{ instead: { 'Docusign user changes': [change] } },
		);
		expect(error).toBeUndefined();
		expect(output('Your log')).toEqual([
			{
				when: change.detected_on,
				event: 'userClosed',
				who: 'jane.doe@example.com',
				user_id: 'u-1',
				status: 'closed',
				account: '',
				changed_fields: 'status',
				previous: '{"status":"active"}',
				event_id: 'one-and-the-same',
			},
		]);
	});
});

describe('SCIM deactivation', () => {
	it('closes the leaver', async () => {
		const { error, output } = await runExample(readExample('scim-deactivation'), sandbox);
		expect(error).toBeUndefined();
		expect(output('Result')).toMatchObject([{ user_name: 'User 000004', active: false }]);
		expect(userOf('user000004@example.com')?.status).toBe('closed');
	});
});

describe('every example', () => {
	const names = readdirSync(join(__dirname, '..', '..', 'workflows')).map((file) =>
		file.replace('.json', ''),
	);

	it.each(names)('%s can be imported as it is', (name) => {
		const { nodes, connections, active } = readExample(name);
		expect(active).toBe(false);
		const there = new Set(nodes.map((node) => node.name));
		expect(there.size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const targets = Object.entries(connections).flatMap(([from, outputs]) => [
			from,
			...Object.values(outputs).flatMap((all) =>
				all.flatMap((each) => (each ?? []).map(({ node }) => node)),
			),
		]);
		expect(targets.filter((target) => !there.has(target))).toEqual([]);
	});

	it('lets the agent read and nothing else', () => {
		const tools = readExample('agent-who-has-access').nodes.filter(({ type }) =>
			type.endsWith('docusignAdminTool'),
		);
		expect(tools.map(({ parameters }) => [parameters.resource, parameters.operation])).toEqual([
			['user', 'getAll'],
			['user', 'get'],
			['membership', 'getAll'],
		]);
	});

	it('has the accounts that the sandbox has', () => {
		const { account } = seeded(sandbox);
		expect(JSON.stringify(readExample('roster-with-approval'))).toContain(account.name);
	});
});
