import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';

/** User > Create or Update: each of its actions, a second run that writes nothing, and what it refuses. */

let sandbox: Sandbox;
quickClock();

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 3, variety: false });
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const EMAIL = 'jo.iner@example.com';
const holders = (email = EMAIL) =>
	sandbox.state.usersByEmail(seeded(sandbox).organizationId, email);
const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');

/** Parameters for somebody in the first account. */
function person(more: INodeParameters = {}): INodeParameters {
	const { organizationId, account } = seeded(sandbox);
	return {
		resource: 'user',
		operation: 'upsert',
		organizationId: by('id', organizationId),
		accountId: by('id', account.id),
		email: EMAIL,
		firstName: 'Jo',
		lastName: 'Iner',
		permissionProfileId: by('id', String(account.permissionProfiles[1].id)),
		groupIds: [String(account.groups[2].id)],
		...more,
	};
}

/** Somebody of that name who is a member of these accounts. */
function present(accountIds: string[], more: { firstName?: string; status?: 'closed' } = {}) {
	const { organizationId, account } = seeded(sandbox);
	const user = sandbox.state.addUser({
		organizationId,
		email: EMAIL,
		userName: 'Jo Iner',
		firstName: more.firstName ?? 'Jo',
		lastName: 'Iner',
		siteId: account.siteId,
		defaultAccountId: accountIds[0],
		status: more.status ?? 'active',
	});
	for (const accountId of accountIds) {
		const { permissionProfiles, groups } = sandbox.state.accounts.get(accountId)!;
		sandbox.state.addMembership({
			userId: user.id,
			accountId,
			status: more.status ?? 'active',
			permissionProfileId: permissionProfiles[1].id,
			groupIds: [groups[2].id],
		});
	}
	return user;
}

const only = (records: IDataObject[]) => {
	expect(records).toHaveLength(1);
	return records[0];
};

describe.each(CONTRACTS)('on %s', (contract) => {
	const isPublished = contract === 'openApi';
	const run = async (more: INodeParameters = {}, items: IDataObject[] = [{}]) =>
		(
			await adminNode(sandbox, contract).run(person(more), {
				items,
				onError: 'continueRegularOutput',
			})
		).map(({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject);

	it('creates who is not there, and leaves who is there as they are', async () => {
		const { account } = seeded(sandbox);
		const first = only(await run());
		const [user] = holders();
		expect(first).toMatchObject({
			action: 'created',
			id: user.id,
			account_id: account.id,
			first_name: 'Jo',
		});
		expect(first.changed_fields).toEqual(
			expect.arrayContaining(['first_name', 'groups', 'permission_profile']),
		);
		expect(sandbox.state.membershipIn(user.id, account.id)).toMatchObject({
			permissionProfileId: account.permissionProfiles[1].id,
			groupIds: [account.groups[2].id],
		});
		expect(writes()).toHaveLength(1);
		const again = only(await run());
		expect(again).toMatchObject({ action: 'unchanged', changed_fields: [], id: user.id });
		expect(again).toMatchObject({
			permission_profile: { name: account.permissionProfiles[1].name },
		});
		expect(again.warnings).toBeUndefined();
		expect(writes()).toHaveLength(1);
	});

	it('two items with one address make one user, however it is written', async () => {
		const { account } = seeded(sandbox);
		const records = await run({ email: '={{ $json.email }}' }, [
			{ email: EMAIL },
			{ email: EMAIL.toUpperCase() },
			{ email: EMAIL },
		]);
		expect(records.map(({ action }) => action)).toEqual(['created', 'unchanged', 'unchanged']);
		expect(holders()).toHaveLength(1);
		expect(writes()).toHaveLength(1);
		expect(records[1]).toMatchObject({ id: records[0].id, account_id: account.id });
	});

	it('an address and a name are the same however their letters are composed', async () => {
		const user = present([seeded(sandbox).account.id], { firstName: 'J\u00fcrgen' });
		sandbox.state.updateUser(user.id, { email: 'j\u00fcrgen@m\u00fcller.example' });
		const record = only(
			await run({ email: 'ju\u0308rgen@mu\u0308ller.example', firstName: 'Ju\u0308rgen' }),
		);
		expect(record).toMatchObject({ action: 'unchanged', id: user.id, changed_fields: [] });
		expect(writes()).toEqual([]);
	});

	it('who is made after the list of the account was read is found by the next item', async () => {
		const { account } = seeded(sandbox);
		const email = 'there.before@example.com';
		sandbox.state.updateUser(present([account.id]).id, { email });
		// One item after the other: n8n runs all of a batch at once.
		const batching = { batch: { batchSize: 1, batchInterval: 300 } };
		const records = await run({ email: '={{ $json.email }}', requestOptions: { batching } }, [
			{ email },
			{ email: EMAIL },
			{ email: EMAIL },
		]);
		expect(records.map(({ action }) => action)).toEqual(['unchanged', 'created', 'unchanged']);
		expect(writes()).toHaveLength(1);
	});

	it('changes what differs and nothing else, once', async () => {
		const { account } = seeded(sandbox);
		const user = present([account.id]);
		const change = {
			lastName: 'Moved',
			permissionProfileId: by('id', String(account.permissionProfiles[2].id)),
			additionalFields: { languageCulture: 'pt_BR', userName: 'Jo Moved' },
		};
		const record = only(await run(change));
		expect(record).toMatchObject({
			action: 'updated',
			changed_fields: expect.arrayContaining([
				'last_name',
				'language_culture',
				'permission_profile',
				'user_name',
			]) as string[],
			last_name: 'Moved',
			user_name: 'Jo Moved',
		});
		expect(record).toMatchObject({ permission_profile: { id: expect.anything() as unknown } });
		expect(sandbox.state.users.get(user.id)).toMatchObject({
			firstName: 'Jo',
			lastName: 'Moved',
			userName: 'Jo Moved',
			languageCulture: 'pt_BR',
		});
		expect(sandbox.state.membershipIn(user.id, account.id)).toMatchObject({
			permissionProfileId: account.permissionProfiles[2].id,
			groupIds: [account.groups[2].id],
		});
		const sent = writes();
		expect(sent).toHaveLength(2);
		expect(JSON.stringify(sent)).not.toMatch(/first_name|groups/);
		const again = only(await run(change));
		expect(again).toMatchObject({ action: 'unchanged' });
		expect(writes()).toHaveLength(2);
	});

	it('says what Docusign does not show, and does not take it for a difference', async () => {
		const { account } = seeded(sandbox);
		present([account.id]);
		const record = only(await run({ additionalFields: { jobTitle: 'Clerk' } }));
		expect(record.action).toBe('unchanged');
		expect(writes()).toEqual([]);
		expect(record.warnings).toEqual([expect.stringMatching(/does not show.*: job_title\./)]);
	});

	it('sends nothing in a dry run, and shows what it would send', async () => {
		const { account } = seeded(sandbox);
		expect(only(await run({ options: { dryRun: true } }))).toMatchObject({
			dry_run: true,
			method: 'POST',
		});
		present([account.id]);
		expect(only(await run({ options: { dryRun: true } }))).toEqual({
			dry_run: true,
			nothing_to_do: true,
			summary: 'Nothing to do: it is so already',
		});
		const renamed = only(await run({ lastName: 'Moved', options: { dryRun: true } }));
		expect(renamed).toMatchObject({ dry_run: true });
		expect(JSON.stringify(renamed.body)).toContain('Moved');
		expect(writes()).toEqual([]);
	});

	it('several users with the address are an error that names them', async () => {
		const { account } = seeded(sandbox);
		const one = present([account.id]);
		sandbox.state.updateUser(one.id, { userName: 'Another' });
		const other = present([account.id]);
		const { details, error } = only(await run());
		expect(error).toMatch(/several|2 users/i);
		expect(JSON.stringify(details)).toContain(one.id);
		expect(JSON.stringify(details)).toContain(other.id);
		expect(writes()).toEqual([]);
	});

	it('a closed user is an error that says what reopening means', async () => {
		const { account } = seeded(sandbox);
		const user = present([account.id], { status: 'closed' });
		const { error, details } = only(await run());
		expect(error).toMatch(/did not create or update.*is closed/);
		expect(details).toMatchObject({
			code: 'DOCUSIGN_NOT_REOPENED',
			description: expect.stringMatching(/access back.*e-mail/) as string,
		});
		expect(writes()).toEqual([]);
		const opened = only(await run({ options: { reopenClosed: true } }));
		if (!isPublished) {
			expect(opened.error).toMatch(/has no way to open a closed membership/);
			expect(writes()).toEqual([]);
			return;
		}
		expect(opened).toMatchObject({ action: 'reopened', id: user.id });
		expect(sandbox.state.membershipIn(user.id, account.id)!.status).toBe('activation_sent');
		expect(only(await run({ options: { reopenClosed: true } })).action).toBe('unchanged');
		expect(writes()).toHaveLength(1);
	});

	it('who is in another account becomes a member of this one too', async () => {
		const { account, second } = seeded(sandbox);
		const user = present([second.id]);
		const record = only(await run());
		if (!isPublished) {
			expect(record.error).toMatch(/has no way to add the user to the account/);
			expect(writes()).toEqual([]);
			return;
		}
		expect(record).toMatchObject({
			action: 'membershipAdded',
			id: user.id,
			account_id: account.id,
			membership_status: 'activation_sent',
		});
		expect(sandbox.state.membershipIn(user.id, account.id)).toMatchObject({
			permissionProfileId: account.permissionProfiles[1].id,
		});
		expect(holders()).toHaveLength(1);
		expect(only(await run()).action).toBe('unchanged');
		expect(writes()).toHaveLength(1);
	});

	it('a create whose answer is lost is looked up, and not sent again', async () => {
		const match = { method: 'POST', path: /\/users$/ };
		sandbox.faults.add({ match, do: { type: 'drop', when: 'after' } });
		const record = only(await run());
		expect(record).toMatchObject({ action: 'created', id: holders()[0].id });
		expect(holders()).toHaveLength(1);
	});

	it('a user managed by SCIM is changed with a warning, or not at all where that is chosen', async () => {
		const { account } = seeded(sandbox);
		const user = present([account.id]);
		sandbox.state.updateUser(user.id, { isManagedByScim: true });
		if (!isPublished) return;
		const refused = only(await run({ lastName: 'Moved', options: { scimManaged: 'refuse' } }));
		expect(refused.details).toMatchObject({ code: 'DOCUSIGN_MANAGED_BY_SCIM' });
		expect(writes()).toEqual([]);
		expect(only(await run({ options: { scimManaged: 'refuse' } })).action).toBe('unchanged');
		const warned = only(await run({ lastName: 'Moved' }));
		expect(warned).toMatchObject({
			action: 'updated',
			warnings: [expect.stringMatching(/managed by SCIM/)],
		});
	});
});

describe('on the published contract', () => {
	const run = async (more: INodeParameters = {}) =>
		(
			await adminNode(sandbox, 'openApi').run(person(more), { onError: 'continueRegularOutput' })
		).map(({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject);

	it('who is closed everywhere is not opened unasked where no record shows that', async () => {
		sandbox.configure({ closedMembershipsInProfile: false });
		const { account, second } = seeded(sandbox);
		const user = present([second.id], { status: 'closed' });
		const { error, details } = only(await run());
		expect(error).toMatch(/did not create or update.*is closed/);
		expect(details).toMatchObject({ code: 'DOCUSIGN_NOT_REOPENED' });
		expect(writes()).toEqual([]);
		const opened = only(await run({ options: { reopenClosed: true } }));
		expect(opened).toMatchObject({ action: 'reopened', id: user.id, account_id: account.id });
		expect(holders()).toHaveLength(1);
		sandbox.configure({ closedMembershipsInProfile: true });
	});

	it('brings every account into line, the further ones too', async () => {
		const { account, second } = seeded(sandbox);
		const user = present([account.id]);
		const further = (profile: number) => ({
			additionalFields: {
				defaultAccountId: by('id', second.id),
				additionalAccounts: {
					account: [
						{
							accountId: by('id', second.id),
							permissionProfileId: String(second.permissionProfiles[profile].id),
						},
					],
				},
			},
		});
		const added = only(await run(further(1)));
		expect(added).toMatchObject({
			action: 'membershipAdded',
			default_account_id: second.id,
			changed_fields: ['default_account_id', 'membership_status', 'permission_profile'],
		});
		expect(sandbox.state.users.get(user.id)!.defaultAccountId).toBe(second.id);
		const changed = only(await run(further(2)));
		expect(changed).toMatchObject({ action: 'updated', changed_fields: ['permission_profile'] });
		expect(sandbox.state.membershipIn(user.id, second.id)!.permissionProfileId).toBe(
			second.permissionProfiles[2].id,
		);
		sandbox.requests.length = 0;
		expect(only(await run(further(2))).action).toBe('unchanged');
		expect(writes()).toEqual([]);
	});

	it.each([true, false])(
		'a closed membership is found whether profiles show it (%p) or only the list does',
		async (closedMembershipsInProfile) => {
			sandbox.configure({ closedMembershipsInProfile, accountListByEmail: 'bare' });
			const { account, second } = seeded(sandbox);
			const user = present([account.id, second.id]);
			const membership = sandbox.state.membershipIn(user.id, account.id)!;
			sandbox.state.updateMembership(membership.id, { status: 'closed' });
			expect(only(await run()).details).toMatchObject({ code: 'DOCUSIGN_NOT_REOPENED' });
			expect(writes()).toEqual([]);
			const record = only(await run({ options: { reopenClosed: true } }));
			expect(record).toMatchObject({
				action: 'reopened',
				membership_status: 'activation_sent',
				changed_fields: expect.arrayContaining(['membership_status']) as string[],
			});
		},
	);

	it('an addition whose answer is lost is looked up, and not sent again', async () => {
		const { second } = seeded(sandbox);
		present([second.id]);
		const match = { method: 'POST', path: /\/accounts\/[^/]+\/users$/ };
		sandbox.faults.add({ match, do: { type: 'drop', when: 'after' } });
		expect(only(await run()).action).toBe('membershipAdded');
		expect(writes()).toHaveLength(1);
	});

	it('the codes for activation go with a new membership, and are compared with nothing', async () => {
		const { second } = seeded(sandbox);
		present([second.id]);
		const once = { additionalFields: { accessCode: '4711', autoActivateMemberships: true } };
		expect(only(await run(once)).action).toBe('membershipAdded');
		expect(writes()[0].body).toMatchObject({
			access_code: '4711',
			auto_activate_memberships: true,
		});
		const again = only(await run(once));
		expect(again.action).toBe('unchanged');
		expect(JSON.stringify(again)).not.toContain('4711');
		expect(writes()).toHaveLength(1);
	});

	it('a record that cannot be read again does not make a failure of what was done', async () => {
		sandbox.faults.add({
			match: { method: 'GET', path: /\/dsprofile$/ },
			do: { type: 'respond', status: 400 },
		});
		const record = only(await run());
		expect(record).toMatchObject({ action: 'created', id: holders()[0].id });
		expect(record.warnings).toEqual([expect.stringMatching(/It was done/)]);
	});
});
