import { type Sandbox, startSandbox } from '../../../sandbox';
import { type Checked, checkedBy } from '../support/checked';
import { type Admin, adminOf, type Reply } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;
let call: Checked;

beforeEach(async () => {
	sandbox = await startSandbox({ organizations: 2 });
	admin = await adminOf(sandbox);
	call = checkedBy(admin);
});
afterEach(() => sandbox.close());

const account = (n = 0) => admin.accounts[n];

const site = () => account().siteId;

const create = (email: string, body: object = {}): Promise<Reply> =>
	call('POST', `${admin.v2}/users`, { body: { email, accounts: [{ id: account().id }], ...body } });

const createdUser = async (email: string, body: object = {}) => {
	const reply = await create(email, body);
	const user = sandbox.state.users.get(String(reply.body.id));
	if (!user) throw new Error(`Not created: ${reply.text}`);
	return user;
};

const update = (user: object): Promise<Reply> =>
	call('POST', `${admin.v2}/users/profiles`, { body: { users: [user] } });

const close = (userId: string, ...accountIds: string[]): Promise<Reply> =>
	call('DELETE', `${admin.v2}/users/${userId}/accounts`, {
		body: { accounts: accountIds.map((id) => ({ id })) },
	});

const failure = (reply: Reply, list: 'users' | 'accounts') => {
	const [item] = reply.body[list] as unknown as Array<{ error_details?: { error: string } }>;
	return [reply.status, reply.body.success, item.error_details?.error];
};

describe('creating a user', () => {
	it('leaves it invited, without a status in the answer', async () => {
		const reply = await create('new@example.com', { first_name: 'New', last_name: 'Hire' });
		expect(reply.body).toMatchObject({
			user_name: 'New Hire',
			site_id: site(),
			language_culture: 'en',
		});
		expect(reply.body).not.toHaveProperty('status');
		const user = sandbox.state.users.get(String(reply.body.id));
		const [membership] = sandbox.state.membershipsOf(String(user?.id));
		expect([user?.status, membership.status]).toEqual(['created', 'activation_sent']);
		expect(membership.permissionProfileId).toBe(account().defaultPermissionProfileId);
	});

	it('puts it on the site of its first account, whichever is its default', async () => {
		const accounts = [{ id: account(0).id }, { id: account(1).id }];
		const body = { accounts, default_account_id: account(1).id };
		expect((await create('new@example.com', body)).body).toMatchObject({
			site_id: account(0).siteId,
			accounts: [{ site_id: account(0).siteId }, { site_id: account(1).siteId }],
		});
	});

	it('activates it at once only on a claimed domain, and says nothing elsewhere', async () => {
		const claimed = await createdUser('a@example.com', { auto_activate_memberships: true });
		expect(claimed.status).toBe('active');
		for (const email of ['a@pending.example.com', 'a@example.org']) {
			expect((await createdUser(email, { auto_activate_memberships: true })).status).toBe(
				'created',
			);
		}
	});

	it('brings a closed user back instead of making a second one', async () => {
		const user = await createdUser('back@example.com', { user_name: 'Back' });
		await close(user.id, account().id);
		expect(sandbox.state.users.get(user.id)?.status).toBe('closed');
		const again = await create('BACK@example.com', { user_name: 'back' });
		expect(again.body.id).toBe(user.id);
		expect(user.status).toBe('created');
	});

	it('lets several users share an address, but not address and name', async () => {
		await create('twin@example.com', { user_name: 'One' });
		expect((await create('twin@example.com', { user_name: 'Two' })).status).toBe(200);
		const reply = await create('twin@example.com', { user_name: 'one' });
		expect([reply.status, reply.body.errorCode]).toEqual([
			400,
			'USEREMAIL_USERNAME_COMBINATION_EXISTS',
		]);
		expect(sandbox.state.usersByEmail(admin.organization.id, 'twin@example.com')).toHaveLength(2);
	});

	const flaws: Array<[string, () => object, string]> = [
		['a bad address', () => ({ email: 'nobody' }), 'INVALID_EMAIL'],
		[
			'an address another organization has claimed',
			() => ({ email: 'a@org2.example.com' }),
			'EMAIL_DOMAIN_IS_RESERVED',
		],
		['no account', () => ({ accounts: [] }), 'INVALID_ACCOUNTS'],
		[
			'an account twice',
			() => ({ accounts: [{ id: account().id }, { id: account().id }] }),
			'INVALID_ACCOUNTS',
		],
		[
			'an account of nobody',
			() => ({ accounts: [{ id: admin.organization.id }] }),
			'ACCOUNT_NOT_FOUND',
		],
		[
			'a profile of another account',
			() => ({
				accounts: [
					{ id: account().id, permission_profile: { id: account(1).defaultPermissionProfileId } },
				],
			}),
			'INVALID_PERMISSION_PROFILE',
		],
		[
			'a group of another account',
			() => ({ accounts: [{ id: account().id, groups: [{ id: account(1).groups[2].id }] }] }),
			'INVALID_GROUP',
		],
		[
			'a default account it is not in',
			() => ({ default_account_id: account(1).id }),
			'INVALID_DEFAULT_ACCOUNT',
		],
		[
			'a culture of the other contract',
			() => ({ language_culture: 'pt-BR' }),
			'INVALID_LANGUAGE_CULTURE',
		],
		[
			'a federated status of the other contract',
			() => ({ federated_status: 'Federated' }),
			'INVALID_FEDERATED_STATUS',
		],
	];

	it.each(flaws)('refuses %s and creates nobody', async (_name, body, code) => {
		const before = sandbox.state.users.size;
		const reply = await create('new@example.com', body());
		expect([reply.status, reply.body.errorCode]).toEqual([400, code]);
		expect(sandbox.state.users.size).toBe(before);
	});

	it('refuses bodies that the description does not allow', async () => {
		const path = `${admin.v2}/users`;
		const good = { email: 'a@example.com', accounts: [{ id: account().id }] };
		const bad: unknown[] = [
			undefined,
			{ email: 'a@example.com' },
			{ ...good, status: 'active' },
			{ ...good, email: 1 },
			{ ...good, accounts: [{ account_id: account().id }] },
			{ ...good, accounts: [{ id: account().id, permission_profile: { id: '10001' } }] },
		];
		for (const body of bad) {
			const reply = await admin.published('POST', path, { body });
			expect([reply.status, reply.body.errorCode]).toEqual([400, 'INVALID_REQUEST_BODY']);
		}
		const json = { 'content-type': 'application/json' };
		const broken = await admin.published('POST', path, { body: '{"email":', headers: json });
		expect(broken.status).toBe(400);
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		expect((await admin.published('POST', path, { body: 'email=a', headers: form })).status).toBe(
			415,
		);
	});
});

describe('adding a user to an account', () => {
	const add = (n: number, body: object): Promise<Reply> =>
		call('POST', `${admin.v2}/accounts/${account(n).id}/users`, {
			body: { email: 'new@example.com', ...body },
		});

	it('makes the one with that name and address a member', async () => {
		const user = await createdUser('new@example.com', { user_name: 'New' });
		const reply = await add(1, {
			user_name: 'New',
			permission_profile: { id: account(1).permissionProfiles[2].id },
		});
		expect(reply.body).toMatchObject({ id: user.id, accounts: [{ id: account(1).id }] });
		expect(sandbox.state.membershipsOf(user.id)).toHaveLength(2);
	});

	it('without a name finds the only one with that address; with another name makes another user', async () => {
		const user = await createdUser('new@example.com', { user_name: 'New' });
		expect((await add(1, {})).body.id).toBe(user.id);
		expect((await add(1, { user_name: 'Other' })).body.id).not.toBe(user.id);
	});

	it('refuses members, and opens closed memberships again', async () => {
		const user = await createdUser('new@example.com', { user_name: 'New' });
		expect((await add(0, { user_name: 'New' })).body.errorCode).toBe(
			'USER_ALREADY_EXISTS_IN_ACCOUNT',
		);
		await close(user.id, account().id);
		expect((await add(0, { user_name: 'New' })).status).toBe(200);
		expect(sandbox.state.membershipsOf(user.id)).toHaveLength(1);
	});
});

describe('updating a user', () => {
	it('changes what is named, on the user and on one membership', async () => {
		const user = await createdUser('new@example.com', { user_name: 'New', first_name: 'A' });
		const [membership] = sandbox.state.membershipsOf(user.id);
		await update({
			id: user.id,
			site_id: site(),
			last_name: 'B',
			federated_status: 'FedAuthRequired',
			memberships: [
				{
					account_id: account().id,
					job_title: 'Lead',
					permission_profile: { id: account().permissionProfiles[2].id },
					groups: [{ id: account().groups[2].id }],
				},
			],
		});
		expect(user).toMatchObject({
			firstName: 'A',
			lastName: 'B',
			federatedStatus: 'FedAuthRequired',
		});
		expect(membership).toMatchObject({ jobTitle: 'Lead', groupIds: [account().groups[2].id] });
		expect(membership.companyName).toBeUndefined();
	});

	it('fails for one item and not for the next, inside a 200', async () => {
		const user = await createdUser('new@example.com');
		const reply = await call('POST', `${admin.v2}/users/profiles`, {
			body: {
				users: [
					{ id: account().id, site_id: site(), first_name: 'X' },
					{ id: user.id, site_id: site(), first_name: 'X' },
				],
			},
		});
		expect(failure(reply, 'users')).toEqual([200, false, 'user_not_found']);
		expect(user.firstName).toBe('X');
	});

	const flaws: Array<[string, object, string]> = [
		['another site', { site_id: 1 }, 'invalid_site_id'],
		[
			'a name that is taken',
			{ user_name: 'Taken', email: 'taken@example.com' },
			'useremail_username_combination_exists',
		],
		['an address on a foreign domain', { email: 'new@example.org' }, 'email_domain_not_managed'],
		[
			'a default account it is not in',
			{ default_account_id: '0b000000-0000-4000-8000-000000000002' },
			'invalid_default_account',
		],
		[
			'a membership it does not have',
			{ memberships: [{ account_id: '0b000000-0000-4000-8000-000000000002' }] },
			'membership_not_found',
		],
	];

	it.each(flaws)('reports %s', async (_name, change, error) => {
		await create('taken@example.com', { user_name: 'Taken' });
		const user = await createdUser('new@example.com');
		const reply = await update({ id: user.id, site_id: site(), ...change });
		expect(failure(reply, 'users')).toEqual([200, false, error]);
	});

	const halves: Array<[string, () => object, string]> = [
		['the address', () => ({ email: 'new@example.org' }), 'email_domain_not_managed'],
		['the language', () => ({ language_culture: 'pt-BR' }), 'invalid_language_culture'],
		[
			'a second membership',
			() => ({ memberships: [titled(account().id), titled(account(1).id)] }),
			'membership_not_found',
		],
		[
			"a second membership's profile",
			() => ({ memberships: [titled(account().id), { ...titled(account().id), ...anyProfile }] }),
			'invalid_permission_profile',
		],
	];
	const titled = (id: string) => ({ account_id: id, job_title: 'Lead' });
	const anyProfile = { permission_profile: { id: 1 } };

	it.each(halves)('leaves an item undone as a whole for %s', async (_name, change, error) => {
		const user = await createdUser('new@example.com', { first_name: 'New' });
		const [membership] = sandbox.state.membershipsOf(user.id);
		const before = JSON.stringify([user, membership]);
		const memberships = [titled(account().id)];
		const item = { id: user.id, site_id: site(), first_name: 'X', memberships, ...change() };
		expect(failure(await update(item), 'users')).toEqual([200, false, error]);
		expect(JSON.stringify([user, membership])).toBe(before);
	});

	it('leaves a closed user closed when the name that comes with it is taken', async () => {
		await create('new@example.com', { user_name: 'Taken' });
		const user = await createdUser('new@example.com', { user_name: 'New' });
		await close(user.id, account().id);
		const memberships = [{ account_id: account().id, send_activation: true }];
		const item = { id: user.id, site_id: site(), memberships };
		const taken = await update({ ...item, user_name: 'Taken' });
		expect(failure(taken, 'users')[2]).toBe('useremail_username_combination_exists');
		expect(user.status).toBe('closed');
		expect((await update({ ...item, user_name: 'Newer' })).body.success).toBe(true);
		expect([user.status, user.userName]).toEqual(['created', 'Newer']);
	});

	it('of a closed one is refused, unless it comes back', async () => {
		const user = await createdUser('new@example.com');
		await close(user.id, account().id);
		const named = await update({ id: user.id, site_id: site(), first_name: 'X' });
		expect(failure(named, 'users')[2]).toBe('username_language_changes_ignored_warning');
		const memberships = [{ account_id: account().id }];
		const plain = await update({ id: user.id, site_id: site(), memberships });
		expect(failure(plain, 'users')[2]).toBe('membership_closed');
		await call('POST', `${admin.v2}/users/profiles`, {
			body: {
				users: [{ id: user.id, site_id: site(), memberships }],
				auto_activate_memberships_on_reactivation: true,
			},
		});
		expect(user.status).toBe('active');
	});

	it('needs a site', async () => {
		const body = { users: [{ id: account().id, first_name: 'X' }] };
		const reply = await admin.published('POST', `${admin.v2}/users/profiles`, { body });
		expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('site_id')]);
	});
});

it('changes addresses, to managed domains only', async () => {
	const user = await createdUser('new@example.com');
	const change = (email: string) =>
		call('POST', `${admin.v2}/users/email_addresses`, {
			body: { users: [{ id: user.id, site_id: site(), email }] },
		});
	expect(failure(await change('new@example.org'), 'users')).toEqual([
		200,
		false,
		'email_domain_not_managed',
	]);
	expect((await change('newer@example.com')).body.success).toBe(true);
	expect(sandbox.state.usersByEmail(admin.organization.id, 'newer@example.com')).toEqual([user]);
	expect(sandbox.state.usersByEmail(admin.organization.id, 'new@example.com')).toEqual([]);
});

describe('closing memberships', () => {
	it('closes the user with the last one, and keeps the record', async () => {
		const user = await createdUser('new@example.com', {
			auto_activate_memberships: true,
			accounts: [{ id: account(0).id }, { id: account(1).id }],
		});
		expect((await close(user.id, account(0).id)).body).toEqual({
			success: true,
			accounts: [{ id: account(0).id }],
		});
		expect(user.status).toBe('active');
		await close(user.id, account(1).id);
		expect([user.status, typeof user.closedAt]).toEqual(['closed', 'number']);
		expect(sandbox.state.users.get(user.id)).toBe(user);
	});

	it('fails for the last administrator, the own membership and no membership, item by item', async () => {
		const user = await createdUser('boss@example.com', {
			auto_activate_memberships: true,
			accounts: [
				{ id: account().id, permission_profile: { id: account().permissionProfiles[0].id } },
			],
		});
		const { userId } = sandbox.credential();
		expect(failure(await close(userId, account().id), 'accounts')).toEqual([
			200,
			false,
			'cannot_close_own_membership',
		]);
		const own = sandbox.state.membershipIn(userId, account().id);
		sandbox.state.updateMembership(String(own?.id), { status: 'disabled' });
		expect(failure(await close(user.id, account().id), 'accounts')[2]).toBe(
			'cannot_close_last_active_admin',
		);
		sandbox.state.updateMembership(String(own?.id), { status: 'active' });
		const mixed = await close(user.id, account(1).id, account().id);
		expect(failure(mixed, 'accounts')).toEqual([200, false, 'membership_not_found']);
		expect(user.status).toBe('closed');
	});

	it('again fails, or passes where it is set to', async () => {
		const user = await createdUser('new@example.com');
		await close(user.id, account().id);
		expect(failure(await close(user.id, account().id), 'accounts')[2]).toBe('membership_closed');
		sandbox.configure({ closeClosed: 'ok' });
		expect((await close(user.id, account().id)).body.success).toBe(true);
	});

	it('of an unknown user is a 404', async () => {
		expect((await close(account().id, account().id)).status).toBe(404);
	});
});

describe('activating a membership', () => {
	const activate = async (email: string, siteId: number) => {
		const user = await createdUser(email);
		const [{ id }] = sandbox.state.membershipsOf(user.id);
		const path = `${admin.v2}/users/${user.id}/memberships/${id}`;
		return { user, reply: await call('POST', path, { body: { site_id: siteId } }) };
	};

	it('works on a claimed domain with the right site', async () => {
		const { user, reply } = await activate('new@example.com', site());
		expect([reply.status, user.status]).toEqual([200, 'active']);
	});

	it('is refused on other domains, with another site and for another user', async () => {
		const elsewhere = await activate('new@example.org', site());
		expect([elsewhere.reply.status, elsewhere.reply.body.error]).toEqual([401, 'unauthorized']);
		expect((await activate('site@example.com', account(1).siteId)).reply.status).toBe(400);
		const [{ id }] = sandbox.state.membershipsOf(sandbox.credential().userId);
		const path = `${admin.v2}/users/${elsewhere.user.id}/memberships/${id}`;
		expect((await call('POST', path, { body: { site_id: site() } })).status).toBe(404);
	});
});
