import { ExecuteSingleContext } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import {
	partManagedByScim,
	SCIM_WARNINGS,
	scimVerdict,
} from '../../../../nodes/DocusignAdmin/helpers/scimManaged';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import type { User } from '../../../../sandbox/state/model';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';

describe('what SCIM manages', () => {
	const [a, b] = ['a', 'b'].map((c) => `${c.repeat(8)}-0000-4000-8000-000000000000`);
	const member = (account_id: string, managed: boolean) => ({
		account_id,
		is_membership_managed_by_scim: managed,
	});

	it.each([
		['a user', { is_managed_by_scim: true }, undefined, 'user'],
		['a user, in one account', { is_managed_by_scim: true }, [a], 'user'],
		[
			'nobody',
			{ is_managed_by_scim: false, memberships: [member(a, false)] },
			undefined,
			undefined,
		],
		['who has no flag', { id: 'x', memberships: [{ account_id: a }] }, undefined, undefined],
		['a membership', { memberships: [member(a, true)] }, undefined, 'membership'],
		['the membership', { memberships: [member(a, true)] }, [a.toUpperCase()], 'membership'],
		['another membership', { memberships: [member(a, true)] }, [b], undefined],
		['a listed membership', { is_membership_managed_by_scim: true }, [a], 'membership'],
		['text for a flag', { is_managed_by_scim: 'false' }, undefined, undefined],
	])('%s', (_, record, accountIds, expected) => {
		expect(partManagedByScim(record, accountIds)).toBe(expected);
	});

	it('follows the policy', () => {
		const record = { is_managed_by_scim: true };
		expect(scimVerdict('ignore', record)).toEqual({ refuse: false, warnings: [] });
		expect(scimVerdict('refuse', record)).toEqual({ refuse: true, warnings: [] });
		expect(scimVerdict('warn', record).warnings).toEqual([SCIM_WARNINGS.user]);
		expect(scimVerdict('refuse', {})).toEqual({ refuse: false, warnings: [] });
	});
});

let sandbox: Sandbox;
const log: string[] = [];

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 2 });
	log.length = 0;
	jest.spyOn(ExecuteSingleContext.prototype, 'logger', 'get').mockReturnValue({
		warn: (message: string, facts: object) => void log.push(`${message} ${JSON.stringify(facts)}`),
	} as unknown as ExecuteSingleContext['logger']);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const managed = () => [...sandbox.state.users.values()].find((user) => user.isManagedByScim)!;
const other = () => [...sandbox.state.users.values()][4];

const changes = (user: User): Record<string, INodeParameters> => {
	const account = { accountId: by('id', user.defaultAccountId) };
	const updateFields = { jobTitle: 'Director' };
	return {
		'user.update': { resource: 'user', operation: 'update', updateFields },
		'user.close': { resource: 'user', operation: 'close' },
		'user.close selected': {
			resource: 'user',
			operation: 'close',
			closeIn: 'selectedAccounts',
			accountIds: [user.defaultAccountId],
		},
		'membership.update': { resource: 'membership', operation: 'update', ...account, updateFields },
		'membership.close': { resource: 'membership', operation: 'close', ...account },
		'membership.activate': { resource: 'membership', operation: 'activate', ...account },
	};
};

const names = Object.keys(changes({ defaultAccountId: '' } as User));
const cases = CONTRACTS.flatMap((contract) =>
	names
		.filter((name) => contract === 'openApi' || name !== 'membership.activate')
		.map((name) => [contract, name] as const),
);

/** The cursor contract's records may carry the flag; those of the sandbox do not. */
function flagOnCursor(user: User) {
	const { id, email, isManagedByScim } = user;
	sandbox.faults.add({
		match: { method: 'GET', path: new RegExp(`/users/${id}$`), times: Infinity },
		do: {
			type: 'respond',
			status: 200,
			body: { id, email, status: 'Active', is_managed_by_scim: isManagedByScim },
		},
	});
}

describe.each(cases)('on the %s contract, %s', (contract, name) => {
	const run = async (user: User, { mode = 'id', ...options }: INodeParameters = {}) => {
		if (contract === 'cursor') flagOnCursor(user);
		return await adminNode(sandbox, contract).run({
			...changes(user)[name],
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by(mode as 'id', mode === 'id' ? user.id : user.email),
			options,
		});
	};
	const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');

	it('warns in the item and in the log, by ID and by address', async () => {
		for (const mode of ['id', 'email']) {
			const [{ json }] = await run(managed(), { mode });
			expect(json.warnings).toEqual([SCIM_WARNINGS.user]);
			expect(log).toHaveLength(1);
			expect(log[0]).toContain(SCIM_WARNINGS.user);
			expect(log[0]).not.toContain(managed().email);
			expect(writes().length).toBeGreaterThan(0);
			log.length = 0;
			sandbox.reset({ users: 30, accounts: 2 });
		}
	});

	it('warns in a dry run too', async () => {
		const [{ json }] = await run(managed(), { dryRun: true });
		expect(json).toMatchObject({ dry_run: true, warnings: [SCIM_WARNINGS.user] });
		expect(writes()).toEqual([]);
	});

	it('is refused before anything is changed, where that is wanted', async () => {
		const error: unknown = await run(managed(), { scimManaged: 'refuse' }).catch(
			(reason: unknown) => reason,
		);
		expect(error).toMatchObject({
			message: expect.stringContaining(`the user "${managed().email}" is managed by SCIM`),
			description: expect.stringMatching(/Make the change in the identity provider/),
			context: { code: 'DOCUSIGN_MANAGED_BY_SCIM' },
		});
		expect(writes()).toEqual([]);
	});

	it('looks at nobody where it is ignored', async () => {
		const [{ json }] = await run(managed(), { scimManaged: 'ignore' });
		expect(json).not.toHaveProperty('warnings');
		expect(log).toEqual([]);
		expect(writes().length).toBeGreaterThan(0);
	});

	it('says nothing of other users', async () => {
		for (const scimManaged of ['warn', 'refuse']) {
			const [{ json }] = await run(other(), { scimManaged });
			expect(json).not.toHaveProperty('warnings');
			sandbox.reset({ users: 30, accounts: 2 });
		}
	});
});

it.each([
	['user.update', 'warn', 1],
	['user.close', 'warn', 1],
	['user.close selected', 'warn', 1],
	['user.close selected', 'ignore', 0],
	['membership.close', 'refuse', 1],
	['membership.close', 'ignore', 0],
])('%s, set to %s, costs %i look-ups for two items with one user', async (name, scimManaged, n) => {
	const user = other();
	await adminNode(sandbox, 'openApi').run(
		{
			...changes(user)[name],
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', user.id),
			options: { scimManaged, dryRun: true },
		},
		{ items: [{}, {}] },
	);
	expect(adminRequests(sandbox)).toHaveLength(n);
});

it('refuses a policy that there is not', async () => {
	const run = adminNode(sandbox, 'openApi').run({
		...changes(other())['user.close'],
		organizationId: by('id', seeded(sandbox).organizationId),
		userId: by('id', other().id),
		options: { scimManaged: 'block' },
	});
	await expect(run).rejects.toThrow(/has no option "block"/);
});
