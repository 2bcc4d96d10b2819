import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../support/admin';

/** Fields that were added and left empty, and answers that are. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 2 });
});

afterEach(async () => await sandbox.close());

const sent = () => adminRequests(sandbox).find(({ method }) => method !== 'GET')?.body;

describe.each(CONTRACTS)('empty fields on the %s contract', (contract) => {
	const create = async (additionalFields: INodeParameters) =>
		await adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'create',
			organizationId: by('id', seeded(sandbox).organizationId),
			accountId: by('id', seeded(sandbox).account.id),
			email: 'new@example.com',
			firstName: 'New',
			lastName: 'User',
			additionalFields,
		});

	const further = (row: INodeParameters): INodeParameters => ({
		additionalAccounts: { account: [row] },
	});

	const update = async (updateFields: INodeParameters, more: INodeParameters = {}) =>
		await adminNode(sandbox, contract).run({
			resource: 'user',
			operation: 'update',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', [...sandbox.state.users.keys()][4]),
			updateFields,
			...more,
		});

	it('of a new user are not sent', async () => {
		const { account, second } = seeded(sandbox);
		const empty = { companyName: '', jobTitle: '', permissionProfileId: '', groupIds: '' };
		await create({
			...empty,
			groupIds: [],
			defaultAccountId: by('list', ''),
			userName: '',
			...further({ ...empty, accountId: by('list', second.id) }),
		});
		expect(sent()).toMatchObject({ accounts: [{ id: account.id }, { id: second.id }] });
		expect(JSON.stringify(sent())).not.toMatch(/""|job_title|company|title|groups|default/);
	});

	it('that should name a further account are refused', async () => {
		await expect(create(further({ accountId: by('list', '') }))).rejects.toThrow(
			/'Account \(Additional Accounts\)' is empty/,
		);
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it('of an update leave the default account as it is', async () => {
		await update({ defaultAccountId: by('list', ''), firstName: 'Renamed' });
		expect(JSON.stringify(sent())).not.toContain('default_account_id');
		await expect(update({ defaultAccountId: by('list', '') })).rejects.toThrow(/nothing to update/);
		await expect(update({ defaultAccountId: by('id', '123') })).rejects.toThrow(
			/'Default Account' is a number/,
		);
	});

	it('of an answer are filled by looking at whom it made', async () => {
		sandbox.faults.add({
			match: { method: 'POST', path: '/users' },
			do: { type: 'respond', status: 200, act: true },
		});
		const [{ json }] = await create({});
		const [user] = sandbox.state.usersByEmail(seeded(sandbox).organizationId, 'new@example.com');
		expect(json.id).toBe(user.id);
	});

	it('of an answer that nobody stands behind are no success', async () => {
		sandbox.faults.add({
			match: { method: 'POST', path: '/users' },
			do: { type: 'respond', status: 200 },
		});
		await expect(create({})).rejects.toThrow(
			/not known whether Docusign did create the user: its answer does not say so/,
		);
	});

	it('of the answer to an update leave the user named', async () => {
		sandbox.faults.add({
			match: { method: contract === 'openApi' ? 'POST' : 'PUT', path: '/users', times: 2 },
			do: { type: 'respond', status: 200, act: true },
		});
		const id = [...sandbox.state.users.keys()][4];
		const [{ json: raw }] = await update({ firstName: 'Renamed' }, { simplify: false });
		expect(raw).toEqual({ id });
		const [{ json }] = await update({ firstName: 'Again' });
		expect(json).toMatchObject({ id, first_name: 'Again', changed_fields: ['first_name'] });
	});
});
