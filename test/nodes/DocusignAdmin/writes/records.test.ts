import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';

/** What writes put out: the record of docs/record.md, as far as it is known without another request. */

let sandbox: Sandbox;
quickClock();

beforeAll(async () => {
	sandbox = await startSandbox({
		users: 20,
		accounts: 2,
		variety: false,
		domains: { 'example.com': 'active' },
	});
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const organization = () => ({ organizationId: by('id', seeded(sandbox).organizationId) });
const inAccount = () => ({ ...organization(), accountId: by('id', seeded(sandbox).account.id) });
const EMAIL = 'new.person@example.com';
const newcomer = () => ({ ...inAccount(), email: EMAIL, firstName: 'New', lastName: 'Person' });
const profileOf = (n: number) => seeded(sandbox).account.permissionProfiles[n];

/** Somebody of the first account alone, or of others too. */
function somebody(status: 'active' | 'activation_sent' = 'active', more: string[] = []) {
	const { organizationId, account } = seeded(sandbox);
	const user = sandbox.state.addUser({
		organizationId,
		email: 'jane@example.com',
		userName: 'Jane Doe',
		firstName: 'Jane',
		lastName: 'Doe',
		defaultAccountId: account.id,
		siteId: account.siteId,
		status: status === 'active' ? 'active' : 'created',
	});
	for (const accountId of [account.id, ...more]) {
		sandbox.state.addMembership({ userId: user.id, accountId, status });
	}
	return user;
}

describe.each(CONTRACTS)('on %s', (contract) => {
	const one = async (resource: string, operation: string, parameters: INodeParameters) => {
		const output = await adminNode(sandbox, contract).run({ resource, operation, ...parameters });
		expect(output).toHaveLength(1);
		return output[0].json;
	};
	const isPublished = contract === 'openApi';

	it('Create tells who was made, in which account, and what is left to do', async () => {
		const { account } = seeded(sandbox);
		const record = await one('user', 'create', {
			...newcomer(),
			accountId: by('name', account.name),
			permissionProfileId: by('name', profileOf(1).name),
			additionalFields: {
				jobTitle: 'Engineer',
				accessCode: isPublished ? '4711' : undefined,
			} as never,
		});
		expect(record).toMatchObject({
			id: expect.any(String) as string,
			email: EMAIL,
			first_name: 'New',
			last_name: 'Person',
			job_title: 'Engineer',
			account_id: account.id,
			account_name: account.name,
			permission_profile: { name: profileOf(1).name },
			action: 'created',
			next_step: expect.stringContaining(`sends ${EMAIL} an email`) as string,
		});
		expect(record.memberships).toMatchObject([
			{ account_id: account.id, account_name: account.name },
		]);
		// The published answer shows no status: it is not known.
		expect(record.status).toBe(isPublished ? undefined : 'created');
		expect(record).not.toHaveProperty('membership_status');
		expect(JSON.stringify(record)).not.toContain('4711');
	});

	it('Create whose answer was lost tells the same', async () => {
		const plain = await one('user', 'create', newcomer());
		sandbox.reset();
		sandbox.faults.add({
			match: { method: 'POST', path: /\/users$/ },
			do: { type: 'drop', when: 'after' },
		});
		const found = await one('user', 'create', newcomer());
		for (const name of Object.keys(plain)) expect(found).toHaveProperty(name);
		expect(found).toMatchObject({ action: 'created', email: EMAIL, account_id: plain.account_id });
	});

	it('Create gives the raw answer where Simplify is off', async () => {
		const raw = await one('user', 'create', { ...newcomer(), simplify: false });
		expect(raw).not.toHaveProperty('action');
		if (isPublished) expect(raw).toHaveProperty('accounts');
		else expect(raw).toMatchObject({ status: 'Created' });
	});

	it('Update tells what is there now, and which fields were changed', async () => {
		const user = somebody();
		const record = await one('user', 'update', {
			...organization(),
			userId: by('id', user.id),
			updateFields: { firstName: 'Janet', lastName: 'Doe', jobTitle: 'Lead' },
		});
		expect(record).toMatchObject({
			id: user.id,
			user_name: 'Jane Doe',
			first_name: 'Janet',
			last_name: 'Doe',
			email: user.email,
			status: 'active',
			job_title: 'Lead',
			changed_fields: ['first_name', 'job_title'],
		});
		if (isPublished) {
			const { account } = seeded(sandbox);
			expect(record).toMatchObject({
				lifecycle: 'active',
				account_name: account.name,
				memberships: [{ account_id: account.id, account_name: account.name, status: 'active' }],
			});
		}
	});

	it('Update of an address leaves the old one nowhere', async () => {
		const user = somebody();
		const email = 'janet@example.com';
		const record = await one('user', 'update', {
			...organization(),
			userId: by('email', user.email),
			updateFields: { email },
		});
		expect(record).toMatchObject({ id: user.id, email, changed_fields: ['email'] });
		expect(JSON.stringify(record)).not.toContain('jane@example.com');
	});

	it('what was cleared is gone, and not empty', async () => {
		const user = somebody();
		const { account } = seeded(sandbox);
		sandbox.state.updateMembership(sandbox.state.membershipIn(user.id, account.id)!.id, {
			jobTitle: 'Engineer',
		});
		const record = await one('user', 'update', {
			...organization(),
			userId: by('id', user.id),
			updateFields: { clearFields: ['jobTitle'] },
		});
		expect(record).not.toHaveProperty('job_title');
		expect(record).not.toHaveProperty('title');
		expect(record.changed_fields).toEqual(['job_title']);
	});

	it('tells nothing of before where the item did not look', async () => {
		const user = somebody();
		const record = await one('membership', 'close', {
			...inAccount(),
			userId: isPublished ? by('id', user.id) : by('email', user.email),
			options: { scimManaged: 'ignore' },
		});
		const { account } = seeded(sandbox);
		expect(record).toMatchObject({
			account_id: account.id,
			membership_status: 'closed',
			accounts: [{ id: account.id, status: 'closed' }],
		});
		if (!isPublished) return;
		expect(record).not.toHaveProperty('status');
		expect(record).not.toHaveProperty('lifecycle');
		expect(record).not.toHaveProperty('first_name');
	});

	it('Close in all accounts tells that the user is closed, and each account', async () => {
		const { account, second } = seeded(sandbox);
		const user = somebody('active', [second.id]);
		const record = await one('user', 'close', { ...organization(), userId: by('id', user.id) });
		expect(record).toMatchObject({
			id: user.id,
			email: user.email,
			status: 'closed',
			lifecycle: 'closed',
		});
		expect(record.accounts).toMatchObject([
			{ id: account.id, status: 'closed' },
			{ id: second.id, status: 'closed' },
		]);
		const shown = await one('user', 'get', { ...organization(), userId: by('id', user.id) });
		expect(record.status).toBe(shown.status);
		expect(record.lifecycle).toBe(shown.lifecycle);
	});

	it('Close in one of two accounts does not tell that the user is closed', async () => {
		const { account, second } = seeded(sandbox);
		const user = somebody('active', [second.id]);
		const record = await one('user', 'close', {
			...organization(),
			userId: by('email', user.email),
			closeIn: 'selectedAccounts',
			accountIds: [account.id],
		});
		expect(record).toMatchObject({ account_id: account.id, membership_status: 'closed' });
		expect(record.status).not.toBe('closed');
		expect(record.lifecycle).not.toBe('closed');
		if (isPublished) expect(record).toMatchObject({ status: 'active', lifecycle: 'active' });
	});

	it('nor where the answer calls closed what was asked for', async () => {
		const { account, second } = seeded(sandbox);
		sandbox.configure({ cursorCloseStatus: 'asked' });
		const user = somebody('active', [second.id]);
		const record = await one('user', 'close', {
			...organization(),
			userId: by('email', user.email),
			closeIn: 'selectedAccounts',
			accountIds: [account.id],
		});
		expect(record.accounts).toEqual([{ id: account.id, status: 'closed' }]);
		expect(record.status).not.toBe('closed');
	});

	it('Membership > Update tells the membership as it is now', async () => {
		const user = somebody();
		const { account } = seeded(sandbox);
		const record = await one('membership', 'update', {
			...inAccount(),
			userId: by('id', user.id),
			updateFields: { permissionProfileId: by('name', profileOf(0).name) },
		});
		expect(record).toMatchObject({
			id: user.id,
			account_id: account.id,
			permission_profile: { name: profileOf(0).name },
			changed_fields: ['permission_profile'],
		});
		expect(String((record.permission_profile as { id: unknown }).id)).toBe(String(profileOf(0).id));
		if (isPublished)
			expect(record).toMatchObject({ membership_status: 'active', status: 'active' });
	});

	it('says by dry run in words what it would do, with names where they are known', async () => {
		const { account } = seeded(sandbox);
		const user = somebody();
		const dry = { options: { dryRun: true } };
		const summary = async (resource: string, operation: string, parameters: INodeParameters) =>
			(await one(resource, operation, { ...parameters, ...dry })).summary;
		const named = {
			...organization(),
			accountId: by('name', account.name),
			userId: by('email', user.email),
		};
		const permissionProfileId = by('name', profileOf(1).name);
		expect(await summary('user', 'create', { ...newcomer(), ...named, permissionProfileId })).toBe(
			`Would create ${EMAIL} in account ${account.name} with permission profile ${profileOf(1).name}; first name New and last name Person`,
		);
		expect(
			await summary('membership', 'update', { ...named, updateFields: { permissionProfileId } }),
		).toBe(
			`Would change the membership of ${user.email} in account ${account.name}: permission profile ${profileOf(1).name}`,
		);
		expect(
			await summary('user', 'update', { ...named, updateFields: { firstName: 'Janet' } }),
		).toBe(`Would change ${user.email}: first name Janet`);
		expect(await summary('membership', 'close', named)).toBe(
			`Would close ${user.email} in account ${account.name}`,
		);
		expect(await summary('user', 'close', named)).toMatch(
			/^Would close jane@example.com in all accounts/,
		);
		const picked = { ...by('list', account.id), cachedResultName: 'As it was picked' };
		expect(await summary('user', 'create', { ...newcomer(), accountId: picked })).toContain(
			'in account As it was picked',
		);
		const expression = { ...picked, value: `={{ "${account.id}" }}` };
		expect(await summary('user', 'create', { ...newcomer(), accountId: expression })).toContain(
			`in account ${account.id}`,
		);
		expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('does not tell an access code in a summary', async () => {
		if (!isPublished) return;
		const { summary } = await one('user', 'create', {
			...newcomer(),
			additionalFields: { accessCode: '4711' },
			options: { dryRun: true },
		});
		expect(summary).toContain('access code');
		expect(summary).not.toContain('4711');
	});
});

describe('what only the published contract has', () => {
	const one = async (operation: string, parameters: INodeParameters) =>
		(
			await adminNode(sandbox, 'openApi').run({ resource: 'membership', operation, ...parameters })
		)[0].json;

	it('Membership > Create tells the user with the new membership, and what is left to do', async () => {
		const { account, second } = seeded(sandbox);
		const user = somebody();
		const record = await one('create', {
			...organization(),
			accountId: by('id', second.id),
			userId: by('id', user.id),
			permissionProfileId: String(second.permissionProfiles[1].id),
		});
		expect(record).toMatchObject({
			id: user.id,
			email: user.email,
			status: 'active',
			account_id: second.id,
			permission_profile: second.permissionProfiles[1].name && {
				name: second.permissionProfiles[1].name,
			},
			action: 'membershipAdded',
			next_step: expect.stringContaining('activate the membership') as string,
		});
		expect(record).not.toHaveProperty('membership_status');
		expect(
			(record.memberships as Array<{ account_id: string }>).map((each) => each.account_id),
		).toEqual([account.id, second.id]);
	});

	it('Membership > Activate tells the membership active', async () => {
		const user = somebody('activation_sent');
		const record = await one('activate', { ...inAccount(), userId: by('id', user.id) });
		expect(record).toMatchObject({
			id: user.id,
			membership_status: 'active',
			status: 'active',
			lifecycle: 'active',
			membership_id: expect.any(String) as string,
		});
	});

	it('Membership > Invite tells what is left to do', async () => {
		const user = somebody('activation_sent');
		const record = await one('invite', { ...inAccount(), userId: by('id', user.id) });
		expect(record).toMatchObject({
			id: user.id,
			membership_status: 'activation_sent',
			lifecycle: 'invited',
			next_step: expect.stringContaining(user.email) as string,
		});
	});

	it('says nothing is left to do where memberships are activated at once', async () => {
		const [{ json }] = await adminNode(sandbox, 'openApi').run({
			...{ resource: 'user', operation: 'create' },
			...newcomer(),
			additionalFields: { autoActivateMemberships: true },
		});
		expect(json).not.toHaveProperty('next_step');
	});
});
