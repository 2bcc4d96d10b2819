import { type Sandbox, startSandbox } from '../../../sandbox';
import { publishedHandlers } from '../../../sandbox/published';
import { publishedOperations } from '../../../sandbox/spec';
import { eSignature } from '../../../sandbox/state/products';
import { type Checked, checkedBy, type Seen } from '../support/checked';
import { type Admin, adminOf } from '../support/admin';

const CSV = { 'content-type': 'text/csv', 'content-disposition': 'filename=users.csv' };

let sandbox: Sandbox;
let admin: Admin;
let call: Checked;
const seen: Seen = new Set();

const scopes =
	'user_read user_write organization_read account_read account_write permission_read group_read domain_read identity_provider_read user_data_redact';

beforeAll(async () => {
	sandbox = await startSandbox({ users: 60 });
	admin = await adminOf(sandbox, { requestedScopes: scopes });
	call = checkedBy(admin, seen);
});
afterAll(() => sandbox.close());

const member = '0c000000-0000-4000-8000-000000000003';

const organizationScopes = [
	'asset_group_account_read asset_group_account_clone_read asset_group_account_clone_write',
	'organization_sub_account_read organization_sub_account_write',
	'connect_org_config_read_api connect_org_config_write_api',
	'connect_org_oauth_read_api connect_org_oauth_write_api',
	'connect_org_hmac_read_api connect_org_hmac_write_api',
].join(' ');

/** Asset groups, sub-accounts and Connect, once each. */
async function organizationWide(): Promise<void> {
	const wide = await adminOf(sandbox, { requestedScopes: organizationScopes });
	const { v2, accounts, published, organization } = wide;
	const ask = checkedBy(wide, seen);
	const assets = `${v2}/assetGroups`;
	const inGroup = await ask('GET', `${assets}/accounts`);
	expect(inGroup.body.assetGroupAccounts).toHaveLength(organization.accountIds.length);
	await ask('GET', `${v2}/planItems`);

	const person = { email: 'a@example.com', firstName: 'A', lastName: 'B', locale: 'en' };
	const targetAccount = { name: 'Copy', region: 'us', countryCode: 'US', admin: person };
	const body = { sourceAccount: { id: accounts[0].id }, targetAccount };
	const clone = await ask('POST', `${assets}/accountClone`, { body });
	const foreign = { sourceAccount: { id: member }, targetAccount };
	const refused = await published('POST', `${assets}/accountClone`, { body: foreign });
	expect(refused.status).toBe(404);
	const { assetGroupId, assetGroupWorkId } = clone.body as Record<string, unknown>;
	const path = `${assets}/${String(assetGroupId)}/accountClones/${String(assetGroupWorkId)}`;
	const statuses = [clone.body.status];
	for (let looks = 0; looks < 2; looks++) statuses.push((await ask('GET', path)).body.status);
	expect(statuses).toEqual(['Pending', 'Processing', 'Completed']);
	expect((await ask('GET', `${assets}/accountClones`)).body.assetGroupWorks).toHaveLength(1);
	const later = { since_updated_date: '2999-01-01T00:00:00Z' };
	const none = await ask('GET', `${assets}/accountClones`, { query: later });
	expect(none.body.assetGroupWorks).toEqual([]);

	const made = await ask('POST', `${assets}/accountCreate`, {
		body: { subscriptionDetails: { id: '1000001', modules: ['m'] }, targetAccount },
	});
	const work = made.body.AssetGroupWork as Record<string, string>;
	expect((await ask('GET', `${v2}/subAccountsCreated`)).body.assetGroupWorks).toHaveLength(1);
	const created = `${v2}/assetGroup/${work.AssetGroupId}/subAccountCreated`;
	expect((await ask('GET', `${created}/${work.AssetGroupWorkId}`)).body).toMatchObject({
		status: 'Processing',
		targetAccount: { name: 'Copy', admin: person },
	});
	// A clone is not found among the new accounts.
	expect((await published('GET', `${created}/${String(assetGroupWorkId)}`)).status).toBe(404);

	const connect = `${v2}/connect`;
	const configured = await ask('POST', connect, {
		body: { name: 'Mine', urlToPublishTo: 'https://example.com/', allowEnvelopePublish: 'true' },
	});
	const one = `${connect}/${String(configured.body.connectId)}`;
	expect((await ask('PUT', one, { body: { name: 'Yours' } })).body).toMatchObject({
		name: 'Yours',
		urlToPublishTo: 'https://example.com/',
	});
	expect((await ask('GET', one)).body.name).toBe('Yours');
	const found = await ask('GET', connect, { query: { q: 'your', allowEnvelopePublish: true } });
	expect(found.body).toMatchObject({ totalSetSize: 1, configurations: [{ name: 'Yours' }] });
	expect((await ask('GET', connect, { query: { q: 'mine' } })).body.totalSetSize).toBe(0);
	await ask('DELETE', one);
	expect((await published('GET', one)).status).toBe(404);

	const oauth = `${connect}/oauth`;
	expect((await published('GET', oauth)).status).toBe(404);
	const signIn = { authorizationServerUrl: 'https://example.com/', clientId: 'a', scope: 'b' };
	const withSecret = { ...signIn, clientSecret: 'made up' };
	expect((await ask('POST', oauth, { body: withSecret })).body).toEqual(signIn);
	expect((await published('POST', oauth, { body: withSecret })).status).toBe(400);
	expect((await ask('PUT', oauth, { body: { scope: 'c' } })).body.scope).toBe('c');
	expect((await ask('GET', oauth)).body).toEqual({ ...signIn, scope: 'c' });
	await ask('DELETE', oauth);

	const added = await ask('POST', `${connect}/secret`);
	const [key] = added.body.secrets as unknown as string[];
	expect((await ask('GET', `${connect}/secret`)).body.secrets).toEqual([key]);
	expect((await ask('DELETE', `${connect}/secret/${key}`)).body.secrets).toEqual([]);
	expect((await published('DELETE', `${connect}/secret/${key}`)).status).toBe(404);
}

/** Every operation once, with all it can show. The order matters: later ones build on earlier ones. */
it('answers every operation the way the description says', async () => {
	const { v2, v21, accounts } = admin;
	const [account] = accounts;
	const inAccount = `${v2}/accounts/${account.id}`;
	const multi = `${v21}/accounts/${account.id}`;
	const profile = account.permissionProfiles[1].id;
	const group = account.groups[2].id;

	await call('GET', '/v2/organizations');
	await call('GET', '/v2/organizations', { query: { mode: 'account_membership' } });
	await call('GET', `${inAccount}/permissions`);
	await call('GET', `${inAccount}/groups`, { query: { start: 1, take: 2 } });
	await call('GET', `${v2}/reserved_domains`);
	await call('GET', `${v2}/identity_providers`);

	const created = await call('POST', `${v2}/users`, {
		body: {
			email: 'new@example.com',
			user_name: 'New User',
			first_name: 'New',
			last_name: 'User',
			default_account_id: account.id,
			language_culture: 'pt_BR',
			federated_status: 'FedAuthRequired',
			auto_activate_memberships: true,
			access_code: '123456',
			accounts: [
				{
					id: account.id,
					permission_profile: { id: profile },
					groups: [{ id: group }],
					company_name: 'Example',
					job_title: 'Engineer',
				},
			],
		},
	});
	const id = String(created.body.id);
	const siteId = created.body.site_id;
	const other = admin.accounts[1];
	await call('POST', `${v2}/accounts/${other.id}/users`, {
		body: { email: 'new@example.com', user_name: 'New User' },
	});
	const list = await call('GET', `${v2}/users`, {
		query: {
			account_id: account.id,
			take: 5,
			start: 5,
			include_license: true,
			include_ds_groups: true,
		},
	});
	expect(list.body.users).toHaveLength(5);
	await call('GET', `${v2}/users/profile`, { query: { email: 'new@example.com' } });
	await call('GET', `${v21}/users/dsprofile`, { query: { email: 'new@example.com' } });
	await call('GET', `${v21}/users/${id}/dsprofile`, { query: { include_license: true } });
	await call('POST', `${v2}/users/profiles`, {
		body: {
			users: [
				{
					id,
					site_id: siteId,
					first_name: 'Newer',
					memberships: [{ account_id: account.id, job_title: 'Lead' }],
				},
				{ id: member, site_id: 99 },
			],
		},
	});
	await call('POST', `${v2}/users/email_addresses`, {
		body: { users: [{ id, site_id: siteId, email: 'newer@example.com' }] },
	});
	const members = sandbox.state.membershipsOf(id);
	await call('POST', `${v2}/users/${id}/memberships/${members[0].id}`, {
		body: { site_id: siteId },
	});

	sandbox.state.users.get(id)?.identities.set(admin.organization.identityProviders[0].id, 'x');
	await call('DELETE', `${v2}/users/${id}/identities`, {
		body: { identities: [{ id: admin.organization.identityProviders[0].id }, { id: account.id }] },
	});

	const dsGroup = await call('POST', `${multi}/dsgroups`, { body: { group_name: 'Legal' } });
	const dsGroupPath = `${multi}/dsgroups/${String(dsGroup.body.ds_group_id)}`;
	await call('GET', `${multi}/dsgroups`, { query: { page: 1, page_size: 10 } });
	await call('GET', dsGroupPath);
	await call('POST', `${dsGroupPath}/users`, { body: { user_ids: [id, account.id] } });
	await call('GET', `${dsGroupPath}/users`);
	await call('GET', `${v2}/users`, {
		query: { account_id: account.id, email: 'newer@example.com', include_ds_groups: true },
	});

	await call('GET', `${multi}/products/permission_profiles`);
	const wish = {
		product_permission_profiles: [
			{ product_id: eSignature.id, permission_profile_id: String(profile) },
		],
	};
	const clm = {
		product_permission_profiles: [
			{ product_id: eSignature.id.replace(/1$/, '2'), permission_profile_id: 'clm-full' },
		],
	};
	await call('POST', `${multi}/products/users/${id}/permission_profiles`, { body: clm });
	await call('GET', `${multi}/products/users/${id}/permission_profiles`);
	await call('POST', `${multi}/products/permission_profiles/users`, {
		body: { email: 'newer@example.com', ...wish },
	});
	await call('GET', `${multi}/products/permission_profiles/users`, {
		query: { email: 'newer@example.com' },
	});
	const removed = await call('DELETE', `${multi}/products/users`, {
		body: { user_id: id, product_ids: [eSignature.id, eSignature.id.replace(/1$/, '2')] },
	});
	expect(removed.body).toMatchObject({ is_success: false });
	await call('POST', `${multi}/users`, {
		body: {
			email: 'multi@example.com',
			user_name: 'Multi',
			...clm,
			ds_groups: [{ ds_group_id: dsGroup.body.ds_group_id }],
		},
	});
	await call('DELETE', `${dsGroupPath}/users`, { body: { user_ids: [id, member] } });
	await call('DELETE', dsGroupPath);

	const exports = `${v2}/exports/user_list`;
	const started = await call('POST', exports, {
		body: { type: 'organization_memberships_export', accounts: [{ account_id: account.id }] },
	});
	await call('GET', exports);
	for (let looks = 0; looks < 3; looks++)
		await call('GET', `${exports}/${String(started.body.id)}`);
	await call('DELETE', `${exports}/${String(started.body.id)}`);

	const settings = `${v2}/exports/account_settings`;
	const asked = await call('POST', settings, { body: { accounts: [{ account_id: account.id }] } });
	await call('GET', settings);
	await call('GET', `${settings}/${String(asked.body.id)}`);
	await call('DELETE', `${settings}/${String(asked.body.id)}`);
	const settingsImport = `${v2}/imports/account_settings`;
	const given = await call('POST', settingsImport, {
		body: 'AccountID,Setting\nx,y',
		headers: CSV,
	});
	await call('GET', settingsImport);
	await call('GET', `${settingsImport}/${String(given.body.id)}`);
	await call('DELETE', `${settingsImport}/${String(given.body.id)}`);

	const imports = `${v2}/imports/bulk_users`;
	const one = 'FirstName,LastName,UserEmail\nA,B,ab@example.com';
	const all = `AccountID,FirstName,LastName,UserEmail\n${account.id},A,C,ac@example.com\nx,A,D,ad@example.com`;
	const added = await call('POST', `${imports}/add`, { body: all, headers: CSV });
	await call('POST', `${imports}/update`, { body: all, headers: CSV });
	await call('POST', `${imports}/close`, { body: all, headers: CSV });
	await call('POST', `${imports}/close_external`, { body: all, headers: CSV });
	await call('POST', `${inAccount}/imports/bulk_users/add`, { body: one, headers: CSV });
	await call('POST', `${inAccount}/imports/bulk_users/update`, { body: one, headers: CSV });
	await call('GET', imports);
	for (let looks = 0; looks < 3; looks++) await call('GET', `${imports}/${String(added.body.id)}`);
	await call('GET', `${imports}/${String(added.body.id)}/results_csv`);
	await call('DELETE', `${imports}/${String(added.body.id)}`);

	await call('DELETE', `${v2}/users/${id}/accounts`, {
		body: { accounts: [{ id: account.id }, { id: other.id }, { id: member }] },
	});
	sandbox.clock.advance(25 * 3600 * 1000);
	call = checkedBy(await adminOf(sandbox, { requestedScopes: scopes }), seen);
	await call('POST', `/v2/data_redaction/accounts/${account.id}/user`, { body: { user_id: id } });
	await call('POST', `/v2/data_redaction/organizations/${admin.organization.id}/user`, {
		body: { user_id: id },
	});

	await organizationWide();

	expect([...seen].sort()).toEqual(publishedHandlers.map(({ spec }) => spec.id).sort());
	expect([...seen].sort()).toEqual(publishedOperations.map(({ id }) => id).sort());
});
