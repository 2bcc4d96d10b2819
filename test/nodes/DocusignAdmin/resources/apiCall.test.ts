import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	pathNames,
	PUBLISHED,
	publishedOperation,
} from '../../../../nodes/DocusignAdmin/api/published/facts';
import { recordsPath } from '../../../../nodes/DocusignAdmin/api/published/lists';
import { PUBLISHED_VERBS } from '../../../../nodes/DocusignAdmin/api/published/verbs';
import { needsConfirmation } from '../../../../nodes/DocusignAdmin/helpers/apiCall/apiCallInput';
import { startSandbox, type JwtCredential, type Sandbox } from '../../../../sandbox';
import { validateCursorRequest } from '../../../../sandbox/spec';
import { adminNode, adminRequests, seeded, type ContractName } from '../../../support/admin';

let sandbox: Sandbox;
let ids: { organizationId: string; accountId: string };

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30 });
	const { organizationId, account } = seeded(sandbox);
	ids = { organizationId, accountId: account.id };
});
afterEach(async () => await sandbox.close());

const everyScope = [...new Set(PUBLISHED.flatMap(({ scopes }) => scopes))].join(' ');

async function send(
	apiOperation: string,
	parameters: Record<string, unknown> = {},
	credential: Partial<JwtCredential> = {},
	contract: ContractName = 'openApi',
): Promise<IDataObject[]> {
	const output = await adminNode(sandbox, contract).run(
		{
			resource: 'apiCall',
			operation: 'send',
			apiOperation,
			...(parameters as INodeParameters),
		},
		{ credential: { requestedScopes: everyScope, ...credential } },
	);
	return output.map(({ json }) => json);
}

/** Refused, and before anything was sent. */
async function refusal(...args: Parameters<typeof send>): Promise<string> {
	const error = await send(...args).then(
		() => undefined,
		(reason: { message: string; description?: string }) => reason,
	);
	expect(adminRequests(sandbox)).toEqual([]);
	return `${error?.message} ${error?.description}`;
}

const inAccount = () => ({ pathParameters: ids });
const inOrganization = () => ({ pathParameters: { organizationId: ids.organizationId } });

describe('an API call is checked before it is sent', () => {
	it.each([
		['', /'API Operation' is empty/],
		['getUser', /no operation "getUser".*Did you mean getUsers\?/],
		['somethingElse', /no operation "somethingElse".*Choose one from the list/],
	])('by its operation: %j', async (id, wanted) => {
		expect(await refusal(id)).toMatch(wanted);
	});

	const guid = '0c000000-0000-4000-8000-000000000003';
	it.each<[string, unknown, RegExp]>([
		['none', {}, /organizationId is missing; accountId is missing/],
		['an empty one', { organizationId: guid, accountId: '' }, /accountId is missing/],
		[
			'what an expression did not find',
			{ organizationId: guid, accountId: undefined },
			/accountId is/,
		],
		[
			'a mistyped name',
			{ organisationId: guid },
			/organisationId is not known: did you mean organizationId\?/,
		],
		['an account number', { organizationId: guid, accountId: 12345 }, /accountId is a number/],
		['a path', { organizationId: guid, accountId: '../x' }, /accountId is no ID/],
		['no JSON', '{ "organizationId": ', /'Path Parameters' is no JSON/],
		['a list', '[1]', /'Path Parameters' is no set of names and values/],
	])('by its path parameters: %s', async (_, pathParameters, wanted) => {
		expect(await refusal('getGroups', { pathParameters })).toMatch(wanted);
	});

	it.each(['oauth', 'SECRET', '..'])(
		'so that %j does not make another operation of it',
		async (connectId) => {
			const pathParameters = { organizationId: ids.organizationId, connectId };
			const parameters = { pathParameters, confirm: 'deleteOrganizationConnectConfig' };
			expect(await refusal('deleteOrganizationConnectConfig', parameters)).toMatch(
				/connectId is no ID/,
			);
		},
	);

	it.each<[object, RegExp]>([
		[{ acount_id: guid }, /acount_id is not known: did you mean account_id\?/],
		[{ account_id: guid, take: 'many' }, /take is text, where a number belongs/],
		[{ account_id: guid, take: 251 }, /take is not between 1 and 250/],
		[{ account_id: guid, start: -1 }, /start is negative/],
		[{ account_id: guid, include_license: 'yes' }, /include_license is text, where true or false/],
		[{ account_id: '123' }, /account_id is no ID/],
		[{ account_id: '' }, /account_id is empty/],
		[{ account_id: null }, /account_id is empty/],
		[{ account_id: guid, status: 'Active' }, /status is none of active, created, closed/],
		[{}, /one of account_id, organization_reserved_domain_id and email is needed/],
		[{ email: 'a@example.com', last_modified_since: '2026-01-01' }, /last_modified_since needs/],
		[{ account_id: guid, last_modified_since: 'soon' }, /is no date/],
	])('by its query parameters: %j', async (queryParameters, wanted) => {
		expect(await refusal('getUsers', { ...inOrganization(), queryParameters })).toMatch(wanted);
	});

	it.each<[string, unknown, RegExp]>([
		['createUser', '', /'Body' of createUser is empty/],
		['createUser', '{', /'Body' is no JSON/],
		['createUser', '[]', /the body is a list, where an object belongs/],
		['createUser', {}, /accounts is missing; email is missing/],
		[
			'createUser',
			{ email: 'a@b.c', accounts: [{ id: guid, permissionProfile: { id: 1 } }] },
			/accounts\[0\]\.permissionProfile is not known: did you mean permission_profile\?/,
		],
		[
			'createUser',
			{ email: 'a@b.c', accounts: [{ id: guid, permission_profile: { id: '1' } }] },
			/accounts\[0\]\.permission_profile\.id is text, where a number belongs/,
		],
		[
			'createUser',
			`{"email":"a@b.c","accounts":[{"id":"${guid}","permission_profile":{"id":12345678901234567890}}]}`,
			/too large a number to be passed on unchanged/,
		],
		['createUser', { email: 'a@b.c', accounts: [{ id: 'x' }] }, /accounts\[0\]\.id is no ID/],
		['createUser', { email: null, accounts: [] }, /email is null: leave it out/],
		['updateUser', { users: {} }, /users is an object, where a list belongs/],
		['updateUser', { users: [{ id: guid }] }, /users\[0\]\.site_id is missing/],
		['postConnectHmacSecret', { a: 1 }, /takes no body/],
		['addBulkUserImport', { a: 1 }, /'Body' of addBulkUserImport is no text/],
		['addBulkUserImport', ' ', /'Body' of addBulkUserImport is no text/],
		[
			'cloneAssetGroupAccount',
			{ sourceAccount: { id: guid }, targetAccount: { admin: { locale: 'xx' } } },
			/targetAccount\.admin\.locale is none of None, zh_cn/,
		],
	])('by its body: %s %j', async (id, body, wanted) => {
		expect(await refusal(id, { ...inOrganization(), body })).toMatch(wanted);
	});

	it('and an id that is no GUID stays one part of the path', async () => {
		const pathParameters = { organizationId: ids.organizationId, connectId: 'a/b?c=%2e' };
		const [{ path }] = await send('getOrganizationConnectConfig', {
			pathParameters,
			options: { dryRun: true },
		});
		expect(path).toBe(`/v2/organizations/${ids.organizationId}/connect/a%2Fb%3Fc%3D%252e`);
	});

	it('without showing values, which may be secret', async () => {
		const body = { clientSecret: { value: 'made up secret' }, scope: 5 };
		const said = await refusal('postOrganizationConnectOAuthConfiguration', {
			...inOrganization(),
			body,
		});
		expect(said).toMatch(/clientSecret is an object/);
		expect(said).not.toContain('made up secret');
	});

	it('and told in short where much is wrong', async () => {
		const body = Object.fromEntries([...'abcdefghij'].map((name) => [name, 1]));
		expect(await refusal('createUser', { ...inOrganization(), body })).toMatch(/; and 7 more/);
	});
});

describe('what deletes, closes or redacts', () => {
	it('is named by a rule that finds them all', () => {
		expect(PUBLISHED.filter(needsConfirmation).map(({ id }) => id)).toEqual([
			'redactIndividualMembershipData',
			'deleteUserListExport',
			'deleteAccountSettingsExport',
			'deleteBulkAccountSettingsImport',
			'closeBulkUserImportRequest',
			'closeBulkExternalUserImportRequest',
			'deleteBulkUserImport',
			'redactIndividualUserData',
			'closeMemberships',
			'deleteIdentities',
			'deleteDSGroup',
			'removeDSGroupUsers',
			'removeUserProductPermission',
			'deleteOrganizationConnectConfig',
			'deleteOrganizationConnectOAuthConfiguration',
			'deleteConnectHmacSecret',
		]);
	});

	it.each([undefined, 'yes', 'deletedsgroup'])(
		'is not sent with %j in Confirm',
		async (confirm) => {
			const pathParameters = { ...ids, dsGroupId: ids.accountId };
			expect(await refusal('deleteDSGroup', { pathParameters, confirm })).toMatch(
				/To delete a DS group has to be confirmed.*Type deleteDSGroup in 'Confirm'/,
			);
		},
	);

	it.each<[string, string, string]>([
		['redactIndividualUserData', 'memberships: undefined', 'memberships'],
		['redactIndividualUserData', 'memberships: []', 'memberships'],
		['redactIndividualUserData', 'memberships: [{}]', 'memberships[0]'],
		['redactIndividualUserData', 'memberships: [{ account_id: undefined }]', '[0].account_id'],
		['closeMemberships', 'accounts: []', 'accounts'],
		['removeDSGroupUsers', 'user_ids: [" "]', 'user_ids[0]'],
	])('is not sent by %s where its body names and does not give: %s', async (id, body, place) => {
		const given: Record<string, string> = {
			...ids,
			userId: ids.accountId,
			dsGroupId: ids.accountId,
		};
		const names = pathNames(publishedOperation(id)!);
		const pathParameters = Object.fromEntries(names.map((name) => [name, given[name]]));
		for (const options of [{}, { dryRun: true }]) {
			const said = await refusal(id, {
				pathParameters,
				body: `={{ ({ ${body} }) }}`,
				confirm: id,
				options,
			});
			expect(said).toContain(`${place} is empty: give it a value, or leave it out`);
		}
	});

	it('is shown without a confirmation by a dry run, which sends nothing', async () => {
		const pathParameters = { ...ids, dsGroupId: ids.accountId };
		const shown = await send('deleteDSGroup', { pathParameters, options: { dryRun: true } });
		expect(shown).toEqual([
			{
				dry_run: true,
				summary: 'Would call deleteDSGroup: delete a DS group',
				method: 'DELETE',
				path: `/v2.1/organizations/${ids.organizationId}/accounts/${ids.accountId}/dsgroups/${ids.accountId}`,
			},
		]);
		expect(adminRequests(sandbox)).toEqual([]);
	});
});

describe('what Docusign refuses', () => {
	it('names the scope', async () => {
		const failed = send('getIdentityProviders', inOrganization(), {
			requestedScopes: sandbox.credential().requestedScopes,
		});
		await expect(failed).rejects.toThrow(
			/lacks the scope identity_provider_read to list the identity providers/,
		);
	});

	it('names what was not found', async () => {
		const pathParameters = { ...ids, dsGroupId: ids.accountId };
		const failed = send('getDSGroup', { pathParameters });
		await expect(failed).rejects.toThrow(/could not get a DS group.* does not exist/);
	});

	it.each(['getOrganizations', 'closeMemberships'])(
		'is said of %s before it is sent, where the token is that of an application',
		async (id) => {
			const credential = { tokenSubject: 'application' as const };
			expect(await refusal(id, { confirm: id }, credential)).toMatch(/does not let an application/);
		},
	);

	it('is a failure also behind a status 200', async () => {
		const [user] = sandbox.state.users.values();
		const body = { users: [{ id: user.id, site_id: 99, first_name: 'X' }] };
		await expect(send('updateUser', { ...inOrganization(), body })).rejects.toThrow(/site/);
	});
});

it('a change whose answer is lost is not sent again', async () => {
	sandbox.faults.add({
		match: { method: 'POST', path: '/dsgroups' },
		do: { type: 'respond', status: 504, act: true },
	});
	const failed = send('addDSGroup', { ...inAccount(), body: { group_name: 'Legal' } });
	await expect(failed).rejects.toMatchObject({ context: { code: 'DOCUSIGN_UNKNOWN_OUTCOME' } });
	expect(adminRequests(sandbox)).toHaveLength(1);
});

describe('lists', () => {
	it('are those whose answer is one', () => {
		const lists = PUBLISHED.filter((each) => recordsPath(each) !== undefined);
		expect(
			lists.map(({ id }) => [id, recordsPath(PUBLISHED.find((each) => each.id === id)!)]),
		).toEqual([
			['getOrganizations', ['organizations']],
			['getPermissions', ['permissions']],
			['getGroups', ['groups']],
			['getUserListExports', ['exports']],
			['getAccountSettingsExports', ['exports']],
			['getBulkAccountSettingsImports', []],
			['getBulkUserImportRequests', ['imports']],
			['getIdentityProviders', ['identity_providers']],
			['getReservedDomains', ['reserved_domains']],
			['getUsers', ['users']],
			['getUserProfiles', ['users']],
			['getDSGroups', ['ds_groups']],
			['getDSGroupUsers', ['group_users', 'users']],
			['getProductPermissionProfiles', ['product_permission_profiles']],
			['getUserProductPermissionProfiles', ['product_permission_profiles']],
			['getUserDSProfilesByEmail', ['users']],
			['getUserDSProfile', ['users']],
			['getAssetGroupAccounts', ['assetGroupAccounts']],
			['getAssetGroupAccountClonesByOrgId', ['assetGroupWorks']],
			['GetOrganizationPlanItems', []],
			['GetSubAccountCreateProcessesByOrgId', ['assetGroupWorks']],
			['getOrganizationConnectConfigs', ['configurations']],
		]);
	});

	it('are read to their end, in pages of any size', async () => {
		const options = { pageSize: 7 };
		const queryParameters = { account_id: ids.accountId };
		const parameters = { ...inOrganization(), queryParameters, returnAll: true, options };
		const records = await send('getUsers', parameters);
		const members = [...sandbox.state.memberships.values()].filter(
			({ accountId }) => accountId === ids.accountId,
		);
		expect(new Set(records.map(({ id }) => id))).toEqual(
			new Set(members.map(({ userId }) => userId)),
		);
		expect(adminRequests(sandbox).length).toBeGreaterThan(2);
	});

	it.each([
		['getUsers', { account_id: '0c000000-0000-4000-8000-000000000003', take: 5 }, /have take/],
		['getUserListExport', {}, /lists nothing/],
	])('need %s with %j not', async (id, queryParameters, wanted) => {
		const pathParameters = { organizationId: ids.organizationId, exportId: ids.accountId };
		if (id === 'getUsers') delete (pathParameters as { exportId?: string }).exportId;
		expect(await refusal(id, { pathParameters, queryParameters, returnAll: true })).toMatch(wanted);
	});

	it('are none where the answer lacks them', async () => {
		sandbox.faults.add({
			match: { method: 'GET', path: '/identity_providers' },
			do: { type: 'respond', status: 200, body: {} },
		});
		const failed = send('getIdentityProviders', { ...inOrganization(), returnAll: true });
		await expect(failed).rejects.toMatchObject({ context: { code: 'DOCUSIGN_UNREADABLE_ANSWER' } });
	});
});

describe('parameters', () => {
	it.each([
		['an object', (value: object) => value],
		['JSON', (value: object) => JSON.stringify(value)],
		[
			'rows of names and values',
			(value: object) => ({
				parameter: Object.entries(value).map(([name, each]) => ({ name, value: each as string })),
			}),
		],
	])('may be %s', async (_, given) => {
		const parameters = { pathParameters: given(ids), queryParameters: given({ take: '2' }) };
		const [answer] = await send('getGroups', parameters);
		expect(answer.groups).toHaveLength(2);
	});
});

it('a parameter that is given twice is refused, since only one would be sent', async () => {
	const rows = ['1', '2'].map((value) => ({ name: 'take', value }));
	const queryParameters = { parameter: rows };
	expect(await refusal('getGroups', { ...inAccount(), queryParameters })).toMatch(
		/'Query Parameters' give take twice/,
	);
});

describe('on the cursor contract', () => {
	const onCursor = async (id: string, parameters: Record<string, unknown> = {}) =>
		await send(id, parameters, {}, 'cursor');

	it('what it has is sent in its words', async () => {
		expect(await onCursor('getOrganizations')).toMatchObject([{ organizations: {} }]);
		const queryParameters = { account_id: ids.accountId };
		const users = { ...inOrganization(), queryParameters };
		expect(await onCursor('getUsers', { ...users, returnAll: true })).not.toHaveLength(0);
		expect(await onCursor('getUsers', users)).toMatchObject([{ users: {} }]);
		expect(await onCursor('getPermissions', { ...inAccount(), returnAll: true })).not.toHaveLength(
			0,
		);
		const names = { first_name: 'New', last_name: 'User' };
		const body = { email: 'new@example.com', ...names, accounts: [{ id: ids.accountId }] };
		expect(await onCursor('createUser', { ...inOrganization(), body })).toMatchObject([
			{ id: expect.any(String) as string },
		]);
		expect(adminRequests(sandbox).flatMap(validateCursorRequest)).toEqual([]);
	});

	it('a filter that only this node knows takes the whole list', async () => {
		const queryParameters = { account_id: ids.accountId, status: 'active' };
		const said = await refusal('getUsers', { ...inOrganization(), queryParameters }, {}, 'cursor');
		expect(said).toMatch(/does not know all filters of getUsers.*Switch 'Return All' on/);
	});

	it.each(
		PUBLISHED.map(({ id }) => id).filter(
			(id) =>
				![
					'getOrganizations',
					'getUsers',
					'getUserDSProfile',
					'getPermissions',
					'createUser',
				].includes(id),
		),
	)('%s is said not to be there, before any request', async (id) => {
		const said = await refusal(id, { confirm: id }, {}, 'cursor');
		expect(said).toContain(`has no way to ${PUBLISHED_VERBS[id]}`);
	});
});

it('the operations are found by id, path and what they do', async () => {
	const node = adminNode(sandbox, 'openApi');
	const search = async (filter?: string) =>
		(await node.search('searchApiOperations', { resource: 'apiCall', operation: 'send' }, filter))
			.results;
	expect(await search()).toHaveLength(74);
	expect(await search('redact account')).toEqual([
		{
			name: 'redactIndividualMembershipData – POST /v2/data_redaction/accounts/{accountId}/user – redact the personal data of a closed user in an account',
			value: 'redactIndividualMembershipData',
		},
	]);
	expect(adminRequests(sandbox)).toEqual([]);
});

it('each operation has words of its own', () => {
	expect(Object.keys(PUBLISHED_VERBS).sort()).toEqual(PUBLISHED.map(({ id }) => id).sort());
	expect(new Set(Object.values(PUBLISHED_VERBS)).size).toBe(74);
});
