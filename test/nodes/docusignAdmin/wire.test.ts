import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/DocusignAdmin/resources';
import { startSandbox, type Sandbox } from '../../../sandbox';
import type { Membership, User } from '../../../sandbox/state/model';
import { validateCursorRequest, validateRequest } from '../../../sandbox/facts';
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
	cursor: ['membership.activate', 'group.getAll'],
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
	const membership =
		contract === 'openApi'
			? { ...member, permissionProfileId: String(profile.id), groupIds: [account.groups[2].id] }
			: { permissionProfileId: String(profile.id), groupIds: [account.groups[2].id] };
	const names = { firstName: 'Jane', lastName: 'Doe', userName: 'Jane Doe' };
	const common = {
		...member,
		defaultAccountId: by('id', account.id),
		languageCulture: 'pt_BR',
		federatedStatus: 'FedAuthRequired',
		userName: 'Jane Doe',
	};
	const filters = { email: active[3].email, emailUserNameLike: 'user', status: 'active' };
	return {
		'connection.check': [{}, { ...organization, accountId: by('id', account.id) }],
		'organization.get': [organization],
		'organization.getAll': [{ returnAll: true }],
		'account.getAll': [{ ...organization, returnAll: true }],
		'permissionProfile.getAll': [{ ...inAccount, returnAll: true }],
		'group.getAll': [{ ...inAccount, returnAll: true }],
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
							},
						],
					},
				} as INodeParameters,
			},
		],
		'user.get': [
			{ ...organization, userId: by('id', active[3].id) },
			{ ...organization, userId: by('email', active[3].email) },
		],
		'user.getAll': [
			{ ...organization, returnAll: true },
			{ ...organization, limit: 3, filters: { ...filters, lastModifiedSince: '2024-01-01' } },
			{
				...organization,
				returnAll: true,
				filters: { accountId: by('id', account.id), membershipStatus: 'active' },
				options: { includeProfile: true, pageSize: 500, concurrency: 2 },
			},
		],
		'user.update': [
			{ ...organization, userId: by('id', active[4].id), updateFields: { ...common, ...names } },
			{
				...organization,
				userId: by('email', active[5].email),
				updateFields: { email: 'moved@example.com', firstName: 'Moved' },
			},
		],
		'user.close': [
			{ ...organization, userId: by('id', active[6].id) },
			{
				...organization,
				userId: by('email', active[7].email),
				closeIn: 'selectedAccounts',
				accountIds: [active[7].defaultAccountId],
			},
		],
		'membership.getAll': [
			{ ...inAccount, returnAll: true },
			{ ...organization, accountId: by('list', ''), limit: 12 },
		],
		'membership.update': [
			{ ...inAccount, userId: by('id', active[8].id), updateFields: membership },
		],
		'membership.activate': [
			{
				...organization,
				accountId: by('id', invitation.accountId),
				userId: by('id', invitation.userId),
			},
		],
		'membership.close': [inHome(active[8])],
	};
}

const operations = resources.flatMap(({ value, operations: entries }) =>
	entries.map((operation) => [value, operation.value] as const),
);

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
