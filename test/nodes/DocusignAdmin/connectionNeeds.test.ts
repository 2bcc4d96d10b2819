import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/DocusignAdmin/resources';
import {
	needsOf,
	offered,
	scopesFor,
} from '../../../nodes/DocusignAdmin/resources/connection/needs';
import { contractOf } from '../../../nodes/DocusignAdmin/api/contract';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { matchCursor, matchPublished } from '../../../sandbox/spec';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../support/admin';

/** What the check says is needed is held against what the operations really send. */

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 20 })));
afterEach(async () => await sandbox.close());

const match = { openApi: matchPublished, cursor: matchCursor };

/** An item for each job: the operation and its parameters. */
function items(): Record<string, [operation: string, INodeParameters]> {
	const { organizationId, account } = seeded(sandbox);
	const organization = { organizationId: by('id', organizationId) };
	const users = [...sandbox.state.users.values()].filter(({ status }) => status === 'active');
	const invited = [...sandbox.state.memberships.values()].find(
		({ status }) => status === 'activation_sent',
	)!;
	const inAccount = { ...organization, accountId: by('id', account.id) };
	const user = (n: number) => ({ ...organization, userId: by('id', users[n].id) });
	const member = (n: number) => ({ ...user(n), accountId: by('id', users[n].defaultAccountId) });
	const all = { ...organization, returnAll: true };
	const [, profile] = sandbox.state.accounts.get(users[8].defaultAccountId)!.permissionProfiles;
	const membership = { permissionProfileId: by('id', String(profile.id)) };
	return {
		'list the organizations': ['getAll', { returnAll: true }],
		'list the accounts': ['getAll', all],
		'list the users of an account': [
			'getAll',
			{ ...all, filters: { accountId: by('id', account.id) } },
		],
		'list the users of all accounts': ['getAll', all],
		'get a user by ID': ['get', user(3)],
		'find a user by e-mail address': [
			'get',
			{ ...organization, userId: by('email', users[3].email) },
		],
		'create a user': [
			'create',
			{ ...inAccount, email: 'new@example.com', firstName: 'New', lastName: 'User' },
		],
		'update a user': ['update', { ...user(3), updateFields: { firstName: 'Jane' } }],
		'change an e-mail address': [
			'update',
			{ ...user(4), updateFields: { email: 'moved@example.com' } },
		],
		'close a user in some accounts': [
			'close',
			{ ...user(5), closeIn: 'selectedAccounts', accountIds: [users[5].defaultAccountId] },
		],
		'close a user in all accounts': ['close', user(6)],
		'change a user named by e-mail address': [
			'update',
			{
				...organization,
				userId: by('email', users[7].email),
				updateFields: { firstName: 'Jane' },
			},
		],
		'list the memberships of an account': ['getAll', { ...inAccount, returnAll: true }],
		'list the memberships of all accounts': ['getAll', { ...all, accountId: by('list', '') }],
		'update a membership': ['update', { ...member(8), updateFields: membership }],
		'activate a membership': [
			'activate',
			{
				...organization,
				accountId: by('id', invited.accountId),
				userId: by('id', invited.userId),
			},
		],
		'close a membership': ['close', member(9)],
		'change a member named by e-mail address': [
			'update',
			{ ...member(8), userId: by('email', users[8].email), updateFields: membership },
		],
		'list the permission profiles': ['getAll', { ...inAccount, returnAll: true }],
		'list the groups': ['getAll', { ...inAccount, returnAll: true }],
		'list the DS groups': ['getAll', { ...inAccount, returnAll: true }],
	};
}

describe.each(CONTRACTS)('what is needed on the %s contract', (name) => {
	const contract = contractOf(name);
	const jobs = Object.entries(needsOf(contract)).flatMap(([resource, { read = [], write = [] }]) =>
		offered(contract, [...read, ...write]).map((job) => [resource, job.name, job.calls] as const),
	);

	it.each(jobs)('(%s) to %s is what is sent', async (resource, job, calls) => {
		const [operation, parameters] = items()[job];
		await adminNode(sandbox, name).run({ resource, operation, ...parameters });
		const sent = adminRequests(sandbox).flatMap(
			({ method, path }) => match[name](method, path)!.operation.scopes,
		);
		expect([...new Set(sent)].sort()).toEqual([...scopesFor(contract, calls)].sort());
	});

	it('is known for every resource of the node', () => {
		const names = resources.map(({ value }) => value).filter((value) => value !== 'connection');
		expect(Object.keys(needsOf(contract)).sort()).toEqual(names.sort());
	});
});

it('covers every call that the node makes', () => {
	const contract = contractOf('openApi');
	const called = Object.values(needsOf(contract))
		.flatMap(({ read = [], write = [] }) => [...read, ...write])
		.flatMap(({ calls }) => calls.map(({ operation }) => operation));
	// It only explains, in the check itself.
	const needed = Object.keys(contract.rows).filter((id) => id !== 'getReservedDomains');
	expect([...new Set(called)].sort()).toEqual(needed.sort());
});
