import { type Sandbox, startSandbox } from '../../../sandbox';
import { importType, importTypes } from '../../../sandbox/state/importErrors';
import { parseCsv, writeCsv } from '../../../sandbox/state/csv';
import { type Checked, checkedBy } from '../support/checked';
import { type Admin, adminOf, type Reply, send } from '../support/admin';

const CSV = { 'content-type': 'text/csv' };

let sandbox: Sandbox;
let admin: Admin;
let call: Checked;

beforeEach(async () => {
	sandbox = await startSandbox({ organizations: 2 });
	admin = await adminOf(sandbox);
	call = checkedBy(admin);
});
afterEach(() => sandbox.close());

describe('CSV', () => {
	it('reads quotes, line breaks in fields and a byte order mark, and writes them back', () => {
		const rows = [
			['Name', 'Note'],
			['Ada, "Countess"', 'one\r\ntwo'],
		];
		expect(writeCsv(rows)).toBe('\uFEFFName,Note\r\n"Ada, ""Countess""","one\r\ntwo"\r\n');
		expect(parseCsv(writeCsv(rows))).toEqual(rows);
		expect(parseCsv('a,b\n\n1,\n')).toEqual([
			['a', 'b'],
			['1', ''],
		]);
	});
});

describe('user exports', () => {
	interface Result {
		site_id: number;
		url: string;
		number_rows: number;
	}

	const start = (body: object): Promise<Reply> =>
		call('POST', `${admin.v2}/exports/user_list`, { body });

	async function finish(started: Reply): Promise<Reply> {
		const path = `${admin.v2}/exports/user_list/${String(started.body.id)}`;
		const stages = [started.body.status];
		for (;;) {
			const reply = await call('GET', path);
			stages.push(reply.body.status);
			if (reply.body.status === 'completed') {
				expect(stages).toEqual(['queued', 'in_process', 'completed']);
				return reply;
			}
		}
	}

	it('go on by being looked at, and leave one file per site for the bearer', async () => {
		const type = 'organization_memberships_export';
		const done = await finish(await start({ type }));
		const results = done.body.results as unknown as Result[];
		expect(results.map(({ site_id: site }) => site)).toEqual(
			admin.accounts.map(({ siteId }) => siteId),
		);
		expect(done.body.requestor).toMatchObject({ type: 'user', email: 'user000001@example.com' });
		let rows = 0;
		for (const { url, number_rows: count } of results) {
			expect((await send(url, 'GET')).status).toBe(401);
			const whole = url.slice(0, url.indexOf('?'));
			expect((await send(whole, 'GET', { token: admin.token })).status).toBe(404);
			const file = await send(url, 'GET', { token: admin.token });
			// The byte order mark is eaten by the decoder of fetch.
			expect(file.text.split('\r\n')[0]).toContain('AccountID,AccountName,UserID');
			expect(parseCsv(file.text)).toHaveLength(count + 1);
			rows += count;
		}
		expect(rows).toBe(
			sandbox.state.membersOf(admin.accounts[0].id).length +
				sandbox.state.membersOf(admin.accounts[1].id).length,
		);
	});

	it('are narrowed to accounts and domains, and refuse types they do not know', async () => {
		const accounts = [{ account_id: admin.accounts[1].id }];
		const one = await finish(await start({ type: 'organization_memberships_export', accounts }));
		expect((one.body.results as unknown as Result[])[0].number_rows).toBe(
			sandbox.state.membersOf(admin.accounts[1].id).length,
		);
		const domains = [{ domain: 'example.org' }];
		const none = await finish(await start({ type: 'organization_domain_users_export', domains }));
		expect((none.body.results as unknown as Result[])[0].number_rows).toBe(0);
		expect((await start({ type: 'everything' })).status).toBe(400);
		expect((await start({ type: 'organization_domain_users_export' })).status).toBe(400);
	});

	it('end when they are deleted', async () => {
		const { body } = await start({ type: 'organization_memberships_export' });
		const path = `${admin.v2}/exports/user_list/${String(body.id)}`;
		expect((await call('DELETE', path)).status).toBe(200);
		expect((await call('GET', path)).status).toBe(404);
	});
});

describe('user imports', () => {
	const imports = () => `${admin.v2}/imports/bulk_users`;

	async function run(kind: string, csv: string, base = imports()): Promise<Reply['body']> {
		const { body } = await call('POST', `${base}/${kind}`, { body: csv, headers: CSV });
		const path = `${imports()}/${String(body.id)}`;
		expect((await call('GET', `${path}/results_csv`)).status).toBe(404);
		await call('GET', path);
		return (await call('GET', path)).body;
	}

	it('add users by row, and count what became of each', async () => {
		const [account] = admin.accounts;
		const body = await run(
			'add',
			[
				'AccountID,FirstName,LastName,UserEmail,eSignPermissionProfile,Group,LoginPolicy,AutoActivate',
				`${account.id},Ada,Lovelace,ada@example.com,DocuSign Viewer,Sales,FedAuthRequired,true`,
				`${account.externalId},User,000003,user000003@example.com,,,,`,
				`${account.id},Grace,Hopper,nobody,,,,`,
				`${account.id},Grace,Hopper,grace@example.com,No Such Profile,,,`,
				`${account.id},Grace,Hopper,grace@example.com,,Administrators,,`,
				'unknown,Grace,Hopper,grace@example.com,,,,',
			].join('\n'),
		);
		expect(body).toMatchObject({
			status: 'completed',
			user_count: 6,
			processed_user_count: 6,
			added_user_count: 1,
			no_action_required_user_count: 1,
			error_count: 4,
			has_csv_results: true,
		});
		expect(body.user_level_error_rollups).toEqual([
			{ error_type: 'invalid_useremail_address', count: 1 },
			{ error_type: 'invalid_permissionset', count: 1 },
			{ error_type: 'administrator_group_assignment_not_permitted', count: 1 },
			{ error_type: 'invalid_account_id', count: 1 },
		]);
		const [ada] = sandbox.state.usersByEmail(admin.organization.id, 'ada@example.com');
		expect(ada).toMatchObject({ status: 'active', federatedStatus: 'FedAuthRequired' });
		const results = await call('GET', `${imports()}/${String(body.id)}/results_csv`);
		const [head, ...rows] = parseCsv(results.text);
		expect(head).toEqual([
			...'AccountID,FirstName,LastName,UserEmail'.split(','),
			...'eSignPermissionProfile,Group,LoginPolicy,AutoActivate'.split(','),
			'ProcessingResults',
		]);
		expect(rows[2]).toEqual([
			account.id,
			...'Grace,Hopper,nobody,,,,,invalid_useremail_address'.split(','),
		]);
		expect(rows.map((row) => row.at(-1))).toEqual([
			'user_added',
			'no_action_taken',
			'invalid_useremail_address',
			'invalid_permissionset',
			'administrator_group_assignment_not_permitted',
			'invalid_account_id',
		]);
	});

	it('refuse a row for what its columns say', async () => {
		const { id } = admin.accounts[0];
		const row = (rest: string) => `${id},${rest}`;
		const body = await run(
			'add',
			[
				'AccountID,FirstName,LastName,UserEmail,Language,LoginPolicy,AutoActivate',
				row(',,ada@example.com,,,'),
				row('Ada,L,ada@example.com,xx,,'),
				row('Ada,L,ada@example.com,,Anything,'),
				row('Ada,L,ada@example.com,,,perhaps'),
				row('Ada,L,ada@example.org,,,true'),
			].join('\n'),
		);
		expect(body.user_level_error_rollups).toEqual(
			[
				'blank_username',
				'invalid_language_code',
				'invalid_loginpolicy',
				'invalid_autoactivate',
				'autoactivate_not_allowed',
			].map((error_type) => ({ error_type, count: 1 })),
		);
		const unknown = await run(
			'update',
			`AccountID,APIUserName,UserEmail\n${row('x,a@example.com')}`,
		);
		expect(unknown.user_level_error_rollups).toEqual([
			{ error_type: 'invalid_apiusername', count: 1 },
		]);
	});

	it('close no administrator of the organization', async () => {
		const [account] = admin.accounts;
		admin.organization.adminIds.add([...sandbox.state.users.keys()][2]);
		const body = await run('close', `AccountID,UserEmail\n${account.id},user000003@example.com`);
		expect(body.user_level_error_rollups).toEqual([{ error_type: 'unspecified_error', count: 1 }]);
	});

	it('know the types of the description, and put any other rule under one of them', () => {
		expect(new Set(importTypes).size).toBe(50);
		expect(importTypes.map((type) => importType(type))).toEqual([...importTypes]);
		expect(importType('invalid_default_account')).toBe('unspecified_error');
	});

	it('of one account need no account column', async () => {
		const base = `${admin.v2}/accounts/${admin.accounts[1].id}/imports/bulk_users`;
		const csv = 'FirstName,LastName,UserEmail\nAda,Lovelace,ada@example.com';
		expect(await run('add', csv, base)).toMatchObject({ added_user_count: 1 });
		const changed = 'FirstName,LastName,UserEmail,UserTitle\nAugusta,,ada@example.com,Countess';
		expect(await run('update', changed, base)).toMatchObject({ updated_user_count: 1 });
		const [ada] = sandbox.state.usersByEmail(admin.organization.id, 'ada@example.com');
		expect(ada).toMatchObject({ firstName: 'Augusta', lastName: 'Lovelace' });
		expect(sandbox.state.membershipsOf(ada.id)).toMatchObject([
			{ accountId: admin.accounts[1].id, jobTitle: 'Countess' },
		]);
	});

	it('close users, but neither the last administrator nor the caller', async () => {
		const [account] = admin.accounts;
		const row = (email: string) => `${account.id},${email}`;
		const body = await run(
			'close',
			[
				'AccountID,UserEmail',
				row('user000003@example.com'),
				row('user000007@example.com'),
				row('user000001@example.com'),
				row('nobody@example.com'),
			].join('\n'),
		);
		expect(body).toMatchObject({
			closed_user_count: 1,
			no_action_required_user_count: 1,
			error_count: 2,
		});
		expect(body.user_level_error_rollups).toEqual([
			{ error_type: 'cannot_close_own_membership', count: 1 },
			{ error_type: 'membership_not_in_account', count: 1 },
		]);
	});

	const files: Array<[string, string, string]> = [
		['columns that are missing', 'AccountID,UserEmail\nx,y', 'username_column_header_missing'],
		[
			'columns nobody knows',
			'AccountID,FirstName,LastName,UserEmail,Shoe\na,b,c,d,e',
			'invalid_column_header',
		],
		['no addresses', 'AccountID,FirstName,LastName\nx,y,z', 'useremail_column_header_missing'],
		['no accounts', 'FirstName,LastName,UserEmail\nx,y,z', 'column_headers_missing'],
		['no users', 'AccountID,FirstName,LastName,UserEmail', 'insufficient_row_data_found'],
		[
			'too many users of an account',
			`AccountID,FirstName,LastName,UserEmail\n${'x,a,b,c\n'.repeat(2001)}`,
			'maximum_users_exceeded',
		],
	];

	it.each(files)('leave a file with %s alone', async (_name, csv, error) => {
		const before = sandbox.state.users.size;
		const body = await run('add', csv);
		expect(body).toMatchObject({ processed_user_count: 0, added_user_count: 0 });
		expect(body.file_level_error_rollups).toContainEqual({ error_type: error, count: 1 });
		expect(sandbox.state.users.size).toBe(before);
	});

	it('want a CSV', async () => {
		const reply = await admin.published('POST', `${imports()}/add`, { body: {} });
		expect(reply.status).toBe(400);
	});
});

describe('redaction', () => {
	const scopes = 'user_data_redact';

	it('waits for a day after the last membership was closed, and happens once', async () => {
		const user = [...sandbox.state.users.values()][6];
		const path = `/v2/data_redaction/organizations/${admin.organization.id}/user`;
		const redact = async () => {
			const check = checkedBy(await adminOf(sandbox, { requestedScopes: scopes }));
			return (await check('POST', path, { body: { user_id: user.id } })).body.status;
		};
		const [membership] = sandbox.state.membershipsOf(user.id);
		sandbox.state.updateMembership(membership.id, { closedAt: sandbox.clock.now() });
		expect(await redact()).toBe('failure');
		sandbox.clock.advance(25 * 3600 * 1000);
		expect(await redact()).toBe('success');
		expect([user.firstName, user.email]).toEqual(['', expect.stringContaining('redacted')]);
		expect(await redact()).toBe('already_redacted');
		const active = { body: { user_id: sandbox.credential().userId } };
		const check = checkedBy(await adminOf(sandbox, { requestedScopes: scopes }));
		expect((await check('POST', path, active)).body.status).toBe('failure');
	});

	it('is not for accounts of other organizations', async () => {
		const [, other] = sandbox.state.organizations.values();
		const asked = { requestedScopes: scopes };
		const service = { ...sandbox.credential({ tokenSubject: 'application' }), ...asked };
		for (const caller of [asked, service]) {
			const { published } = await adminOf(sandbox, caller);
			const reply = await published(
				'POST',
				`/v2/data_redaction/accounts/${other.accountIds[0]}/user`,
				{
					body: { user_id: [...other.adminIds][0] },
				},
			);
			expect(reply.status).toBe(401);
		}
	});
});

describe('DSGroups', () => {
	const base = () => `${admin.v21}/accounts/${admin.accounts[0].id}/dsgroups`;
	const create = (name: string) => call('POST', base(), { body: { group_name: name } });

	it('page by number, from 1 or from 0', async () => {
		for (const name of ['A', 'B', 'C']) await create(name);
		const page = async (query: Record<string, number>) =>
			(await call('GET', base(), { query })).body;
		expect(await page({})).toMatchObject({ page: 1, total_count: 3 });
		expect((await page({ page: 2, page_size: 2 })).ds_groups).toMatchObject([{ group_name: 'C' }]);
		expect((await call('GET', base(), { query: { page: 0 } })).status).toBe(400);
		sandbox.configure({ firstDsGroupPage: 0 });
		expect(await page({ page: 0, page_size: 2 })).toMatchObject({
			ds_groups: [{ group_name: 'A' }, {}],
		});
	});

	it.each([
		[0, 'refuse'],
		[1, 'refuse'],
		[0, 'cap'],
		[1, 'cap'],
	] as const)(
		'are read whole in the largest pages, numbered from %d, that %s what is larger',
		async (first, overlong) => {
			sandbox.configure({
				firstDsGroupPage: first,
				maxDsGroupPageSize: 3,
				overlongDsGroupPage: overlong,
			});
			const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
			for (const name of names) await create(name);
			const page = async (number: number, size: number) =>
				await call('GET', base(), { query: { page: number, page_size: size } });
			const pages = await Promise.all([0, 1, 2, 3].map((n) => page(first + n, 3)));
			expect(pages.flatMap(({ body }) => body.ds_groups)).toMatchObject(
				names.map((name) => ({ group_name: name })),
			);
			expect(pages[2].body).toMatchObject({ page: first + 2, page_size: 3, total_count: 7 });
			expect(pages[3].body.ds_groups).toEqual([]);
			const larger = await page(first, 4);
			if (overlong === 'refuse') expect(larger.status).toBe(400);
			else expect(larger.body).toMatchObject({ page_size: 3, ds_groups: [{}, {}, {}] });
			expect((await page(first - 1, 3)).status).toBe(400);
			expect((await page(first, 0)).status).toBe(400);
		},
	);

	it('report users one by one, inside a 200', async () => {
		const { body } = await create('A');
		expect((await create('a')).body.errorCode).toBe('DS_GROUP_NAME_EXISTS');
		const users = `${base()}/${String(body.ds_group_id)}/users`;
		const [one, two] = sandbox.state.membersOf(admin.accounts[0].id).map(({ userId }) => userId);
		const added = await call('POST', users, { body: { user_ids: [one, admin.organization.id] } });
		expect(added.body.group_users).toMatchObject({
			is_success: false,
			TotalCount: 2,
			users: [{ user_id: one }, { error_details: { error: 'user_not_found' } }],
		});
		const removed = await call('DELETE', users, { body: { user_ids: [one, two] } });
		expect(removed.body).toMatchObject({
			is_success: false,
			failed_users: [{ user_id: two, error_details: { error: 'user_not_in_group' } }],
		});
		await call('POST', users, { body: { user_ids: [one] } });
		const byEmail = await call('DELETE', users, {
			body: { user_emails: ['user000001@example.com'] },
		});
		expect(byEmail.body).toEqual({ is_success: true, failed_users: [] });
	});
});

describe('products', () => {
	const base = () => `${admin.v21}/accounts/${admin.accounts[0].id}`;

	it('are given by user or by address, all or nothing', async () => {
		const offered = await call('GET', `${base()}/products/permission_profiles`);
		const [eSignature, clm] = offered.body.product_permission_profiles as unknown as Array<{
			product_id: string;
			permission_profiles: Array<{ permission_profile_id: string }>;
		}>;
		const wish = (product: typeof clm, n: number) => ({
			product_id: product.product_id,
			permission_profile_id: product.permission_profiles[n].permission_profile_id,
		});
		const email = 'user000003@example.com';
		const path = `${base()}/products/permission_profiles/users`;
		const held = async () => (await call('GET', path, { query: { email } })).body;
		const wide = await adminOf(sandbox, { requestedScopes: 'user_read user_write' });
		call = checkedBy(wide);
		const bad = { ...wish(clm, 0), permission_profile_id: 'none' };
		const refused = await call('POST', path, {
			body: { email, product_permission_profiles: [wish(eSignature, 2), bad] },
		});
		expect(refused.body.errorCode).toBe('INVALID_PERMISSION_PROFILE');
		expect((await held()).product_permission_profiles).toHaveLength(1);
		const given = await call('POST', path, {
			body: { email, product_permission_profiles: [wish(eSignature, 2), wish(clm, 0)] },
		});
		expect(given.body.product_permission_profiles).toMatchObject([
			{ permission_profiles: [{ permission_profile_name: 'DocuSign Viewer' }] },
			{ product_name: 'CLM' },
		]);
		const product_ids = [clm.product_id, eSignature.product_id];
		const removed = await call('DELETE', `${base()}/products/users`, {
			body: { user_email: email, product_ids },
		});
		expect(removed.body).toMatchObject({
			is_success: false,
			user_product_results: { [clm.product_id]: 'deleted' },
		});
		expect((await held()).product_permission_profiles).toHaveLength(1);
	});
});
