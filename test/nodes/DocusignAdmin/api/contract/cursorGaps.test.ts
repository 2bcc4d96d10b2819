import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../../support/admin';
import { hideAddresses } from '../../hideAddresses';

/** What the cursor contract has no word for is refused; nothing of a wish is left out in silence. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 2 });
});

afterEach(async () => await sandbox.close());

const run = async (parameters: INodeParameters) =>
	await adminNode(sandbox, 'cursor').run({
		organizationId: by('id', seeded(sandbox).organizationId),
		...parameters,
	});

const create = (additionalFields: INodeParameters) => ({
	resource: 'user',
	operation: 'create',
	accountId: by('id', seeded(sandbox).account.id),
	email: 'new@example.com',
	firstName: 'New',
	lastName: 'User',
	additionalFields,
});

const inSecond = (row: INodeParameters): INodeParameters => ({
	additionalAccounts: {
		account: [{ accountId: by('id', seeded(sandbox).second.id), ...row }],
	},
});

describe('a new user', () => {
	it.each<[string, () => INodeParameters, RegExp]>([
		['an access code', () => ({ accessCode: '1234' }), /set an access code/],
		['activation', () => ({ autoActivateMemberships: true }), /activate the memberships/],
		['bypass', () => ({ federatedStatus: 'FedAuthBypass' }), /status "FedAuthBypass"/],
		['eviction', () => ({ federatedStatus: 'Evicted' }), /status "Evicted"/],
		['a second title', () => inSecond({ jobTitle: 'Boss' }), /in a further account/],
		['a second company', () => inSecond({ companyName: 'Other' }), /in a further account/],
	])('with %s is refused before any request', async (_, fields, message) => {
		await expect(run(create(fields()))).rejects.toThrow(message);
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it('is made with what the contract has words for', async () => {
		const fields = {
			...inSecond({ jobTitle: 'Boss', companyName: '' }),
			jobTitle: 'Boss',
			accessCode: '',
			autoActivateMemberships: false,
			federatedStatus: 'FedAuthRequired',
		};
		const [{ json }] = await run(create(fields));
		expect(sandbox.state.membershipsOf(String(json.id))).toMatchObject([
			{ jobTitle: 'Boss' },
			{ jobTitle: 'Boss' },
		]);
	});
});

it.each(['FedAuthBypass', 'Evicted'])(
	'an update to the federated status %s is refused before any request',
	async (federatedStatus) => {
		const [, , , user] = [...sandbox.state.users.values()];
		for (const userId of [by('id', user.id), by('email', user.email)]) {
			const updateFields = { federatedStatus };
			const update = run({ resource: 'user', operation: 'update', userId, updateFields });
			await expect(update).rejects.toThrow(`status "${federatedStatus}"`);
		}
		expect(adminRequests(sandbox)).toEqual([]);
	},
);

describe('a filter', () => {
	const filtered = async (filters: INodeParameters) =>
		await run({ resource: 'membership', operation: 'getAll', returnAll: true, filters });

	it('by the status Created finds who has not activated yet', async () => {
		const output = await filtered({ status: 'created' });
		const invited = [...sandbox.state.memberships.values()]
			.filter(({ status }) => status === 'activation_sent')
			.map(({ userId }) => userId);
		expect(invited.length).toBeGreaterThan(0);
		expect(output.map(({ json }) => json.id).sort()).toEqual(invited.sort());
	});

	it.each([
		[{ membershipStatus: 'disabled' }, /membership status "disabled"/],
		[{ membershipStatus: 'activation_required' }, /membership status "activation_required"/],
		[{ membershipStatus: 'activation_sent' }, /membership status "activation_sent"/],
		[{ status: 'activation_sent' }, /'Status' has no option "activation_sent"/],
		[{ reservedDomainId: 'x' }, /filter users by reserved domain/],
	])(
		'by a value the contract does not have is refused before any request: %j',
		async (filters, message) => {
			const { account } = seeded(sandbox);
			const ways: INodeParameters[] = [
				{ resource: 'membership' },
				{ resource: 'membership', accountId: by('id', account.id) },
				{ resource: 'user', filters: { ...filters, accountId: by('id', account.id) } },
			];
			for (const way of ways) {
				const list = run({ operation: 'getAll', returnAll: true, filters, ...way });
				await expect(list).rejects.toThrow(message);
			}
			expect(adminRequests(sandbox)).toEqual([]);
		},
	);

	it('by a membership status that it does not have says where to look instead', async () => {
		await expect(filtered({ membershipStatus: 'activation_sent' })).rejects.toMatchObject({
			description: expect.stringMatching(/active, closed\. .*Status > Created/),
		});
	});

	it.each([
		[{ status: 'active' }, { id: 'a', user_name: 'jane@example.com' }, /filter users by status/],
		[{ email: 'jane@example.com' }, { user_name: 'jane@example.com' }, /by e-mail address/],
		[{ emailUserNameLike: 'jane' }, { id: 'a' }, /by e-mail address or user name/],
		[{ membershipStatus: 'active' }, { id: 'a', status: 'Active' }, /by membership status/],
	])('%j by what the list does not show is no empty list', async (filters, user, message) => {
		sandbox.faults.add({
			match: { path: '/users' },
			do: { type: 'respond', status: 200, body: { users: [user] } },
		});
		await expect(filtered(filters)).rejects.toThrow(message);
	});

	/** One whose user name was the address once, one who has it now, and one who shares it. */
	function moved() {
		const [, , , former, now, other] = [...sandbox.state.users.values()];
		const { state } = sandbox;
		state.updateUser(former.id, { userName: 'jane@example.com', email: 'jane.doe@example.com' });
		state.updateUser(now.id, { userName: 'Jane Doe', email: 'jane@example.com' });
		state.updateUser(other.id, { userName: 'Jane Roe', email: 'jane@example.com' });
		return [now.id, other.id];
	}

	it.each<[string, () => INodeParameters]>([
		['of the organization', () => ({ resource: 'user', operation: 'getAll' })],
		['of all accounts', () => ({ resource: 'membership', operation: 'getAll' })],
		[
			'of one account',
			() => ({
				resource: 'membership',
				operation: 'getAll',
				accountId: by('id', seeded(sandbox).account.id),
			}),
		],
	])('by address takes no user name for one, in the list %s', async (_, list) => {
		const holders = moved();
		hideAddresses(sandbox);
		const filters = { email: 'Jane@example.com', emailUserNameLike: 'JANE' };
		const listed = async (more: INodeParameters) =>
			(await run({ ...list(), ...more, filters })).map(({ json }) => json.id);
		expect(new Set(await listed({ returnAll: true }))).toEqual(new Set(holders));
		const some = await listed({ returnAll: false, limit: 1 });
		expect(some).toHaveLength(1);
		expect(holders).toEqual(expect.arrayContaining(some));
	});

	it('by an address that nobody has finds nobody, whatever their names', async () => {
		for (const id of moved()) sandbox.state.updateUser(id, { email: `${id}@example.com` });
		hideAddresses(sandbox);
		expect(await filtered({ email: 'jane@example.com' })).toEqual([]);
	});

	it('by an address that neither lists nor users show is no empty list', async () => {
		hideAddresses(sandbox);
		sandbox.faults.add({
			match: { method: 'GET', path: /\/users\/[^/]+$/, times: Infinity },
			do: { type: 'respond', status: 200, body: { id: 'x', user_name: 'jane@example.com' } },
		});
		await expect(filtered({ email: 'jane@example.com' })).rejects.toMatchObject({
			message: expect.stringContaining('filter users by e-mail address'),
			description: expect.stringContaining('Email or User Name Contains'),
		});
	});
});
