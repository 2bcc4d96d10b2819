import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { resources } from '../../../nodes/DocusignAdmin/resources';
import { operationIn } from '../../../nodes/shared/n8n/operation';
import { startSandbox, type Sandbox } from '../../../sandbox';
import type { Membership, User } from '../../../sandbox/state/model';
import { validateCursorRequest, validateRequest } from '../../../sandbox/spec';
import {
	adminNode,
	adminRequests,
	by,
	CONTRACTS,
	seeded,
	type ContractName,
} from '../../support/admin';

/**
 * Every operation, with every field it has, is run on both contracts; each request that leaves must
 * be one that the contract knows, to the last field and type.
 */

let sandbox: Sandbox;

/** The users as they were seeded, since the cases change them. */
let active: User[];
let invitation: Membership;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30 });
	active = [...sandbox.state.users.values()].filter(({ status }) => status === 'active');
	invitation = [...sandbox.state.memberships.values()].find(
		({ status }) => status === 'activation_sent',
	)!;
});

afterEach(async () => await sandbox.close());

const check = { openApi: validateRequest, cursor: validateCursorRequest };

const lacking: Record<ContractName, string[]> = {
	openApi: [],
	cursor: ['membership.activate', 'group.getAll', 'dsGroup.getAll'],
};

/** Fields that a contract has no word for, so that no request can show them. */
const wordless: Record<ContractName, string[]> = {
	openApi: [],
	cursor: ['accessCode', 'autoActivateMemberships', 'reservedDomainId'],
};

function cases(contract: ContractName): Record<string, INodeParameters[]> {
	const { organizationId, account, second } = seeded(sandbox);
	const inHome = (user: User) => ({
		...organization,
		accountId: by('id', user.defaultAccountId),
		userId: by('id', user.id),
	});
	const organization = { organizationId: by('id', organizationId) };
	const inAccount = { ...organization, accountId: by('list', account.id) };
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
	const inDomain = contract === 'openApi' ? { reservedDomainId: domainId } : {};
	const allFilters = {
		...filters,
		...inDomain,
		accountId: by('id', account.id),
		lastModifiedSince: '2024-01-01',
		membershipStatus: 'active',
	};
	return {
		'connection.check': [
			{},
			{ ...organization, accountId: by('id', account.id), options: { maxWait: 10 } },
		],
		'organization.get': [{ ...organization, options: { maxWait: 10 } }],
		'organization.getAll': [{ returnAll: true, options: listing }],
		'account.getAll': [{ ...organization, returnAll: true, options: listing }],
		'permissionProfile.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'group.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'dsGroup.getAll': [{ ...inAccount, returnAll: true, options: listing }],
		'user.create': [
			{
				...inAccount,
				email: 'new@example.com',
				...names,
				additionalFields: {
					...common,
					accessCode: contract === 'openApi' ? '1234' : undefined,
					autoActivateMemberships: contract === 'openApi' ? true : undefined,
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
		'user.get': [
			{ ...organization, userId: by('id', active[3].id), options: { maxWait: 10 } },
			{ ...organization, userId: by('email', active[3].email) },
		],
		'user.getAll': [
			{ ...organization, returnAll: true },
			{ ...organization, limit: 3, filters: { ...filters, lastModifiedSince: '2024-01-01' } },
			{
				...organization,
				returnAll: true,
				filters: { accountId: by('id', account.id), membershipStatus: 'active' },
				options: { includeProfile: true, pageSize: 500, concurrency: 2, maxWait: 10 },
			},
			{ ...organization, returnAll: true, filters: { ...inDomain, status: 'active' } },
		],
		'user.update': [
			{
				...organization,
				userId: by('id', active[4].id),
				updateFields: { ...common, ...names },
				options: changing,
			},
			{
				...organization,
				userId: by('email', active[5].email),
				updateFields: { email: 'moved@example.com', firstName: 'Moved' },
			},
		],
		'user.close': [
			{ ...organization, userId: by('id', active[6].id), options: changing },
			{
				...organization,
				userId: by('email', active[7].email),
				closeIn: 'selectedAccounts',
				accountIds: [active[7].defaultAccountId],
			},
		],
		'membership.getAll': [
			{ ...inAccount, returnAll: true, filters: allFilters },
			{
				...organization,
				accountId: by('list', ''),
				limit: 12,
				options: { ...listing, includeProfile: true },
			},
		],
		'membership.update': [
			{
				...inAccount,
				userId: by('id', active[8].id),
				updateFields: { ...inProfile, ...member },
				options: changing,
			},
		],
		'membership.activate': [
			{
				...organization,
				accountId: by('id', invitation.accountId),
				userId: by('id', invitation.userId),
				options: changing,
			},
		],
		'membership.close': [{ ...inHome(active[8]), options: changing }],
	};
}

const operations = resources.flatMap(({ value, operations: entries }) =>
	entries.map((operation) => [value, operation.value] as const),
);

/** The names of the fields that a collection offers, those of its rows included. */
function leaves({ options = [] }: INodeProperties): string[] {
	return options.flatMap((option) => {
		if ('values' in option) return option.values.map(({ name }) => name);
		return 'type' in option && option.type === 'fixedCollection' ? leaves(option) : [option.name];
	});
}

/** The names that a value is given for, however deep. */
function given(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(given);
	if (value === null || typeof value !== 'object' || '__rl' in value) return [];
	return Object.entries(value).flatMap(([name, inside]) =>
		inside === undefined ? [] : [name, ...given(inside)],
	);
}

describe.each(CONTRACTS)('the cases on the %s wire', (contract) => {
	it.each(operations)('%s.%s give a value for every field', (resource, operation) => {
		const { fields } = operationIn(resources, resource, operation);
		const runs = cases(contract)[`${resource}.${operation}`];
		const missing = fields
			.filter(({ type }) => type === 'collection')
			.flatMap((field) => {
				const names = new Set(runs.flatMap((parameters) => given(parameters[field.name])));
				return leaves(field).filter((name) => !names.has(name));
			});
		expect(missing.filter((name) => !wordless[contract].includes(name))).toEqual([]);
	});
});

describe.each(CONTRACTS)('the %s wire', (contract) => {
	it.each(operations)('%s.%s sends what the contract knows', async (resource, operation) => {
		const name = `${resource}.${operation}`;
		const runs = cases(contract)[name];
		expect(runs?.length).toBeGreaterThan(0);
		for (const parameters of runs) {
			sandbox.requests.length = 0;
			const run = adminNode(sandbox, contract).run({ resource, operation, ...parameters });
			if (lacking[contract].includes(name)) {
				await expect(run).rejects.toThrow(/Management v2 \(Cursor\) has no way to/);
				expect(adminRequests(sandbox)).toHaveLength(0);
				continue;
			}
			await run;
			const sent = adminRequests(sandbox);
			expect(sent.length).toBeGreaterThan(0);
			for (const request of sent) {
				expect({ request, problems: check[contract](request) }).toEqual({ request, problems: [] });
				expect(request.status).toBe(200);
			}
		}
	});
});
