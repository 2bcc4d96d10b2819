import type { INodeParameters } from 'n8n-workflow';

import { ProfileAccess } from '../../../../../nodes/DocusignAdmin/api/users/profileAccess';
import { createFailure } from '../../../../../nodes/DocusignAdmin/api/errors/catalogue';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../../support/admin';

/** Profiles by ID are for organizations with two plans; the others are read by address. */

let sandbox: Sandbox;
const start = async (options: Partial<SandboxOptions> = {}) => {
	sandbox = await startSandbox({ users: 30, accounts: 2, ...options });
	return sandbox;
};
afterEach(async () => await sandbox.close());

const node = () => adminNode(sandbox, 'openApi');
const about = (operation: string, userId: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'user',
	operation,
	organizationId: by('id', seeded(sandbox).organizationId),
	userId: by('list', userId),
	...more,
});
const activeUser = (nth = 8) =>
	[...sandbox.state.users.values()].filter(({ status }) => status === 'active')[nth];
const asked = (what: RegExp) => adminRequests(sandbox).filter(({ path }) => what.test(path));
const tokens = () => sandbox.requests.filter(({ path }) => path === '/oauth/token').length;

describe.each([400, 401, 403, 404] as const)(
	'an organization whose dsprofile answers %d',
	(dsProfileStatus) => {
		beforeEach(async () => await start({ dsProfileStatus }));

		it('has its users got, updated and closed by ID, with one refusal', async () => {
			const user = activeUser();
			const run = node();
			const [got] = await run.run(about('get', user.id));
			expect(got.json).toMatchObject({ id: user.id, email: user.email, status: 'active' });
			const updateFields = { firstName: 'Renamed', jobTitle: 'Director' };
			await run.run(about('update', user.id, { updateFields }));
			expect(sandbox.state.users.get(user.id)!.firstName).toBe('Renamed');
			await run.run(about('close', user.id));
			expect(sandbox.state.users.get(user.id)!.status).toBe('closed');
			// With a 401, n8n gets a new token and asks once more.
			expect(asked(/dsprofile$/)).toHaveLength(dsProfileStatus === 401 ? 2 : 1);
			expect(tokens()).toBe(dsProfileStatus === 401 ? 2 : 1);
		});

		it('has its memberships updated and closed by ID', async () => {
			const user = activeUser();
			const account = sandbox.state.accounts.get(user.defaultAccountId)!;
			const membership = { resource: 'membership', accountId: by('id', account.id) };
			const [profile] = account.permissionProfiles.slice(-1);
			const updateFields = { permissionProfileId: by('id', String(profile.id)) };
			await node().run(about('update', user.id, { ...membership, ...updateFields, updateFields }));
			expect(sandbox.state.membershipIn(user.id, account.id)!.permissionProfileId).toBe(profile.id);
			await node().run(about('close', user.id, membership));
			expect(sandbox.state.membershipIn(user.id, account.id)!.status).toBe('closed');
		});

		it('is refused once, whatever number of items ask at the same time', async () => {
			const users = [...sandbox.state.users.values()].slice(0, 20);
			const got = await node().run(about('get', '={{ $json.id }}'), {
				items: users.map(({ id }) => ({ id })),
			});
			expect(got.map(({ json }) => json.email)).toEqual(users.map(({ email }) => email));
			expect(asked(/dsprofile$/)).toHaveLength(dsProfileStatus === 401 ? 2 : 1);
		});

		it('has the profiles of a list, with the addresses that the list shows', async () => {
			const { account, organizationId } = seeded(sandbox);
			const got = await node().run({
				resource: 'membership',
				operation: 'getAll',
				organizationId: by('id', organizationId),
				accountId: by('id', account.id),
				returnAll: true,
				options: { includeProfile: true },
			});
			const members = [...sandbox.state.memberships.values()].filter(
				({ accountId }) => accountId === account.id,
			);
			expect(got).toHaveLength(members.length);
			for (const { json } of got) {
				expect(json.profile_error).toBeUndefined();
				expect(json.permission_profile).toBeDefined();
			}
			// One list, and one request for each user: nobody is looked for.
			expect(asked(/\/users$/)).toHaveLength(1);
			expect(asked(/users\/profile$/)).toHaveLength(members.length);
		});

		it('says of a user whose address no list shows how to name them', async () => {
			await sandbox.close();
			await start({ dsProfileStatus, addressesInLists: false });
			const user = activeUser();
			await expect(node().run(about('get', user.id))).rejects.toMatchObject({
				message: expect.stringMatching(`does not give the profile of the user "${user.id}" by ID`),
				description: expect.stringContaining('By Email'),
				context: { code: 'DOCUSIGN_PROFILE_NOT_GIVEN' },
			});
			// By address nothing is missing.
			const userId = by('email', user.email);
			expect((await node().run(about('get', user.id, { userId })))[0].json.id).toBe(user.id);
		});
	},
);

describe('an organization that is given profiles by ID', () => {
	it('is told that a user is not there, after a look into the lists only once', async () => {
		await start();
		const nobody = '7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';
		await node().run(about('get', activeUser().id));
		sandbox.requests.length = 0;
		await expect(node().run(about('get', nobody))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_USER_NOT_FOUND' },
		});
		expect(adminRequests(sandbox)).toHaveLength(1);
	});

	it('is told so as well where that is all that was ever asked', async () => {
		await start();
		const nobody = '7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';
		await expect(node().run(about('get', nobody))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_USER_NOT_FOUND' },
		});
		await node().run(about('get', activeUser().id));
		expect(asked(/dsprofile$/).at(-1)).toMatchObject({ status: 200 });
	});
});

it('loses the plan and gets it back without anybody noticing', async () => {
	await start();
	const user = activeUser();
	await node().run(about('get', user.id));
	const fault = sandbox.faults.add({
		match: { path: /dsprofile$/, times: Infinity },
		do: { type: 'respond', status: 403, body: { error: 'unauthorized' } },
	});
	for (let runs = 0; runs < 3; runs++) {
		const [{ json }] = await node().run(about('get', user.id));
		expect(json.email).toBe(user.email);
	}
	// The one that worked, and the one that did not any more.
	expect(asked(/dsprofile$/)).toHaveLength(2);
	fault.remove();
});

describe('one user who is refused while others are given', () => {
	const refuse = (what: RegExp, times = Infinity) =>
		sandbox.faults.add({
			match: { path: what, times },
			do: { type: 'respond', status: 403, body: { error: 'unauthorized' } },
		});

	it('is read by address, and the others by ID as before', async () => {
		await start();
		const [user, first, second] = [8, 1, 2].map(activeUser);
		refuse(new RegExp(`${user.id}/dsprofile$`));
		for (const { id } of [first, user, second]) {
			expect((await node().run(about('get', id)))[0].json.id).toBe(id);
		}
		const statuses = asked(/dsprofile$/).map(({ path, status }) => [
			path.split('/').at(-2),
			status,
		]);
		// Who was given before is asked for once more, to make sure.
		expect(statuses).toEqual([
			[first.id, 200],
			[user.id, 403],
			[first.id, 200],
			[second.id, 200],
		]);
		expect(asked(/users\/profile$/)).toHaveLength(1);
	});

	it('is told as such where the address does not help either', async () => {
		await start({ addressesInLists: false });
		const [user, other] = [8, 1].map(activeUser);
		refuse(new RegExp(`${user.id}/dsprofile$`));
		await node().run(about('get', other.id));
		await expect(node().run(about('get', user.id))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_ACCESS_DENIED' },
		});
		expect((await node().run(about('get', other.id)))[0].json.id).toBe(other.id);
	});

	it('keeps nobody else away, also where it was the first one', async () => {
		await start({ addressesInLists: false });
		const [user, other, third] = [8, 1, 2].map(activeUser);
		refuse(new RegExp(`${user.id}/dsprofile$`));
		await expect(node().run(about('get', user.id))).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_PROFILE_NOT_GIVEN' },
		});
		for (const { id } of [other, third]) {
			expect((await node().run(about('get', id)))[0].json.id).toBe(id);
		}
	});

	it('and where all are, two are asked for at most', async () => {
		await start({ addressesInLists: false, dsProfileStatus: 403 });
		const users = [...sandbox.state.users.values()].slice(0, 10);
		const got = await node().run(about('get', '={{ $json.id }}'), {
			items: users.map(({ id }) => ({ id })),
			onError: 'continueRegularOutput',
		});
		for (const { json } of got) {
			expect(json.details).toMatchObject({ code: 'DOCUSIGN_PROFILE_NOT_GIVEN' });
		}
		expect(asked(/dsprofile$/)).toHaveLength(2);
	});
});

describe('an application, which may not list accounts', () => {
	const application = () => ({
		credential: sandbox.credential({ apiContract: 'openApi', tokenSubject: 'application' }),
	});

	it('reads the list of the account that the item names', async () => {
		await start({ dsProfileStatus: 403 });
		const user = activeUser();
		const account = sandbox.state.accounts.get(user.defaultAccountId)!;
		const permissionProfileId = by('id', String(account.permissionProfiles.at(-1)!.id));
		const named = { resource: 'membership', accountId: by('id', account.id), permissionProfileId };
		const change = about('update', user.id, { ...named, updateFields: { permissionProfileId } });
		await node().run(change, application());
		expect(sandbox.state.membershipIn(user.id, account.id)!.permissionProfileId).toBe(
			account.permissionProfiles.at(-1)!.id,
		);
	});

	it('is told to give the address, at the price of one new token for all items', async () => {
		await start({ dsProfileStatus: 401 });
		const users = [...sandbox.state.users.values()].slice(0, 10);
		const options = { ...application(), onError: 'continueRegularOutput' as const };
		const items = users.map(({ id }) => ({ id }));
		const got = await node().run(about('get', '={{ $json.id }}'), { ...options, items });
		expect(got).toHaveLength(10);
		for (const { json } of got) {
			expect(json.details).toMatchObject({ code: 'DOCUSIGN_PROFILE_NOT_GIVEN' });
		}
		expect(tokens()).toBe(2);
	});
});

describe('what is remembered of a refusal', () => {
	it('is tried again after a quarter of an hour, and forgotten when it works', () => {
		let now = 0;
		const access = new ProfileAccess(() => now);
		const failure = createFailure('DOCUSIGN_ACCESS_DENIED');
		access.refused('one', failure);
		now = 15 * 60_000 - 1;
		expect(access.refusal).toBe(failure);
		now += 1;
		expect(access.refusal).toBeUndefined();
		access.refused('one', failure);
		access.given('one');
		expect([access.works, access.refusal]).toEqual([true, undefined]);
	});

	it('is a rule once two users were refused, and lasts when refused again after that time', () => {
		let now = 0;
		const access = new ProfileAccess(() => now);
		const failure = createFailure('DOCUSIGN_ACCESS_DENIED');
		const state = () => [access.isDoubtful('one'), access.isDoubtful('three'), access.lasts];
		access.refused('one', failure);
		access.refused('one', failure);
		expect(state()).toEqual([false, true, false]);
		access.refused('two', failure);
		expect(state()).toEqual([false, false, false]);
		now = 15 * 60_000;
		access.refused('one', failure);
		expect(state()).toEqual([false, false, true]);
		access.given('one');
		access.refused('one', failure);
		expect(state()).toEqual([false, true, false]);
	});
});
