import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import type { User } from '../../../../../sandbox/state/model';
import { adminNode, adminRequests, by, seeded } from '../../../../support/admin';

/** Where the cursor contract changes more, or less, than one membership or one user. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 2 });
});

afterEach(async () => await sandbox.close());

const users = () => [...sandbox.state.users.values()];

const run = async (parameters: INodeParameters, options = {}) =>
	await adminNode(sandbox, 'cursor').run(
		{ organizationId: by('id', seeded(sandbox).organizationId), ...parameters },
		options,
	);

const sent = () =>
	adminRequests(sandbox)
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, body }) => [`${method} ${path.replace(/.*\/users\//, '')}`, body]);

describe('an update of a membership', () => {
	const update = async (user: User, updateFields: INodeParameters, options = {}) =>
		await run({
			resource: 'membership',
			operation: 'update',
			accountId: by('id', user.defaultAccountId),
			userId: by('id', user.id),
			updateFields,
			options,
		});

	it('sends job title and company to the user, where the contract has them', async () => {
		const user = users()[4];
		const [profile] = sandbox.state.accounts.get(user.defaultAccountId)!.permissionProfiles;
		const [{ json }] = await update(user, {
			permissionProfileId: String(profile.id),
			jobTitle: 'Director',
			companyName: 'Example',
		});
		expect(sent()).toEqual([
			[`PUT ${user.id}/memberships`, { permission_profile: { id: String(profile.id) } }],
			[`PUT ${user.id}`, { title: 'Director', company: 'Example' }],
		]);
		expect(sandbox.state.membershipIn(user.id, user.defaultAccountId)).toMatchObject({
			permissionProfileId: profile.id,
			jobTitle: 'Director',
			companyName: 'Example',
		});
		expect(json).toMatchObject({
			id: user.id,
			account_id: user.defaultAccountId,
			permission_profile: { id: String(profile.id), name: profile.name },
			job_title: 'Director',
			company_name: 'Example',
		});
	});

	it('is one request where only the title changes', async () => {
		const user = users()[4];
		await update(user, { jobTitle: 'Director' });
		expect(sent()).toEqual([[`PUT ${user.id}`, { title: 'Director' }]]);
	});

	it('previews both requests', async () => {
		const user = users()[4];
		const output = await update(
			user,
			{ permissionProfileId: '1', jobTitle: 'Director' },
			{ dryRun: true },
		);
		expect(output.map(({ json }) => json.method)).toEqual(['PUT', 'PUT']);
		expect(sent()).toEqual([]);
	});
});

describe('a close, which closes everyone with the address', () => {
	let original: User;
	let twin: User;

	beforeEach(() => {
		original = users()[3];
		twin = sandbox.state.addUser({ ...original, id: undefined, userName: 'Twin' });
		const { defaultAccountId: accountId } = original;
		sandbox.state.addMembership({ userId: twin.id, accountId, status: 'active' });
	});

	const closes = (userId: ReturnType<typeof by>): INodeParameters[] => {
		const accountId = original.defaultAccountId;
		return [
			{ resource: 'user', operation: 'close', userId },
			{
				resource: 'user',
				operation: 'close',
				userId,
				closeIn: 'selectedAccounts',
				accountIds: [accountId],
			},
			{ resource: 'membership', operation: 'close', userId, accountId: by('id', accountId) },
		];
	};

	it('by ID or by address closes nobody while somebody else has it', async () => {
		for (const userId of [by('id', original.id), by('email', original.email)]) {
			for (const close of closes(userId)) {
				const [{ json }] = await run(close, { onError: 'continueRegularOutput' });
				const { code, description } = json.details as { code: string; description: string };
				expect(code).toBe('DOCUSIGN_EMAIL_AMBIGUOUS');
				expect(description).toContain(`They are: ${original.id}, ${twin.id}`);
				expect(description).toMatch(/nobody was closed/);
			}
		}
		expect(sent()).toEqual([]);
	});

	it('by ID does not open the question again for a twin who is closed', async () => {
		sandbox.state.updateUser(twin.id, { status: 'closed' });
		await run(closes(by('id', original.id))[0]);
		expect(sandbox.state.users.get(original.id)!.status).toBe('closed');
	});

	it('by ID of the one who is closed leaves the other alone', async () => {
		sandbox.state.updateUser(original.id, { status: 'closed' });
		await expect(run(closes(by('id', original.id))[0])).rejects.toThrow(/knows 2 users/);
		expect(sandbox.state.users.get(twin.id)!.status).toBe('active');
	});

	it('reads the list of users once a run', async () => {
		const items = users()
			.slice(5, 12)
			.map(({ id }) => ({ id }));
		await run(
			{ resource: 'user', operation: 'close', userId: by('id', '={{ $json.id }}') },
			{ items },
		);
		const lists = adminRequests(sandbox).filter(({ path }) => path.endsWith('/users'));
		expect(lists).toHaveLength(1);
		for (const { id } of items) expect(sandbox.state.users.get(id)!.status).toBe('closed');
	});
});
