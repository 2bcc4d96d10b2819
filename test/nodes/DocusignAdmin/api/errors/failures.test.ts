import { NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20 });
});

afterEach(async () => await sandbox.close());

const users = () => [...sandbox.state.users.values()];
const missing = 'ffffffff-0000-4000-8000-00000000ffff';

async function failure(run: Promise<unknown>): Promise<NodeApiError> {
	const error = await run.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(NodeApiError);
	return error as NodeApiError;
}

describe.each(CONTRACTS)('what goes wrong on the %s contract', (contract) => {
	const user = (operation: string, more = {}) => ({
		resource: 'user',
		operation,
		organizationId: by('id', seeded(sandbox).organizationId),
		...more,
	});

	it.each(['get', 'update', 'close'])('says which user is unknown to %s', async (operation) => {
		const error = await failure(
			adminNode(sandbox, contract).run(
				user(operation, { userId: by('id', missing), updateFields: { firstName: 'A' } }),
			),
		);
		expect(error.message).toContain(missing);
		expect(error.message).toMatch(/is not in this organization \[item 0\]$/);
		expect(error.description).toMatch(/Pick the user from the list/);
	});

	it('says that the last administrator of an account cannot be closed', async () => {
		const [first, second] = users();
		const { organizationId } = seeded(sandbox);
		// Of the account, not of the organization: those are not closed at all.
		const { adminIds } = sandbox.state.organizations.get(organizationId)!;
		adminIds.delete(first.id);
		adminIds.add(second.id);
		const { integrationKey, requestedScopes: scopes } = sandbox.credential();
		sandbox.state.oauth.grantConsent(integrationKey, second.id, scopes.split(' '));
		const error = await failure(
			adminNode(sandbox, contract).run(user('close', { userId: by('id', first.id) }), {
				credential: { userId: second.id },
			}),
		);
		expect(error.message).toMatch(/last active administrator/);
		expect(error.description).toMatch(/someone else an administrator/);
		expect(sandbox.state.users.get(first.id)!.status).toBe('active');
	});

	it('closes nobody when no account is chosen', async () => {
		const error = await failure(
			adminNode(sandbox, contract).run(
				user('close', {
					userId: by('id', users()[3].id),
					closeIn: 'selectedAccounts',
					accountIds: [],
				}),
			),
		);
		expect(error.message).toMatch(
			/'Account Names or IDs' is empty, and 'Close In' is set to selected accounts/,
		);
		expect(adminRequests(sandbox)).toHaveLength(0);
	});

	it('refuses to guess which of several users with one address is meant', async () => {
		const [, , , original] = users();
		const twin = sandbox.state.addUser({
			organizationId: original.organizationId,
			email: original.email,
			userName: 'Twin',
			defaultAccountId: original.defaultAccountId,
			siteId: original.siteId,
			status: 'active',
		});
		const run = adminNode(sandbox, contract).run(
			user('update', { userId: by('email', original.email), updateFields: { firstName: 'A' } }),
		);
		const error = await failure(run);
		expect(error.message).toMatch(/knows 2 users with the e-mail address/);
		expect(error.description).toContain(original.id);
		expect(error.description).toContain(twin.id);
		expect(sandbox.state.users.get(original.id)!.firstName).toBe(original.firstName);
	});

	it('goes on with the other items and says of each what became of it', async () => {
		const [, , , third, fourth] = users();
		const output = await adminNode(sandbox, contract).run(
			user('update', { userId: '={{ $json.id }}', updateFields: { firstName: 'Renamed' } }),
			{
				items: [{ id: third.id }, { id: missing }, { id: fourth.id }],
				onError: 'continueRegularOutput',
			},
		);
		expect(output).toHaveLength(3);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(output[1].json).toMatchObject({
			error: expect.stringContaining(missing),
			details: { code: 'DOCUSIGN_USER_NOT_FOUND' },
		});
		for (const { id } of [third, fourth]) {
			expect(sandbox.state.users.get(id)!.firstName).toBe('Renamed');
		}
	});

	it('gives Docusign the trace token back for its support', async () => {
		sandbox.faults.add({
			match: { path: '/organizations' },
			do: {
				type: 'respond',
				status: 400,
				body: { errorCode: 'SOMETHING_ELSE', message: 'No such thing' },
				headers: { 'x-docusign-tracetoken': 'trace-1' },
			},
		});
		const error = await failure(
			adminNode(sandbox, contract).run({
				resource: 'organization',
				operation: 'getAll',
				returnAll: true,
			}),
		);
		expect(error.message).toContain('No such thing');
		expect(error.description).toContain('trace-1');
		expect(error.httpCode).toBe('400');
	});

	it.each([
		['an account number', { accountId: by('id', '12345678') }, /is a number/],
		[
			'an empty further account',
			{ additionalFields: { additionalAccounts: { account: [{ accountId: by('list', '') }] } } },
			/'Account \(Additional Accounts\)' is empty/,
		],
		['an address without a domain', { email: 'jane' }, /is not an e-mail address: jane/],
		['an address as a link', { email: 'mailto:j@b.c' }, /is not an e-mail address: mailto:j@b.c/],
		['a profile by name', { additionalFields: { permissionProfileId: 'DS Admin' } }, /not a name/],
	])('refuses %s before any request', async (_, more, message) => {
		const error = await failure(
			adminNode(sandbox, contract).run(
				user('create', {
					accountId: by('id', seeded(sandbox).account.id),
					email: 'new@example.com',
					firstName: 'New',
					lastName: 'User',
					...more,
				}),
			),
		);
		expect(error.message).toMatch(message);
		expect(adminRequests(sandbox)).toHaveLength(0);
	});

	it('asks an application token for nothing that Docusign refuses it', async () => {
		const error = await failure(
			adminNode(sandbox, contract).run(
				{ resource: 'organization', operation: 'getAll' },
				{ credential: sandbox.credential({ apiContract: contract, tokenSubject: 'application' }) },
			),
		);
		expect(error.message).toMatch(/does not let an application list the organizations/);
		expect(adminRequests(sandbox)).toHaveLength(0);
	});
});

it('reports a failure behind a status 200', async () => {
	const { organizationId } = seeded(sandbox);
	const target = users()[3];
	const error = await failure(
		adminNode(sandbox, 'openApi').run({
			resource: 'user',
			operation: 'update',
			organizationId: by('id', organizationId),
			userId: by('id', target.id),
			updateFields: { email: 'jane@elsewhere.example.org' },
		}),
	);
	expect(adminRequests(sandbox).at(-1)).toMatchObject({ status: 200, method: 'POST' });
	expect(error.message).toMatch(/e-mail/);
	expect(sandbox.state.users.get(target.id)!.email).toBe(target.email);
});

it('takes a user who is closed already as closed', async () => {
	const target = users().find(({ status }) => status === 'closed')!;
	const [output] = await adminNode(sandbox, 'openApi').run({
		resource: 'user',
		operation: 'close',
		organizationId: by('id', seeded(sandbox).organizationId),
		userId: by('id', target.id),
	});
	expect(output.json).toMatchObject({ id: target.id, success: true, already_closed: true });
});
