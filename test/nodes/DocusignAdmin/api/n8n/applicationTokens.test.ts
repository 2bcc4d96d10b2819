import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../../support/admin';

/** What Docusign refuses to a token without a user is said before any request; the rest works. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20 });
	const { integrationKey, requestedScopes: scopes } = sandbox.credential();
	const { organizationId } = seeded(sandbox);
	sandbox.state.oauth.grantAdminConsent(integrationKey, organizationId, scopes.split(' '));
});

afterEach(async () => await sandbox.close());

describe.each(CONTRACTS)('an application token on the %s contract', (contract) => {
	const run = async (resource: string, operation: string, more = {}) => {
		const output = await adminNode(sandbox, contract).run(
			{
				resource,
				operation,
				organizationId: by('id', seeded(sandbox).organizationId),
				returnAll: true,
				...more,
			},
			{ credential: { tokenSubject: 'application' } },
		);
		return output.map(({ json }) => json);
	};
	const user = () => [...sandbox.state.users.values()][3];
	const account = () => by('id', seeded(sandbox).account.id);

	it.each([
		['organization', 'getAll', {}],
		['organization', 'get', {}],
		['user', 'close', { userId: 'id' }],
		['user', 'close', { userId: 'email' }],
		['membership', 'close', { userId: 'id', accountId: true }],
		['membership', 'close', { userId: 'email', accountId: true }],
	] as const)('is refused %s %s before any request', async (resource, operation, more) => {
		const { userId, accountId } = more as { userId?: 'id' | 'email'; accountId?: boolean };
		const who = userId === 'email' ? user().email : user().id;
		const refused = run(resource, operation, {
			...(userId && { userId: by(userId, who) }),
			...(accountId && { accountId: account() }),
		});
		await expect(refused).rejects.toMatchObject({
			message: expect.stringMatching(/does not let an application/),
			description: expect.stringMatching(/'Token For'/),
		});
		expect(sandbox.requests).toEqual([]);
	});

	it('creates, reads, changes and lists', async () => {
		const accountId = account();
		const [created] = await run('user', 'create', {
			accountId,
			email: 'new@example.com',
			firstName: 'New',
			lastName: 'User',
		});
		const userId = by('id', String(created.id));
		expect(await run('user', 'get', { userId })).toMatchObject([{ id: created.id }]);
		await run('user', 'update', { userId, updateFields: { firstName: 'Newer' } });
		expect(sandbox.state.users.get(String(created.id))).toMatchObject({ firstName: 'Newer' });
		const listed = await run('user', 'getAll', { filters: { accountId } });
		expect(listed.map(({ id }) => id)).toContain(created.id);
		expect(await run('permissionProfile', 'getAll', { accountId })).not.toEqual([]);
	});
});

it('cannot list the users of all accounts on the published contract, and is told to name one', async () => {
	const refused = adminNode(sandbox, 'openApi').run(
		{
			resource: 'user',
			operation: 'getAll',
			organizationId: by('id', seeded(sandbox).organizationId),
			returnAll: true,
		},
		{ credential: { tokenSubject: 'application' } },
	);
	await expect(refused).rejects.toMatchObject({
		description: expect.stringMatching(/Choose an account/),
	});
	expect(adminRequests(sandbox)).toEqual([]);
});
