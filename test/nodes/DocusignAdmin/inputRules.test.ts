import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import { simplifyUser } from '../../../nodes/DocusignAdmin/api/simplifyUser';
import { resources } from '../../../nodes/DocusignAdmin/resources';
import { checkFields } from '../../../nodes/shared/n8n/checkFields';
import { zonedTime } from '../../../nodes/shared/zonedTime';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../support/admin';

/** What fields mean that are empty, wrong or of another type. */

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
	const update = async (updateFields: INodeParameters | string, resource = 'membership') =>
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
		[{ clearFields: ['permissionProfileId'] }, /cannot clear "permissionProfileId"/],
		[{ clearFields: ['jobTitle'], jobTitle: 'Boss' }, /set and cleared/],
		[{ job: 'Boss' }, /'Update Fields' has no field "job"/],
		[{ jobTitle: '={{ ({ a: 1 }) }}' }, /'Job Title' is no text/],
		[{ permissionProfileId: '={{ null }}' }, /nothing to update/],
	])('refuses %j before anything is sent', async (fields, message) => {
		await expect(update(fields)).rejects.toThrow(message);
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it('texts, languages and collections of an update come in other shapes', async () => {
		await update(`={{ ({ firstName: 42, lastName: ' Doe ', languageCulture: 'en-US' }) }}`, 'user');
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

	it('a new user is made of numbers, empty fields and an expression of fields', async () => {
		const additionalFields =
			"={{ ({ jobTitle: 7, languageCulture: null, federatedStatus: '', autoActivateMemberships: 'false', groupIds: null }) }}";
		const [{ json }] = await create({ firstName: '={{ 5 }}', additionalFields });
		const { id } = json as { id: string };
		expect(sandbox.state.users.get(id)!.firstName).toBe('5');
		expect(sandbox.state.membershipsOf(id)).toMatchObject([{ jobTitle: '7' }]);
	});

	const list = async (fields: INodeParameters, resource = 'user') =>
		await run({ resource, operation: 'getAll', returnAll: true, ...fields });

	it.each<[INodeParameters, RegExp]>([
		[{ filters: '={{ ({ mail: "x" }) }}' }, /'Filters' has no field "mail"/],
		[{ filters: '={{ undefined }}' }, /'Filters' gives nothing/],
		[{ filters: '={{ "x" }}' }, /'Filters' is no set of fields/],
		[{ filters: { status: '={{ "gone" }}' } }, /'Status' has no option "gone"/],
		[{ options: '={{ ({ pagesize: 5 }) }}' }, /'Options' has no field "pagesize"/],
	])('%j lists nobody', async (fields, message) => {
		await expect(list(fields)).rejects.toThrow(message);
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it('a filters expression filters', async () => {
		const { email, id } = member();
		const output = await list({ filters: `={{ ({ email: "${email}" }) }}` });
		expect(output.map(({ json }) => json.id)).toEqual([id]);
	});

	it('an account whose expression finds nothing is not every account', async () => {
		const accountId = { __rl: true, mode: 'id', value: '={{ undefined }}' };
		await expect(list({ accountId }, 'membership')).rejects.toThrow(/gives no account/);
		expect(adminRequests(sandbox)).toEqual([]);
		expect((await list({ accountId: by('list', '') }, 'membership')).length).toBeGreaterThan(29);
	});

	it('an options expression is heard', async () => {
		const close = async (options: string) =>
			await run({ resource: 'user', operation: 'close', userId: by('id', member().id), options });
		const [{ json }] = await close('={{ ({ dryRun: "true" }) }}');
		expect(json).toMatchObject({ dry_run: true });
		await expect(close('={{ ({ scimManaged: null }) }}')).rejects.toThrow(/is empty/);
		await expect(close('={{ null }}')).rejects.toThrow(/'Options' gives nothing/);
		expect(sandbox.state.users.get(member().id)!.status).toBe('active');
	});
});

const writes = resources.flatMap(({ value, operations }) =>
	operations
		.filter(({ work }) => work.kind === 'write')
		.map((operation) => [`${value}.${operation.value}`, operation] as const),
);

it.each(writes)('%s takes no value that a field of it does not have', (_, { fields }) => {
	const check = { spellings: {}, isWrite: true };
	const inner = fields.flatMap((field) =>
		field.type === 'collection'
			? (field.options as typeof fields).map((each) => [field, each])
			: [[undefined, field]],
	);
	for (const [outer, field] of inner as Array<
		[(typeof fields)[0] | undefined, (typeof fields)[0]]
	>) {
		if (field.type !== 'options' && field.type !== 'boolean') continue;
		const given = outer
			? { [outer.name]: { [field.name]: 'somewhat' } }
			: { [field.name]: 'somewhat' };
		const parameters = {
			parameter: (name: string) =>
				(given as Record<string, object>)[name] ?? (name === field.name ? 'x' : 'x@example.com'),
			isExpression: () => true,
			locatorMode: () => 'id',
		};
		const shown = fields.filter(({ name }) => name === (outer ?? field).name);
		expect(() => checkFields(shown, parameters, check)).toThrow(`'${field.displayName}'`);
	}
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

it('Last Modified Since is sent as a time of the zone of the workflow', async () => {
	await adminNode(sandbox, 'openApi').run({
		resource: 'membership',
		operation: 'getAll',
		organizationId: by('id', seeded(sandbox).organizationId),
		accountId: by('id', seeded(sandbox).account.id),
		filters: { lastModifiedSince: '2026-01-31T08:00:00' },
	});
	// n8n's zone where neither the workflow nor the instance names one.
	expect(adminRequests(sandbox)[0].query.last_modified_since).toBe('2026-01-31T13:00:00Z');
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
	expect(simplifyUser({ id: 'u', ...beside })).toEqual({ id: 'u' });
	expect(simplifyUser({ id: 'u', ...beside, memberships })).toEqual({ id: 'u' });
	expect(simplifyUser({ ...beside, default_account_id: 'a', memberships })).toMatchObject({
		account_id: 'a',
		membership_status: 'closed',
		groups: [{ id: 1 }],
	});
	expect(simplifyUser({ ...beside, account_id: 'b', memberships })).toMatchObject({
		account_id: 'b',
		membership_status: 'active',
		groups: [{ id: 9 }],
	});
});
