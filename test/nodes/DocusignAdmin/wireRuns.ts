import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { by, seeded, type ContractName } from '../../support/admin';

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
	const everyone = { ...organization, returnAll: true };
	const profiles = { ...listing, includeProfile: true };
	return {
		'connection.check': [
			{},
			{ ...organization, accountId: by('id', account.id), options: { maxWait: 10 } },
		],
		'apiCall.send': [{ apiOperation: 'getOrganizations', options: { ...listing, dryRun: false } }],
		'organization.get': [{ ...organization, options: { maxWait: 10 } }],
		'organization.getAll': [{ returnAll: true, options: listing }],
		'account.getAll': [{ ...everyone, options: listing }],
		'permissionProfile.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'group.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'dsGroup.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'user.create': {
			'create a user': [
				{
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
					options: { concurrency: 2, dryRun: false, maxWait: 10 },
				},
			],
			'look a new user up where the answer is lost': [newcomer],
		},
		'user.get': {
			'get a user by ID': [{ ...person(3), options: { maxWait: 10 } }],
			'find a user by e-mail address': [addressee(3)],
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
		},
		'user.update': {
			'update a user': [{ ...person(4), updateFields: { ...common, ...names }, options: changing }],
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
		},
		'membership.update': {
			'update a membership': [
				{
					...person(8),
					accountId: by('list', account.id),
					updateFields: { ...inProfile, ...member },
					options: changing,
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
	};
}

/** What the sandbox has to do for a use that it does not come to by itself. */
export const wirePreparation: Record<string, (sandbox: Sandbox) => void> = {
	'look a new user up where the answer is lost': (sandbox) =>
		sandbox.faults.add({
			match: { method: 'POST', path: '/users' },
			do: { type: 'respond', status: 504, act: true },
		}),
	'activate a membership': (sandbox) => sandbox.configure({ membershipIdInProfile: false }),
	'activate a membership by e-mail address': (sandbox) =>
		sandbox.configure({ membershipIdInProfile: false }),
};
