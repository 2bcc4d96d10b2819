/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ASSUMPTIONS } from '../../../nodes/DocusignAdmin/connectionCheck/compare/assumptions';
import { headerFindings } from '../../../nodes/DocusignAdmin/connectionCheck/compare/columns';
import { compareAnswer } from '../../../nodes/DocusignAdmin/connectionCheck/compare/differences';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../support/admin';
import { everyScope } from './connectionSupport';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset({
		users: 20,
		lackOfRightsStatus: 403,
		domains: { 'example.com': 'active' },
		membershipIdByEmail: 'absent',
	});
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

async function compare(parameters: INodeParameters = {}, scopes = everyScope(sandbox)) {
	const output = await adminNode(sandbox, 'openApi').run(
		{ resource: 'connection', operation: 'compare', ...parameters },
		{ credential: { requestedScopes: scopes } },
	);
	const rows = output.map(({ json }) => json);
	return { rows, row: (check: string) => rows.find((each) => each.check === check)! };
}

/** Everything personal that the sandbox holds. */
const personal = () => [
	...[...sandbox.state.users.values()].flatMap(({ id, email, lastName, userName }) => [
		id,
		email,
		lastName,
		userName,
	]),
	...[...sandbox.state.organizations.values()].flatMap(({ id, name }) => [id, name]),
	...[...sandbox.state.accounts.values()].flatMap(({ id, name }) => [id, name]),
];

/** Answers a path with users of our own making. */
const answering = (path: RegExp, body: unknown, headers: Record<string, string> = {}) =>
	sandbox.faults.add({
		match: { path, times: Infinity },
		do: { type: 'respond', status: 200, body, headers },
	});

const someone = (more: IDataObject = {}) => ({
	id: '0c000000-0000-4000-8000-000000000001',
	user_name: 'Jane Secretname',
	email: 'jane.secretname@example.org',
	user_status: 'active',
	...more,
});

it('finds nothing to tell of answers that are as described, and reads only', async () => {
	const { rows, row } = await compare();
	expect(rows.filter(({ status }) => status === 'warning')).toEqual([]);
	const members = sandbox.state.membersOf(seeded(sandbox).account.id).length;
	expect(row('getUsers')).toMatchObject({ status: 'ok', details: { records: members } });
	expect(row('assumption.user-status')).toMatchObject({ status: 'ok' });
	expect(rows.filter(({ check }) => String(check).startsWith('assumption.'))).toHaveLength(
		ASSUMPTIONS.length,
	);
	expect(adminRequests(sandbox).every(({ method }) => method === 'GET')).toBe(true);
	expect(sandbox.state.jobs.jobs.size).toBe(0);
});

it("its report is ready for an issue and holds nobody's data", async () => {
	const { rows } = await compare();
	const report = rows.at(-1)!;
	expect(report).toMatchObject({ check: 'report', status: 'ok' });
	expect(report.text).toMatch(/^### Docusign beside its published Admin API/);
	for (const { check } of rows.slice(0, -1)) expect(report.text).toContain(`\`${String(check)}\``);
	const told = JSON.stringify(rows);
	expect(personal().filter((value) => told.includes(value))).toEqual([]);
});

it('tells of a field that comes without a value, as in lists by address', async () => {
	sandbox.reset({ users: 5 });
	const { row } = await compare();
	expect(row('getUsers.byEmail')).toMatchObject({
		status: 'warning',
		message:
			'It differs from the description: users[].membership_id is null, described as string (uuid).',
	});
	expect(row('assumption.list-by-email').status).toBe('ok');
});

it('tells differences by name and type, never by value', async () => {
	answering(/\/users\?.*account_id/, {
		users: [
			someone({
				nickname: 'Janie',
				'jane.secretname@example.org': true,
				membership_id: null,
				is_managed_by_scim: 'yes, Secretname',
				created_on: 'yesterday',
				user_status: 'suspended',
			}),
			someone({ user_status: 'Secretname 7' }),
		],
		paging: { total_set_size: 2, result_set_size: '2' },
	});
	const { rows, row } = await compare();
	expect(row('getUsers')).toMatchObject({ status: 'warning' });
	expect((row('getUsers').details as IDataObject).differences).toEqual(
		expect.arrayContaining([
			{ place: 'users[].nickname', came: 'text' },
			{ place: 'users[].(a name that is not shown)', came: 'boolean' },
			{ place: 'users[].membership_id', expected: 'string (uuid)', came: 'null' },
			{ place: 'users[].is_managed_by_scim', expected: 'boolean', came: 'text' },
			{
				place: 'users[].created_on',
				expected: 'string (date-time)',
				came: 'text that is no time',
			},
			{ place: 'paging.result_set_size', expected: 'integer (int32)', came: 'text' },
		]),
	);
	expect(row('assumption.user-status')).toMatchObject({
		status: 'warning',
		details: { seen: ['"suspended"', 'a value that is not shown here'] },
	});
	expect(row('report')).toMatchObject({ status: 'warning' });
	expect(String(row('report').text)).toContain('users[].nickname is not in the description (text)');
	expect(JSON.stringify(rows)).not.toMatch(/secretname|Janie|yesterday|0c000000/i);
});

it.each([401, 403, 500])(
	'a read that fails with %i is unknown, and the others go on',
	async (status) => {
		sandbox.faults.add({
			match: { path: '/permissions', times: Infinity },
			do: {
				type: 'respond',
				status,
				body: { error: 'no_access', error_description: 'Not for Jane' },
			},
		});
		const { rows, row } = await compare({ options: { maxWait: 0 } });
		expect(row('getPermissions')).toMatchObject({
			status: 'skipped',
			message: expect.stringMatching(
				new RegExp(`^Unknown: DOCUSIGN_\\w+, status ${status}\\.$`),
			) as string,
		});
		expect(row('getGroups').status).toBe('ok');
		expect(JSON.stringify(rows)).not.toContain('Jane');
	},
);

it('does not ask for what the token has no scope for', async () => {
	const { row } = await compare({}, everyScope(sandbox, 'group_read'));
	expect(row('getGroups').message).toBe('Unknown: the token lacks the scope group_read.');
	expect(adminRequests(sandbox).some(({ path }) => /\/groups$/.test(path))).toBe(false);
});

it('an empty list is unknown, not as described', async () => {
	answering(/\/users\?.*account_id/, { users: [], paging: { total_set_size: 0 } });
	const { row } = await compare();
	expect(row('getUsers').message).toBe('Unknown: there is no record to compare.');
	expect(row('assumption.user-id').status).toBe('skipped');
});

it('a sign-in that fails is told once, and nothing else is asked for', async () => {
	sandbox.state.oauth.revokeConsent(sandbox.credential().integrationKey);
	const { organizationId, account } = seeded(sandbox);
	const { row } = await compare({
		organizationId: by('id', organizationId),
		accountId: by('id', account.id),
	});
	expect(row('getUsers').message).toBe('Unknown: there is no token.');
	expect(adminRequests(sandbox)).toEqual([]);
});

it('looks at the columns of an export that is there, and makes none', async () => {
	await adminNode(sandbox, 'openApi').run({
		resource: 'user',
		operation: 'export',
		organizationId: by('id', seeded(sandbox).organizationId),
		options: { keepExport: true },
	});
	const { row } = await compare();
	expect(row('assumption.export-columns').status).toBe('ok');
	expect(sandbox.state.jobs.jobs.size).toBe(1);
}, 60_000);

it.each(['\r\n', '\r'])(
	'reads no more of an export, however large, than its first line, which ends with %j',
	async (lineEnd) => {
		const url = `${sandbox.url}/restapi/v2/organization_exports/x`;
		const type = 'organization_memberships_export';
		const results = [{ site_id: 1, url, size_bytes: 1_000_000_000 }];
		answering(/\/exports\/user_list$/, {
			exports: [{ id: 'x', type, status: 'completed', results }],
		});
		const rows = `a1,jane@example.com,Jane,x${lineEnd}`.repeat(20);
		answering(/\/organization_exports\//, `AccountID,UserEmail,UserName,Seat${lineEnd}${rows}`);
		sandbox.faults.add({ match: { path: '/organization_exports/' }, do: { type: 'drip' } });
		const { row } = await compare({ options: { maxWait: 0 }, requestOptions: { timeout: 10_000 } });
		expect(row('assumption.export-columns')).toMatchObject({
			status: 'warning',
			details: { seen: ['the column "Seat" is not known'] },
		});
		// No connection is left.
		while (sandbox.traffic.inFlight > 0) {
			await new Promise<void>((resolve) => setImmediate(resolve));
		}
	},
	60_000,
);

it('tells unknown columns by name, and nothing of a file without a header', () => {
	expect(headerFindings('AccountID,UserEmail,UserName,Seat Group,7f3c-9')).toEqual([
		'the column "Seat Group" is not known',
		'the column a name that is not shown here is not known',
	]);
	expect(headerFindings('jane@example.com,Jane,Doe')).toEqual([
		'the first line names no columns that are known',
	]);
	expect(headerFindings('UserEmail,UserName,Group')).toEqual(['no column for account_id']);
});

it('tells a word that an enumeration does not know, and no other value', () => {
	const type = 'DataDeletion';
	expect(compareAnswer({ status: 'paused' }, type).differences).toMatchObject([
		{ place: 'status', came: '"paused"' },
	]);
	expect(compareAnswer({ status: 'jane@example.com' }, type).differences).toMatchObject([
		{ place: 'status', came: 'a value that is not shown here' },
	]);
	expect(compareAnswer({ status: 'success' }, type).differences).toEqual([]);
});

it('the cursor contract has no description to compare with, which is said before any request', async () => {
	const run = adminNode(sandbox, 'cursor').run({ resource: 'connection', operation: 'compare' });
	await expect(run).rejects.toThrow(/has no way to compare/);
	expect(adminRequests(sandbox)).toEqual([]);
});
