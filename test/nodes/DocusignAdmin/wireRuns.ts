import type { INodeParameters } from 'n8n-workflow';

import { FIELDS, type ImportKind } from '../../../nodes/DocusignAdmin/userImport/columns';
import type { Sandbox } from '../../../sandbox';
import type { User } from '../../../sandbox/state/model';
import { eSignature } from '../../../sandbox/state/products';
import { by, seeded, type ContractName } from '../../support/admin';
import { hideAddresses } from './hideAddresses';
import { rosterRuns } from './rosterRuns';

/** The parameters of some runs: with every field that the operation has, for each use of it. */
export type Runs = INodeParameters[] | Record<string, INodeParameters[]>;

/** Parameters for every operation of the node, by `resource.operation` and, where it has several, use. */
export function wireRuns(sandbox: Sandbox, contract: ContractName): Record<string, Runs> {
	const { organizationId, account, second } = seeded(sandbox);
	const active = [...sandbox.state.users.values()].filter(({ status }) => status === 'active');
	const invited = [...sandbox.state.memberships.values()].find(
		({ status }) => status === 'activation_sent',
	)!;
	const isPublished = contract === 'openApi';
	const organization = { organizationId: by('id', organizationId) };
	const inAccount = { ...organization, accountId: by('list', account.id) };
	const person = (n: number) => ({ ...organization, userId: by('id', active[n].id) });
	const addressee = (n: number) => ({ ...organization, userId: by('email', active[n].email) });
	const home = (n: number) => ({ accountId: by('id', active[n].defaultAccountId) });
	const invitation = { ...organization, accountId: by('id', invited.accountId) };
	const invitee = sandbox.state.users.get(invited.userId)!;
	const profileOf = (n: number) =>
		String(sandbox.state.accounts.get(active[n].defaultAccountId)!.permissionProfiles[1].id);
	const profile = account.permissionProfiles[1];
	const member = { jobTitle: 'Engineer', companyName: 'Example' };
	const inProfile = { permissionProfileId: String(profile.id), groupIds: [account.groups[2].id] };
	const resident = (n: number) => {
		const of = active.filter(({ id }) => sandbox.state.membershipIn(id, account.id) !== undefined);
		return of[n];
	};
	const inGroup = { ...inAccount, dsGroupId: by('id', GROUP_ID) };
	const { id: providerId } = [...sandbox.state.organizations.values()][0].identityProviders[0];
	const leaver = active[12];
	const newPerson = {
		...{ email: 'imported@example.com', firstName: 'New', lastName: 'Comer' },
		permissionProfile: account.permissionProfiles[1].name,
	};
	const importing = {
		peopleFrom: 'json',
		options: { dryRun: false, keepImport: false, maxWait: 60 },
	};
	const creating = { concurrency: 2, dryRun: false, maxWait: 10 };
	const listing = { concurrency: 2, maxWait: 10, pageSize: 50 };
	const changing = { concurrency: 2, dryRun: false, maxWait: 10, scimManaged: 'refuse' };
	const { id: domainId } = [...sandbox.state.organizations.values()][0].domains[0];
	const names = { firstName: 'Jane', lastName: 'Doe', userName: 'Jane Doe' };
	const common = {
		...member,
		defaultAccountId: by('id', account.id),
		languageCulture: 'pt_BR',
		federatedStatus: 'FedAuthRequired',
		userName: 'Jane Doe',
	};
	const filters = { email: active[3].email, emailUserNameLike: 'user', status: 'active' };
	const ofAccount = { accountId: by('id', account.id), membershipStatus: 'active' };
	const allFilters = {
		...filters,
		...ofAccount,
		...(isPublished && { reservedDomainId: domainId }),
		lastModifiedSince: '2024-01-01',
	};
	const newcomer = { ...inAccount, email: 'new@example.com', ...names };
	const newUser = {
		...newcomer,
		additionalFields: {
			...common,
			accessCode: isPublished ? '1234' : undefined,
			autoActivateMemberships: isPublished ? true : undefined,
			permissionProfileId: by('list', String(profile.id)),
			groupIds: [String(account.groups[2].id)],
			additionalAccounts: {
				account: [
					{
						accountId: by('id', second.id),
						permissionProfileId: String(second.permissionProfiles[1].id),
						groupIds: String(second.groups[2].id),
						...member,
					},
				],
			},
		} as INodeParameters,
	};
	const outsider = active.find(
		({ id }) => sandbox.state.membershipIn(id, account.id) === undefined,
	)!;
	const asWanted = ({ email, firstName, lastName }: User) => ({
		...inAccount,
		email,
		firstName: firstName ?? 'Jane',
		lastName: lastName ?? 'Doe',
	});
	const everyone = { ...organization, returnAll: true };
	const wishes = { includeDsGroups: true, includeLicense: true, recordFormat: 'scim' };
	const profiles = { ...listing, includeProfile: true, ...wishes };
	return {
		'connection.check': [
			{},
			{ ...organization, accountId: by('id', account.id), options: { maxWait: 10 } },
		],
		'connection.compare': [
			{ ...organization, accountId: by('id', account.id), options: { maxWait: 10 } },
		],
		'apiCall.send': [{ apiOperation: 'getOrganizations', options: { ...listing, dryRun: false } }],
		'organization.get': [{ ...organization, options: { maxWait: 10 } }],
		'organization.getAll': [{ returnAll: true, options: listing }],
		'account.getAll': [{ ...everyone, options: listing }],
		'permissionProfile.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'group.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'dsGroup.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'dsGroup.get': [{ ...inGroup, options: { maxWait: 10 } }],
		'dsGroup.getMembers': [{ ...inGroup, returnAll: true, options: listing }],
		'dsGroup.create': {
			'create a DS group': [
				{ ...inAccount, groupName: 'Finance', description: 'Pays', options: creating },
			],
			'look a new DS group up where the answer is lost': [{ ...inAccount, groupName: 'Finance' }],
		},
		'dsGroup.delete': [{ ...inGroup, options: creating }],
		'dsGroup.addMembers': {
			'add members to a DS group': [{ ...inGroup, userIds: resident(0).id, options: creating }],
			'add members to a DS group by e-mail address': [
				{ ...inGroup, userIds: `${resident(0).email}, ${resident(1).email}` },
			],
		},
		'dsGroup.removeMembers': {
			'remove members from a DS group': [
				{ ...inGroup, userIds: resident(2).id, options: creating },
			],
			'remove members from a DS group by e-mail address': [
				{ ...inGroup, userIds: resident(3).email },
			],
		},
		'productPermission.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'productPermission.get': {
			'get the product permissions of a user': [
				{ ...inAccount, userId: by('id', resident(0).id), options: { maxWait: 10 } },
			],
			'get the product permissions of a user by e-mail address': [
				{ ...inAccount, userId: by('email', resident(0).email) },
			],
		},
		'productPermission.set': {
			'set the product permissions of a user': [
				{
					...inAccount,
					userId: by('id', resident(1).id),
					productPermissionProfiles: {
						profile: [{ product: 'clm', permissionProfile: 'CLM Full Subscriber' }],
					},
					options: changing,
				},
			],
			'set the product permissions of a user by e-mail address': [
				{
					...inAccount,
					userId: by('email', resident(2).email),
					productPermissionProfiles: {
						profile: [{ product: 'CLM', permissionProfile: 'clm-light' }],
					},
				},
			],
		},
		'productPermission.remove': {
			'remove products from a user': [
				{ ...inAccount, userId: by('id', resident(2).id), products: 'CLM', options: changing },
			],
			'remove products from a user by e-mail address': [
				{ ...inAccount, userId: by('email', resident(3).email), products: 'CLM' },
			],
		},
		'userImport.add': [
			{
				...organization,
				...importing,
				people: [{ ...newPerson, account: account.id }],
				fieldNames: namesOf('add'),
			},
		],
		'userImport.update': [
			{
				...organization,
				...importing,
				accountId: by('id', account.id),
				people: [{ email: resident(0).email, jobTitle: 'Lead' }],
				fieldNames: namesOf('update'),
			},
		],
		'userImport.close': {
			'close users by import': [
				{
					...organization,
					...importing,
					people: [{ email: resident(1).email, account: account.id }],
					confirmedClosures: 1,
					fieldNames: namesOf('close'),
					options: { ...importing.options, checkGuards: false },
				},
			],
			'look first whom Docusign does not let be closed': [
				{
					...organization,
					...importing,
					people: [{ email: resident(3).email, account: account.id }],
					confirmedClosures: 1,
					fieldNames: namesOf('close'),
					options: { ...importing.options, checkGuards: true },
				},
			],
		},
		'userImport.closeExternal': [
			{
				...organization,
				...importing,
				people: [{ email: resident(2).email, account: account.id }],
				fieldNames: namesOf('closeExternal'),
			},
		],
		'userImport.get': [{ ...organization, importId: IMPORT_ID, options: { maxWait: 10 } }],
		'userImport.getAll': [{ ...everyone, options: listing }],
		'userImport.delete': [{ ...organization, importId: IMPORT_ID, options: creating }],
		'identityProvider.getAll': [{ ...everyone, options: listing }],
		'reservedDomain.getAll': [{ ...everyone, options: listing }],
		'identity.delete': {
			'delete an identity of a user': [
				{ ...person(3), identityProviderIds: [providerId], options: changing },
			],
			'delete an identity of a user by e-mail address': [
				{ ...addressee(4), identityProviderIds: [providerId] },
			],
		},
		'dataRedaction.redact': {
			'redact the data of a user': [
				{
					...organization,
					userId: by('id', leaver.id),
					redactIn: 'selectedAccounts',
					accountIds: [leaver.defaultAccountId],
					confirmEmail: leaver.email,
					options: changing,
				},
			],
			'redact the data of a user by e-mail address': [
				{ ...organization, userId: by('email', leaver.email), confirmEmail: leaver.email },
			],
		},
		'user.create': {
			'create a user': [{ ...newUser, options: creating }],
			'look a new user up where the answer is lost': [newcomer],
		},
		'user.upsert': {
			'create a user who is not there': [
				{ ...newUser, options: { ...changing, reopenClosed: false } },
			],
			'add a user who is there to an account': [{ ...asWanted(outsider), ...inProfile }],
			'open a closed user again': [
				{ ...asWanted(closedOne(sandbox)), ...inProfile, options: { reopenClosed: true } },
			],
			'update a user who differs': [
				{ ...asWanted(resident(4)), ...inProfile, lastName: 'Moved', additionalFields: common },
			],
		},
		'user.get': {
			'get a user by ID': [{ ...person(3), options: { maxWait: 10, recordFormat: 'scim' } }],
			'find a user by e-mail address': [addressee(3)],
		},
		'user.export': {
			'export users': [
				{
					...organization,
					exportType: 'members',
					accountIds: [account.id],
					options: { binary: true, maxWait: 60 },
				},
				{
					...organization,
					exportType: 'domainUsers',
					domains: 'example.com',
					options: { keepExport: true },
				},
			],
		},
		'user.getAll': {
			'list the users of an account': [
				{ ...everyone, filters: allFilters },
				{ ...everyone, filters: ofAccount, options: { ...profiles, pageSize: 500 } },
			],
			'list the users of all accounts': [
				everyone,
				{ ...organization, limit: 3, filters: { ...filters, lastModifiedSince: '2024-01-01' } },
				...(isPublished
					? [
							{ ...everyone, filters: { reservedDomainId: domainId, status: 'active' } },
							{ ...organization, limit: 3, options: profiles },
						]
					: []),
			],
			'list the users of all accounts with their profiles': [{ ...everyone, options: profiles }],
			'list the users with an e-mail address that the list does not show': [
				{ ...everyone, filters: { email: active[3].email } },
			],
		},
		'user.update': {
			'update a user': [
				{ ...person(4), updateFields: { ...common, ...names }, options: changing },
				{ ...person(4), updateFields: { clearFields: ['jobTitle', 'companyName'] } },
			],
			'update a user by e-mail address': [
				{ ...addressee(5), updateFields: { firstName: 'Jane' }, options: changing },
			],
			'change an e-mail address': [
				{ ...person(6), updateFields: { email: 'moved@example.com' }, options: changing },
			],
		},
		'user.close': {
			'close a user in some accounts': [
				{
					...person(7),
					closeIn: 'selectedAccounts',
					accountIds: [active[7].defaultAccountId],
				},
			],
			'close a user in some accounts by e-mail address': [
				{
					...addressee(8),
					closeIn: 'selectedAccounts',
					accountIds: [active[8].defaultAccountId],
				},
			],
			'close a user in all accounts': [{ ...person(9), options: changing }],
			'close a user in all accounts by e-mail address': [addressee(10)],
		},
		'membership.getAll': {
			'list the memberships of an account': [
				{ ...inAccount, returnAll: true, filters: allFilters },
				{ ...inAccount, limit: 3, options: profiles },
			],
			'list the memberships of all accounts': [
				{ ...organization, accountId: by('list', ''), limit: 12, options: profiles },
			],
			'list the memberships with an e-mail address that the list does not show': [
				{ ...inAccount, returnAll: true, filters: { email: active[3].email } },
			],
		},
		'membership.update': {
			'update a membership': [
				{
					...person(8),
					accountId: by('list', account.id),
					updateFields: { ...inProfile, ...member },
					options: changing,
				},
				{
					...person(8),
					accountId: by('list', account.id),
					updateFields: { clearFields: ['groupIds', 'jobTitle', 'companyName'] },
				},
			],
			'update a membership by e-mail address': [
				{
					...addressee(11),
					...home(11),
					updateFields: { permissionProfileId: profileOf(11), ...member },
				},
			],
		},
		'membership.create': {
			'add a user to an account': [
				{ ...inAccount, userId: by('id', outsider.id), ...inProfile, options: changing },
			],
			'add a user to an account by e-mail address': [
				{ ...inAccount, userId: by('email', outsider.email) },
			],
		},
		'membership.invite': {
			'send the activation again': [
				{ ...invitation, userId: by('id', invitee.id), options: changing },
			],
			'send the activation again by e-mail address': [
				{ ...invitation, userId: by('email', invitee.email) },
			],
		},
		'membership.activate': {
			'activate a membership': [{ ...invitation, userId: by('id', invitee.id), options: changing }],
			'activate a membership by e-mail address': [
				{ ...invitation, userId: by('email', invitee.email) },
			],
		},
		'membership.close': {
			'close a membership': [{ ...person(8), ...home(8), options: changing }],
			'close a membership by e-mail address': [{ ...addressee(9), ...home(9) }],
		},
		...rosterRuns(sandbox, contract),
	};
}

/** A member of the first account who administers nothing. */
const closedOne = ({ state }: Sandbox): User => [...state.users.values()][14];

/** Closed in every account, which only the list shows. */
function prepareClosed(sandbox: Sandbox): void {
	sandbox.configure({ closedMembershipsInProfile: false });
	const { id } = closedOne(sandbox);
	for (const membership of sandbox.state.membershipsOf(id)) {
		sandbox.state.updateMembership(membership.id, { status: 'closed' });
	}
	sandbox.state.settleStatus(id);
}

const CLM_ID = eSignature.id.replace(/1$/, '2');
const GROUP_ID = '0d000000-0000-4000-8000-000000000001';

/** A DS group with some members, who have products as well. */
function prepareGroup(sandbox: Sandbox, isEmpty = false): void {
	const { account } = seeded(sandbox);
	const members = [...sandbox.state.memberships.values()].filter(
		({ accountId }) => accountId === account.id,
	);
	const memberIds = new Set(isEmpty ? [] : members.map(({ userId }) => userId));
	const group = { id: GROUP_ID, groupId: '1', name: 'Legal', description: '', modifiedAt: 0 };
	account.dsGroups.set(GROUP_ID, { ...group, memberIds });
	for (const { id } of members) {
		sandbox.state.updateMembership(id, { products: new Map([[CLM_ID, 'clm-full']]) });
	}
}

/** Links to the first identity provider. */
function prepareIdentities(sandbox: Sandbox): void {
	const [{ identityProviders }] = sandbox.state.organizations.values();
	for (const user of sandbox.state.users.values())
		user.identities.set(identityProviders[0].id, 'x');
}

/** Everybody but the administrators is closed for longer than a day. */
function prepareLeavers(sandbox: Sandbox): void {
	const closedAt = sandbox.clock.now() - 25 * 3_600_000;
	const [, ...others] = [...sandbox.state.users.values()].filter(
		({ status }) => status === 'active',
	);
	for (const { id } of others.slice(5)) {
		for (const membership of sandbox.state.membershipsOf(id)) {
			sandbox.state.updateMembership(membership.id, { status: 'closed', closedAt });
		}
	}
}

/** Each field under its own name. */
const namesOf = (kind: ImportKind) =>
	Object.fromEntries(FIELDS[kind].map((field) => [field, field]));

const IMPORT_ID = '0e000000-0000-4000-8000-000000000001';

/** An import that is there. */
function prepareImport(sandbox: Sandbox): void {
	sandbox.state.jobs.jobs.set(IMPORT_ID, {
		id: IMPORT_ID,
		organizationId: seeded(sandbox).organizationId,
		kind: 'userImport',
		type: 'bulk_users_add',
		createdAt: 0,
		requestor: { name: 'x', id: IMPORT_ID, type: 'user', email: '' },
		looks: 0,
		detail: {
			outcome: { file: { rows: [], errors: [], columns: [], invalidColumns: [] }, results: [] },
		},
	});
}

/** The same for a use, given by the user's ID or e-mail address. */
const both = (use: string, prepare: (sandbox: Sandbox) => void) => ({
	[use]: prepare,
	[`${use} by e-mail address`]: prepare,
});

/** What the sandbox has to do for a use that it does not come to by itself. */
export const wirePreparation: Record<string, (sandbox: Sandbox) => void> = {
	'look a new user up where the answer is lost': (sandbox) =>
		sandbox.faults.add({
			match: { method: 'POST', path: '/users' },
			do: { type: 'respond', status: 504, act: true },
		}),
	'look a new DS group up where the answer is lost': (sandbox) =>
		sandbox.faults.add({
			match: { method: 'POST', path: '/dsgroups' },
			do: { type: 'respond', status: 504, act: true },
		}),
	'open a closed user again': prepareClosed,
	'list the users with an e-mail address that the list does not show': hideAddresses,
	'list the memberships with an e-mail address that the list does not show': hideAddresses,
	'open closed memberships': (sandbox) => sandbox.configure({ closedMembershipsInProfile: false }),
	'get a DS group': prepareGroup,
	'get members of a DS group': prepareGroup,
	'delete a DS group': prepareGroup,
	...both('add members to a DS group', (sandbox) => prepareGroup(sandbox, true)),
	...both('remove members from a DS group', prepareGroup),
	...both('remove products from a user', prepareGroup),
	...both('delete an identity of a user', prepareIdentities),
	'get a user import': prepareImport,
	'delete a user import': prepareImport,
	...both('redact the data of a user', prepareLeavers),
	'activate a membership': (sandbox) => sandbox.configure({ membershipIdInProfile: false }),
	'activate a membership by e-mail address': (sandbox) =>
		sandbox.configure({ membershipIdInProfile: false }),
};
