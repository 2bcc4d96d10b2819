import { parse } from 'csv-parse/sync';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, by, seeded } from '../../../support/admin';
import { fastWaits } from '../../../support/fastTime';

let sandbox: Sandbox;
beforeEach(async () => {
	fastWaits();
	sandbox = await startSandbox({ users: 20, accounts: 3 });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const run = async (options: { binary?: boolean }) =>
	await adminNode(sandbox, 'openApi').run({
		resource: 'user',
		operation: 'export',
		organizationId: by('id', seeded(sandbox).organizationId),
		options,
	});

it('gives one item with a file of what would be items, from every site', async () => {
	const records = await run({});
	const [file, ...more] = await run({ binary: true });
	expect(more).toEqual([]);
	expect(file.json).toEqual({
		file_name: 'docusign-memberships-export.csv',
		rows: records.length,
	});
	expect(file.binary?.data).toMatchObject({ mimeType: 'text/csv', fileName: file.json.file_name });
	const text = Buffer.from(file.binary!.data.data, 'base64').toString('utf8');
	const rows = parse<Record<string, string>>(text, { columns: true });
	expect(rows).toHaveLength(records.length);
	expect(rows.map(({ email, account_id: id }) => [email, id])).toEqual(
		records.map(({ json }) => [json.email, json.account_id]),
	);
	expect(rows[0].permission_profile).toBe(
		(records[0].json.permission_profile as { name: string }).name,
	);
});

it('has no cell that a spreadsheet would run', async () => {
	const [user] = sandbox.state.users.values();
	sandbox.state.updateUser(user.id, { userName: '=HYPERLINK("http://example.com")' });
	const [file] = await run({ binary: true });
	const text = Buffer.from(file.binary!.data.data, 'base64').toString('utf8');
	const rows = parse<Record<string, string>>(text, { columns: true });
	const names = rows.filter(({ id }) => id === user.id).map(({ user_name: name }) => name);
	expect(names).toContain('\'=HYPERLINK("http://example.com")');
	expect(rows.flatMap(Object.values).filter((cell) => /^[=@]/.test(String(cell)))).toEqual([]);
});
