import type { INodeProperties } from 'n8n-workflow';

import { DocusignAdmin } from '../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { resources } from '../../../nodes/DocusignAdmin/resources';

/** Saved workflows hold these names: a test that fails here tells of workflows that would break. */
const { description, methods } = new DocusignAdmin();

const shown = (resource: string, operation: string) =>
	description.properties.filter(({ displayOptions }) => {
		const { show } = displayOptions ?? {};
		return show?.resource?.includes(resource) && show.operation?.includes(operation);
	});

const field = (fields: INodeProperties[], name: string) =>
	fields.find((property) => property.name === name);

const names = (property: INodeProperties | undefined) =>
	(property?.options ?? []).map((option) => option.name);

it('has the operations of its interface', () => {
	const menus = description.properties.filter(({ name }) => name === 'operation');
	const operations = menus.flatMap((menu) =>
		(menu.options ?? []).map(
			(option) =>
				`${String(menu.displayOptions?.show?.resource?.[0])}.${'value' in option ? String(option.value) : ''}`,
		),
	);
	expect(operations).toEqual(
		expect.arrayContaining([
			'organization.getAll',
			'organization.get',
			'account.getAll',
			'user.create',
			'user.get',
			'user.getAll',
			'user.update',
			'user.close',
			'user.upsert',
			'user.export',
			'membership.getAll',
			'membership.create',
			'membership.invite',
			'membership.update',
			'membership.activate',
			'membership.close',
			'permissionProfile.getAll',
			'group.getAll',
			'roster.plan',
			'roster.apply',
			'roster.undo',
			'roster.verify',
			'connection.check',
			'connection.compare',
			'dsGroup.getAll',
			'dsGroup.create',
			'dsGroup.get',
			'dsGroup.delete',
			'dsGroup.getMembers',
			'dsGroup.addMembers',
			'dsGroup.removeMembers',
			'productPermission.getAll',
			'productPermission.get',
			'productPermission.set',
			'productPermission.remove',
			'identity.delete',
			'identityProvider.getAll',
			'reservedDomain.getAll',
			'userImport.add',
			'userImport.update',
			'userImport.close',
			'userImport.closeExternal',
			'userImport.get',
			'userImport.getAll',
			'userImport.delete',
			'dataRedaction.redact',
			'apiCall.send',
		]),
	);
});

it.each([
	['organizationId', ['list', 'name', 'id']],
	['accountId', ['list', 'name', 'id']],
	['userId', ['list', 'id', 'email']],
])('picks %s by %j', (name, modes) => {
	const locators = description.properties.filter((property) => property.name === name);
	expect(locators.length).toBeGreaterThan(0);
	for (const locator of locators) {
		expect(locator.type).toBe('resourceLocator');
		expect(locator.modes?.map((mode) => mode.name)).toEqual(modes);
	}
});

it('names the fields of an API call', () => {
	const fields = shown('apiCall', 'send').map(({ name }) => name);
	expect(fields).toEqual([
		'apiOperation',
		'pathParameters',
		'queryParameters',
		'body',
		'returnAll',
		'confirm',
		'options',
	]);
});

it('names the fields of a new user', () => {
	const fields = shown('user', 'create');
	for (const name of ['accountId', 'email', 'firstName', 'lastName']) {
		expect(field(fields, name)).toBeDefined();
	}
	expect(names(field(fields, 'additionalFields'))).toEqual(
		expect.arrayContaining([
			'userName',
			'permissionProfileId',
			'groupIds',
			'jobTitle',
			'companyName',
			'defaultAccountId',
			'languageCulture',
			'federatedStatus',
			'accessCode',
			'autoActivateMemberships',
			'additionalAccounts',
		]),
	);
});

it('names the fields of an upsert: those of a new user, and whether it opens who is closed', () => {
	const of = (operation: string) => shown('user', operation).map(({ name }) => name);
	expect(of('upsert').filter((name) => name !== 'scimNotice')).toEqual(of('create'));
	const fields = shown('user', 'upsert');
	expect(names(field(fields, 'options'))).toContain('reopenClosed');
	expect(names(field(fields, 'additionalFields'))).toEqual(
		names(field(shown('user', 'create'), 'additionalFields')),
	);
	expect(field(shown('membership', 'create'), 'permissionProfileId')).toBeDefined();
	expect(field(shown('membership', 'create'), 'groupIds')).toBeDefined();
});

it.each(['user', 'membership'])('names the filters of %s lists', (resource) => {
	const fields = shown(resource, 'getAll');
	expect(names(field(fields, 'filters')).sort()).toEqual([
		'accountId',
		'email',
		'emailUserNameLike',
		'lastModifiedSince',
		'membershipStatus',
		'reservedDomainId',
		'status',
	]);
	expect(field(fields, 'limit')?.default).toBe(50);
	expect(names(field(fields, 'options'))).toEqual(
		expect.arrayContaining(['pageSize', 'maxWait', 'concurrency', 'includeProfile']),
	);
});

it('names what an update and a close take', () => {
	expect(names(field(shown('user', 'update'), 'updateFields'))).toEqual(
		expect.arrayContaining([
			'firstName',
			'lastName',
			'userName',
			'email',
			'jobTitle',
			'companyName',
			'languageCulture',
			'federatedStatus',
			'defaultAccountId',
		]),
	);
	expect(names(field(shown('membership', 'update'), 'updateFields')).sort()).toEqual([
		'clearFields',
		'companyName',
		'groupIds',
		'jobTitle',
		'permissionProfileId',
	]);
	const close = shown('user', 'close');
	expect(field(close, 'closeIn')?.default).toBe('allAccounts');
	expect(field(close, 'accountIds')?.displayOptions?.show?.closeIn).toEqual(['selectedAccounts']);
});

/** The operations that change something, and those of them that are about a user. */
const changes = resources.flatMap(({ value, operations }) =>
	operations
		.filter(({ work }) => work.kind === 'write')
		.map((operation) => [value, operation.value] as const),
);
const changesOfUsers = changes.filter((change) => field(shown(...change), 'userId'));

it.each(changes)('offers a dry run of %s.%s, which changes something', (...change) => {
	expect(names(field(shown(...change), 'options'))).toContain('dryRun');
});

it.each(changesOfUsers)('asks of %s.%s what to do with users whom SCIM manages', (...change) => {
	expect(names(field(shown(...change), 'options'))).toContain('scimManaged');
});

it('knows the changes of users', () => {
	expect(changesOfUsers.map((change) => change.join('.'))).toEqual(
		expect.arrayContaining([
			'membership.activate',
			'membership.close',
			'membership.update',
			'user.close',
			'user.update',
		]),
	);
	expect(changes).toContainEqual(['user', 'create']);
});

it('is declarative, can be a tool, and finds each list its fields name', () => {
	expect(description.usableAsTool).toBe(true);
	expect(description.requestDefaults?.disableFollowRedirect).toBe(true);
	expect(new DocusignAdmin()).not.toHaveProperty('execute');
	const searched = JSON.stringify(description.properties).matchAll(
		/"(?:searchListMethod|loadOptionsMethod)":"(\w+)"/g,
	);
	const known = { ...methods.listSearch, ...methods.loadOptions };
	for (const [, method] of searched) expect(known).toHaveProperty(method);
});

const notices = (resource: string, operation: string) =>
	shown(resource, operation)
		.filter(({ type }) => type === 'notice')
		.map(({ displayName }) => displayName)
		.join();

it.each(changesOfUsers)('tells in %s.%s of users whom SCIM manages', (...change) => {
	expect(notices(...change)).toContain('managed by SCIM');
});

it.each(['user', 'membership'])('tells what Docusign refuses to close, for a %s', (resource) => {
	expect(notices(resource, 'close')).toMatch(/last administrator.*your own membership/);
});

it('calls the fields of a new user as Docusign does', () => {
	const additional = new DocusignAdmin().description.properties.find(
		({ name, displayOptions }) =>
			name === 'additionalFields' && displayOptions?.show?.operation?.includes('create'),
	);
	const names = (additional?.options as Array<{ displayName: string }>).map(
		(each) => each.displayName,
	);
	expect(names).toEqual([
		'Access Code',
		'Additional Accounts',
		'Auto Activate Memberships',
		'Company Name',
		'Default Account',
		'Federated Status',
		'Group Names or IDs',
		'Job Title',
		'Language',
		'Permission Profile',
		'User Name',
	]);
});
