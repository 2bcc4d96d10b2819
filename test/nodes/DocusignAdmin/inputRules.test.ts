import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import { normalizedUser } from '../../../nodes/DocusignAdmin/record/user';
import { zonedTime } from '../../../nodes/shared/zonedTime';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../support/admin';

/** What fields mean that are empty, wrong or of another type; each by each: oddValues/. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 2 });
});

afterEach(async () => await sandbox.close());

const sent = () => adminRequests(sandbox).find(({ method }) => method !== 'GET')?.body;

describe.each(CONTRACTS)('on the %s contract', (contract) => {
	const member = () => [...sandbox.state.users.values()][3];
	const run = async (parameters: INodeParameters) =>
		await adminNode(sandbox, contract).run({
			organizationId: by('id', seeded(sandbox).organizationId),
			...parameters,
		});
	const update = async (updateFields: INodeParameters, resource = 'membership') =>
		await run({
			resource,
			operation: 'update',
			userId: by('id', member().id),
			...(resource === 'membership' && { accountId: by('id', member().defaultAccountId) }),
			updateFields,
		});
	const create = async (fields: INodeParameters) =>
		await run({
			resource: 'user',
			operation: 'create',
			accountId: by('id', seeded(sandbox).account.id),
			email: 'new@example.com',
			firstName: 'New',
			lastName: 'User',
			...fields,
		});

	it.each([[], '', '={{ null }}', '={{ undefined }}', '={{ [] }}'])(
		'groups left empty (%j) stay, which is told',
		async (groupIds) => {
			const [{ json }] = await update({ groupIds, jobTitle: 'Boss' });
			expect(JSON.stringify(sent())).not.toContain('groups');
			expect(String(json.warnings)).toContain('not changed: Group Names or IDs');
			await expect(update({ groupIds })).rejects.toThrow(/nothing to update/);
		},
	);

	it('groups, title and company are taken away where they are to be cleared', async () => {
		await update({ clearFields: ['groupIds'] });
		expect(JSON.stringify(sent())).toContain('"groups":[]');
		await update({ clearFields: ['jobTitle', 'companyName'] }, 'user');
		expect(sandbox.state.membershipIn(member().id, member().defaultAccountId)).toMatchObject({
			groupIds: [],
			jobTitle: '',
			companyName: '',
		});
	});

	it.each<[INodeParameters, RegExp]>([
		[
			{ clearFields: ['permissionProfileId'] },
			/'Clear Fields' has no option "permissionProfileId"/,
		],
		[{ clearFields: ['jobTitle'], jobTitle: 'Boss' }, /set and cleared/],
		[{ clearFields: '={{ [undefined] }}' }, /An entry of 'Clear Fields' is empty/],
		[{ jobTitle: '={{ ({ a: 1 }) }}' }, /'Job Title' is no text/],
		[{ permissionProfileId: '={{ null }}' }, /nothing to update/],
	])('refuses %j before anything is sent', async (fields, message) => {
		await expect(update(fields)).rejects.toThrow(message);
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it.each(['={{ 0 / 0 }}', '={{ true }}', 'undefined', 'null', '={{ `${ $json }` }}'])(
		'is no id: %s',
		async (none) => {
			const refused: Array<[Promise<unknown>, string]> = [
				[update({ permissionProfileId: none }), 'Permission Profile'],
				[update({ permissionProfileId: by('id', none) }), 'Permission Profile'],
				[update({ groupIds: none }), 'Group Names or IDs'],
				[update({ defaultAccountId: by('id', none) }, 'user'), 'Default Account'],
				[run({ resource: 'user', operation: 'get', userId: by('id', none) }), 'User'],
				[
					run({
						resource: 'user',
						operation: 'close',
						userId: by('id', member().id),
						closeIn: 'selectedAccounts',
						accountIds: none,
					}),
					'Account',
				],
			];
			for (const [refusal, label] of refused) {
				await expect(refusal).rejects.toThrow(`'${label}'`);
			}
			expect(adminRequests(sandbox)).toEqual([]);
		},
	);

	it('an empty permission profile beside another field is told', async () => {
		const [{ json }] = await update({ permissionProfileId: '={{ undefined }}', jobTitle: 'Boss' });
		expect(json.warnings).toEqual([
			"Left empty, and so not changed: Permission Profile. To take a value away, choose it in 'Clear Fields'.",
		]);
	});

	it('texts and languages of an update come in other shapes', async () => {
		const names = { firstName: '={{ 42 }}', lastName: "={{ ' Doe ' }}" };
		await update({ ...names, languageCulture: 'en-US' }, 'user');
		expect(sandbox.state.users.get(member().id)).toMatchObject({
			firstName: '42',
			lastName: 'Doe',
			languageCulture: 'en',
		});
		await expect(update({ languageCulture: 'tlh' }, 'user')).rejects.toThrow(/'Language' has no/);
		await update({ federatedStatus: '={{ "NotFederated" }}' }, 'user');
		expect(JSON.stringify(adminRequests(sandbox).at(-1)?.body)).toContain('Remove');
	});

	it.each(['={{ null }}', '', ' ', '={{ undefined }}'])(
		'nobody is made without a name: %j',
		async (name) => {
			await expect(create({ firstName: name })).rejects.toThrow(/'First Name' is empty/);
			await expect(create({ lastName: name })).rejects.toThrow(/'Last Name' is empty/);
			await expect(create({ email: name })).rejects.toThrow(/'Email' is empty/);
			expect(adminRequests(sandbox)).toEqual([]);
		},
	);

	it('a new user is made of what is given, and what was left empty is told', async () => {
		const additionalFields = {
			jobTitle: '={{ 7 }}',
			languageCulture: '={{ null }}',
			federatedStatus: '',
			autoActivateMemberships: '={{ "false" }}',
			groupIds: '={{ undefined }}',
			permissionProfileId: by('id', '={{ $json.missing }}'),
		};
		const [{ json }] = await create({ firstName: '={{ 5 }}', additionalFields });
		const { id } = json as { id: string };
		expect(sandbox.state.users.get(id)!.firstName).toBe('5');
		expect(sandbox.state.membershipsOf(id)).toMatchObject([{ jobTitle: '7' }]);
		expect(json.warnings).toEqual([
			'Left empty, and so not sent: Federated Status, Group Names or IDs, Language, Permission Profile.',
		]);
	});

	it('what an expression does not find for a further account is told', async () => {
		const { second } = seeded(sandbox);
		const row = { accountId: by('id', second.id), permissionProfileId: '={{ $json.none }}' };
		const [{ json }] = await create({
			additionalFields: { additionalAccounts: { account: [{ ...row, jobTitle: '' }] } },
		});
		expect(json.warnings).toEqual([
			'Left empty, and so not sent: Permission Profile Name or ID (Additional Accounts).',
		]);
	});

	it('further accounts that an expression gives are refused, since n8n takes them apart', async () => {
		const account = '={{ [{ accountId: "x" }] }}';
		await expect(create({ additionalFields: { additionalAccounts: { account } } })).rejects.toThrow(
			/'Account \(Additional Accounts\)' is empty/,
		);
		expect(adminRequests(sandbox)).toEqual([]);
	});

	const list = async (fields: INodeParameters, resource = 'user') =>
		await run({ resource, operation: 'getAll', returnAll: true, ...fields });

	it.each<[INodeParameters, RegExp]>([
		[{ filters: { email: '={{ undefined }}' } }, /The filter 'Email' is empty/],
		[{ filters: { email: '={{ ["x"] }}' } }, /'Email' is no text: a list/],
		[{ filters: { accountId: by('id', '={{ null }}') } }, /The filter 'Account' is empty/],
		[{ filters: { accountId: '={{ ({ id: "x" }) }}' } }, /'Account' is no text: an object/],
		[{ filters: { status: '={{ "gone" }}' } }, /'Status' has no option "gone"/],
		[{ filters: { lastModifiedSince: '={{ "soon" }}' } }, /not a date: soon/],
		[{ options: { pageSize: '={{ [] }}' } }, /'Page Size' is not a whole number/],
		[{ options: { includeProfile: '={{ "some" }}' } }, /'Include Profile' is neither/],
	])('%j lists nobody', async (fields, message) => {
		for (const resource of ['user', 'membership']) {
			await expect(list(fields, resource)).rejects.toThrow(message);
		}
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it('a filter by expression filters', async () => {
		const { email, id } = member();
		const output = await list({ filters: { email: `={{ " ${email} " }}` } });
		expect(output.map(({ json }) => json.id)).toEqual([id]);
	});

	it('what a list without an account says of a user names no membership', async () => {
		const records = (await list({})).map(({ json }) => json);
		expect(records.find(({ id }) => id === member().id)).toMatchObject({ status: 'active' });
		for (const ofMembership of ['account_id', 'membership_status', 'permission_profile']) {
			expect(records.flatMap((record) => Object.keys(record))).not.toContain(ofMembership);
		}
		const accountId = by('id', member().defaultAccountId);
		const [{ json }] = await list({ filters: { email: member().email, accountId } });
		expect(json).toMatchObject({
			account_id: member().defaultAccountId,
			membership_status: 'active',
		});
	});

	it('an account whose expression finds nothing is not every account', async () => {
		const accountId = { __rl: true, mode: 'id', value: '={{ undefined }}' };
		await expect(list({ accountId }, 'membership')).rejects.toThrow(/gives no account/);
		expect(adminRequests(sandbox)).toEqual([]);
		expect((await list({ accountId: by('list', '') }, 'membership')).length).toBeGreaterThan(29);
	});

	it.each(['={{ "selected_accounts" }}', '={{ undefined }}', '', ' ', 'Selected Accounts'])(
		'closes nobody in %j accounts',
		async (closeIn) => {
			const close = { resource: 'user', operation: 'close', userId: by('id', member().id) };
			const accountIds = [member().defaultAccountId];
			await expect(run({ ...close, closeIn, accountIds })).rejects.toThrow(/'Close In'/);
			expect(adminRequests(sandbox)).toEqual([]);
		},
	);

	it('an option of a change is heard, or refused', async () => {
		const close = async (options: INodeParameters) =>
			await run({ resource: 'user', operation: 'close', userId: by('id', member().id), options });
		const [{ json }] = await close({ dryRun: '={{ "true" }}' });
		expect(json).toMatchObject({ dry_run: true });
		for (const options of [{ dryRun: '={{ $json.dry }}' }, { scimManaged: '={{ null }}' }]) {
			await expect(close(options)).rejects.toThrow(/is empty/);
		}
		expect(sandbox.state.users.get(member().id)!.status).toBe('active');
	});
});

it('a date without a zone is in the zone of the workflow', () => {
	const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'UTC', 'Australia/Lord_Howe'];
	fc.assert(
		fc.property(
			fc.constantFrom(...zones),
			fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }),
			(zone, at) => {
				expect(IANAZone.isValidZone(zone)).toBe(true);
				const local = DateTime.fromMillis(at - (at % 1000), { zone });
				const text = local.toFormat("yyyy-MM-dd'T'HH:mm:ss");
				// An hour that comes twice may be either.
				const back = DateTime.fromMillis(zonedTime(text, zone)!, { zone });
				expect(back.toFormat("yyyy-MM-dd'T'HH:mm:ss")).toBe(text);
				expect(zonedTime(local.toISO()!, 'UTC')).toBe(local.toMillis());
			},
		),
	);
	expect(zonedTime('2026-01-31', 'Europe/Berlin')).toBe(Date.UTC(2026, 0, 30, 23));
	expect(zonedTime('2026-03-08T02:30:00', 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 7, 30));
	for (const none of ['soon', '2026-02-31', '01/31/2026', '', '2026-01-31T25:00:00']) {
		expect(zonedTime(none, 'UTC')).toBeUndefined();
	}
});

it.each<[timezone: string | undefined, given: string, sent: string]>([
	['Asia/Kolkata', '2026-01-31T08:00:00', '2026-01-31T02:30:00Z'],
	['Asia/Kolkata', '2026-01-31T08:00:00+01:00', '2026-01-31T07:00:00Z'],
	['Europe/Berlin', '2026-07-31', '2026-07-30T22:00:00Z'],
	['Europe/Berlin', "={{ DateTime.fromISO('2026-07-31T08:00:00Z') }}", '2026-07-31T08:00:00Z'],
	// n8n's zone where neither the workflow nor the instance names one.
	[undefined, '2026-01-31T08:00:00', '2026-01-31T13:00:00Z'],
])('in the zone %s, Last Modified Since %s is %s', async (timezone, lastModifiedSince, sent) => {
	for (const contract of CONTRACTS) {
		sandbox.requests.length = 0;
		await adminNode(sandbox, contract).run(
			{
				resource: 'membership',
				operation: 'getAll',
				organizationId: by('id', seeded(sandbox).organizationId),
				accountId: by('id', seeded(sandbox).account.id),
				filters: { lastModifiedSince },
			},
			{ timezone },
		);
		const { query } = adminRequests(sandbox)[0];
		expect(query.last_modified_since ?? query.last_modified).toBe(sent);
	}
});

it('a simplified record shows what belongs to the account that it names', () => {
	const memberships = [
		{ account_id: 'a', status: 'closed', groups: [{ id: 1 }] },
		{ account_id: 'b', status: 'active' },
	];
	const beside = {
		membership_status: 'active',
		groups: [{ id: 9 }],
		permission_profile: { id: 8 },
	};
	expect(normalizedUser({ id: 'u', ...beside })).toEqual({ id: 'u' });
	expect(normalizedUser({ id: 'u', ...beside, memberships })).toEqual({
		id: 'u',
		lifecycle: 'active',
		memberships,
	});
	expect(normalizedUser({ ...beside, default_account_id: 'a', memberships })).toMatchObject({
		account_id: 'a',
		membership_status: 'closed',
		groups: [{ id: 1 }],
	});
	expect(normalizedUser({ ...beside, account_id: 'b', memberships })).toMatchObject({
		account_id: 'b',
		membership_status: 'active',
		groups: [{ id: 9 }],
	});
});
