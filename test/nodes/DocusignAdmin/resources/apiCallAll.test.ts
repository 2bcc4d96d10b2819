import type { IDataObject } from 'n8n-workflow';

import { PUBLISHED } from '../../../../nodes/DocusignAdmin/api/published/facts';
import { needsConfirmation } from '../../../../nodes/DocusignAdmin/helpers/apiCall/apiCallInput';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { matchPublished, publishedOperation, validateRequest } from '../../../../sandbox/spec';
import { eSignature } from '../../../../sandbox/state/products';
import { adminNode, adminRequests, seeded } from '../../../support/admin';

/** Every published operation is sent by API Call, and each request is one that the description knows. */

let sandbox: Sandbox;

beforeAll(async () => (sandbox = await startSandbox({ users: 60 })));
afterAll(async () => await sandbox.close());

const member = '0c000000-0000-4000-8000-000000000003';
const scopes = [...new Set(PUBLISHED.flatMap((each) => each.scopes))].join(' ');

interface Given {
	path?: Record<string, unknown>;
	query?: object;
	body?: unknown;
	returnAll?: boolean;
}

it('sends all 74 operations, as the description has them', async () => {
	const { organizationId, account, second } = seeded(sandbox);
	const node = adminNode(sandbox, 'openApi');
	const sent: string[] = [];

	async function call(id: string, { path = {}, query = {}, body, returnAll }: Given = {}) {
		const before = adminRequests(sandbox).length;
		const isScoped = publishedOperation(id).path.includes('{organizationId}');
		const output = await node.run(
			{
				resource: 'apiCall',
				operation: 'send',
				apiOperation: { __rl: true, mode: 'list', value: id },
				pathParameters: { ...(isScoped && { organizationId }), ...path },
				queryParameters: JSON.stringify(query),
				...(body !== undefined && {
					body: typeof body === 'string' ? body : JSON.stringify(body),
				}),
				...(returnAll && { returnAll }),
				...(needsConfirmation(publishedOperation(id)) && { confirm: id }),
			},
			{ credential: { requestedScopes: scopes } },
		);
		const requests = adminRequests(sandbox).slice(before);
		expect(requests.length).toBeGreaterThan(0);
		for (const request of requests) {
			expect([id, validateRequest(request)]).toEqual([id, []]);
			expect(matchPublished(request.method, request.path)?.operation.id).toBe(id);
			expect([id, request.status]).toEqual([id, publishedOperation(id).successStatus]);
		}
		sent.push(id);
		return output.map(({ json }) => json);
	}
	const inAccount = { accountId: account.id };

	const organizations = await call('getOrganizations', { query: { mode: 'org_admin' } });
	expect(organizations).toMatchObject([{ organizations: [{ id: organizationId }] }]);
	expect(await call('getOrganizations', { returnAll: true })).toMatchObject([
		{ id: organizationId },
	]);
	await call('getPermissions', { path: inAccount });
	const groups = await call('getGroups', { path: inAccount, returnAll: true });
	expect(groups).toHaveLength(account.groups.length);
	expect(await call('getReservedDomains', { returnAll: true })).toHaveLength(
		sandbox.state.organizations.get(organizationId)!.domains.length,
	);
	const providers = await call('getIdentityProviders', { returnAll: true });

	const [created] = await call('createUser', {
		body: {
			email: 'new@example.com',
			user_name: 'New User',
			accounts: [
				{
					id: account.id,
					permission_profile: { id: account.permissionProfiles[1].id },
					groups: [{ id: account.groups[2].id }],
				},
			],
		},
	});
	const userId = String(created.id);
	const site = { id: userId, site_id: created.site_id };
	await call('addUsers', {
		path: { accountId: second.id },
		body: { email: 'new@example.com', user_name: 'New User' },
	});
	expect(
		await call('getUsers', {
			query: { account_id: account.id, take: '5', include_license: 'true' },
		}),
	).toMatchObject([{ users: { length: 5 }, paging: {} }]);
	const all = await call('getUsers', { query: { account_id: account.id }, returnAll: true });
	expect(all.length).toBeGreaterThan(20);
	const address = { email: 'new@example.com' };
	expect(await call('getUserProfiles', { query: address, returnAll: true })).toMatchObject([
		{ id: userId },
	]);
	await call('getUserDSProfilesByEmail', { query: address });
	await call('getUserDSProfile', { path: { userId }, query: { sort: false } });
	await call('updateUser', {
		query: { apply_license_override: false },
		body: {
			users: [{ ...site, memberships: [{ account_id: account.id, job_title: 'Lead' }] }],
		},
	});
	await call('updateEmailAddress', { body: { users: [{ ...site, email: 'newer@example.com' }] } });
	const [membership] = sandbox.state.membershipsOf(userId);
	await call('activateMembership', {
		path: { userId, membershipId: membership.id },
		body: { site_id: created.site_id },
	});
	const providerId = String(providers[0].id);
	sandbox.state.users.get(userId)!.identities.set(providerId, 'x');
	await call('deleteIdentities', {
		path: { userId },
		body: { identities: [{ id: providerId }] },
	});

	const [dsGroup] = await call('addDSGroup', {
		path: inAccount,
		body: { group_name: 'Legal' },
	});
	const inGroup = { ...inAccount, dsGroupId: String(dsGroup.ds_group_id) };
	expect(await call('getDSGroups', { path: inAccount, returnAll: true })).toHaveLength(1);
	await call('getDSGroup', { path: inGroup });
	await call('addDSGroupUsers', { path: inGroup, body: { user_ids: [userId, member] } });
	const members = await call('getDSGroupUsers', { path: inGroup, returnAll: true });
	expect(members.map((each) => each.user_id)).toEqual([userId, member]);

	await call('getProductPermissionProfiles', { path: inAccount });
	const clm = eSignature.id.replace(/1$/, '2');
	const wish = {
		product_permission_profiles: [{ product_id: clm, permission_profile_id: 'clm-full' }],
	};
	await call('addUserProductPermissionProfiles', { path: { ...inAccount, userId }, body: wish });
	expect(
		await call('getUserProductPermissionProfiles', {
			path: { ...inAccount, userId },
			returnAll: true,
		}),
	).toHaveLength(2);
	const newer = { email: 'newer@example.com' };
	await call('addUserProductPermissionProfilesByEmail', {
		path: inAccount,
		body: { ...newer, ...wish },
	});
	await call('getUserProductPermissionProfilesByEmail', { path: inAccount, query: newer });
	await call('removeUserProductPermission', {
		path: inAccount,
		body: { user_id: userId, product_ids: [clm] },
	});
	await call('addOrUpdateUser', {
		path: inAccount,
		body: { email: 'multi@example.com', user_name: 'Multi', ...wish },
	});
	await call('removeDSGroupUsers', { path: inGroup, body: { user_ids: [userId] } });
	expect(await call('deleteDSGroup', { path: inGroup })).toEqual([{ success: true, status: 204 }]);

	const chosen = { accounts: [{ account_id: account.id }] };
	const type = 'organization_memberships_export';
	const [exported] = await call('createUserListExport', { body: { type, ...chosen } });
	const exportId = { exportId: exported.id };
	await call('getUserListExports');
	await call('getUserListExport', { path: exportId });
	await call('deleteUserListExport', { path: exportId });
	const [settings] = await call('createAccountSettingsExport', { body: chosen });
	await call('getAccountSettingsExports');
	await call('getAccountSettingsExport', { path: { exportId: settings.id } });
	await call('deleteAccountSettingsExport', { path: { exportId: settings.id } });
	const [given] = await call('addBulkAccountSettingsImport', { body: 'AccountID,Setting\nx,y' });
	expect(await call('getBulkAccountSettingsImports')).toMatchObject([{ id: given.id }]);
	await call('getBulkAccountSettingsImport', { path: { importId: given.id } });
	await call('deleteBulkAccountSettingsImport', { path: { importId: given.id } });

	const one = 'FirstName,LastName,UserEmail\nA,B,ab@example.com';
	const rows = `AccountID,FirstName,LastName,UserEmail\n${account.id},A,C,ac@example.com\n`;
	const [added] = await call('addBulkUserImport', { body: rows });
	await call('updateBulkUserImports', { body: rows });
	await call('closeBulkUserImportRequest', { body: rows });
	await call('closeBulkExternalUserImportRequest', { body: rows });
	await call('createBulkImportSingleAccountAddUsersRequest', { path: inAccount, body: one });
	await call('createBulkImportSingleAccountUpdateUsersRequest', { path: inAccount, body: one });
	expect((await call('getBulkUserImportRequests', { returnAll: true })).length).toBe(6);
	const importId = { importId: added.id };
	for (let looks = 0; looks < 3; looks++)
		await call('getBulkUserImportRequest', { path: importId });
	expect(await call('getBulkUserImportCSV', { path: importId })).toMatchObject([
		{
			text: expect.stringContaining('ac@example.com') as string,
			content_type: expect.stringContaining('csv') as string,
		},
	]);
	await call('deleteBulkUserImport', { path: importId });

	await call('closeMemberships', {
		path: { userId },
		body: { accounts: [{ id: account.id }, { id: second.id }] },
	});
	await organizationWide(call, account.id);

	const dayBefore = sandbox.clock.now() - 25 * 3_600_000;
	for (const { id } of sandbox.state.membershipsOf(userId)) {
		sandbox.state.updateMembership(id, { closedAt: dayBefore });
	}
	await call('redactIndividualMembershipData', { path: inAccount, body: { user_id: userId } });
	await call('redactIndividualUserData', { body: { user_id: userId } });

	expect([...new Set(sent)].sort()).toEqual(PUBLISHED.map(({ id }) => id).sort());
	expect(new Set(sent).size).toBe(74);
});

type CallIt = (id: string, given?: Given) => Promise<IDataObject[]>;

/** Asset groups, accounts to be made, and Connect. */
async function organizationWide(call: CallIt, accountId: string) {
	await call('getAssetGroupAccounts', { query: { compliant: true } });
	await call('GetOrganizationPlanItems');
	const person = { email: 'a@example.com', firstName: 'A', lastName: 'B', locale: 'en' };
	const targetAccount = { name: 'Copy', region: 'us', countryCode: 'US', admin: person };
	const [clone] = await call('cloneAssetGroupAccount', {
		body: { sourceAccount: { id: accountId }, targetAccount },
	});
	const { assetGroupId, assetGroupWorkId } = clone;
	await call('getAssetGroupAccountClone', { path: { assetGroupId, assetGroupWorkId } });
	expect(await call('getAssetGroupAccountClonesByOrgId', { returnAll: true })).toHaveLength(1);
	const [made] = await call('CreateAssetGroupAccount', {
		body: { subscriptionDetails: { id: '1000001', modules: ['m'] }, targetAccount },
	});
	const work = made.AssetGroupWork as IDataObject;
	await call('GetSubAccountCreateProcessesByOrgId', {
		query: { since_updated_date: '2024-01-01T00:00:00Z', include_details: true },
	});
	await call('GetSubAccountCreateProcessByAssetGroupWorkId', {
		path: { assetGroupId: work.AssetGroupId, assetGroupWorkId: work.AssetGroupWorkId },
	});

	const [configured] = await call('createOrganizationConnectConfig', {
		body: { name: 'Mine', urlToPublishTo: 'https://example.com/', allowEnvelopePublish: 'true' },
	});
	const connectId = { connectId: configured.connectId };
	await call('updateOrganizationConnectConfig', { path: connectId, body: { name: 'Yours' } });
	await call('getOrganizationConnectConfig', { path: connectId });
	expect(await call('getOrganizationConnectConfigs', { returnAll: true })).toHaveLength(1);
	await call('deleteOrganizationConnectConfig', { path: connectId });
	const oauth = {
		authorizationServerUrl: 'https://example.com/',
		clientId: 'a',
		scope: 'b',
		clientSecret: 'made up',
	};
	await call('postOrganizationConnectOAuthConfiguration', { body: oauth });
	await call('putOrganizationConnectOAuthConfiguration', { body: { scope: 'c' } });
	await call('getOrganizationConnectOAuthConfiguration');
	await call('deleteOrganizationConnectOAuthConfiguration');
	const [{ secrets }] = await call('postConnectHmacSecret');
	await call('getConnectHmacSecrets');
	await call('deleteConnectHmacSecret', { path: { keyId: (secrets as string[])[0] } });
}
