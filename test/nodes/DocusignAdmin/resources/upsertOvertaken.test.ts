import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';

/** User > Create or Update where somebody else makes the same person between its look and its request. */

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
const holders = () => sandbox.state.usersByEmail(seeded(sandbox).organizationId, EMAIL);

/** Jo, in an account, with the profile of that place there. */
function present(accountId: string, { profile = 1 } = {}) {
	const [user = addJo(accountId)] = holders();
	const { permissionProfiles } = sandbox.state.accounts.get(accountId)!;
	const permissionProfileId = permissionProfiles[profile].id;
	return sandbox.state.addMembership({
		userId: user.id,
		accountId,
		permissionProfileId,
		status: 'active',
	});
}

function addJo(accountId: string) {
	const { organizationId } = seeded(sandbox);
	const { siteId } = sandbox.state.accounts.get(accountId)!;
	return sandbox.state.addUser({
		organizationId,
		email: EMAIL,
		userName: 'Jo Iner',
		firstName: 'Jo',
		lastName: 'Iner',
		siteId,
		defaultAccountId: accountId,
		status: 'active',
	});
}

/** Somebody is quicker than the first request that adds anybody. */
const overtaken = (run: () => unknown) =>
	sandbox.faults.add({
		match: { method: 'POST', path: /\/users(?:\?|$)/ },
		do: { type: 'callback', run: () => void run() },
	});

/** Docusign says of whoever is added that they are there. */
const refused = () =>
	sandbox.faults.add({
		match: { method: 'POST', path: /\/users(?:\?|$)/, times: Infinity },
		do: {
			type: 'error',
			status: 400,
			code: 'USEREMAIL_USERNAME_COMBINATION_EXISTS',
			message: 'A user with this user name and e-mail address exists already.',
		},
	});

const added = () => adminRequests(sandbox).filter(({ method }) => method === 'POST');

/** Jo as wanted, in the first account. */
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
		// One user has one name and address; without a name, the cursor API takes the address for it.
		additionalFields: { userName: 'Jo Iner' },
		...more,
	};
}

describe.each(CONTRACTS)('on %s', (contract) => {
	const upsert = async () => (await adminNode(sandbox, contract).run(person()))[0].json;

	it('who is made alike meanwhile is left as they are', async () => {
		const { account } = seeded(sandbox);
		overtaken(() => present(account.id));
		expect(await upsert()).toMatchObject({ email: EMAIL, action: 'unchanged' });
		expect(holders()).toHaveLength(1);
		expect(added()).toHaveLength(1);
	});

	it('who is made otherwise meanwhile is changed', async () => {
		const { account } = seeded(sandbox);
		overtaken(() => present(account.id, { profile: 2 }));
		expect(await upsert()).toMatchObject({
			action: 'updated',
			changed_fields: ['permission_profile'],
		});
		const [{ id }] = holders();
		const { permissionProfileId } = sandbox.state.membershipIn(id, account.id)!;
		expect(permissionProfileId).toBe(account.permissionProfiles[1].id);
	});

	it('who is refused as being there and is not to be found is an error, after one request', async () => {
		refused();
		await expect(upsert()).rejects.toThrow('is there already');
		expect(added()).toHaveLength(1);
	});

	it('for many who are, the whole list is not read for each', async () => {
		refused();
		const found = await adminNode(sandbox, contract).run(person({ email: '={{ $json.email }}' }), {
			items: Array.from({ length: 10 }, (_, n) => ({ email: `jo${n}@example.com` })),
			onError: 'continueRegularOutput',
		});
		expect(found.filter(({ json }) => 'error' in json)).toHaveLength(10);
		const lists = adminRequests(sandbox).filter(
			({ method, path }) => method === 'GET' && path.endsWith('/users'),
		);
		// Once for all, and three times more.
		expect(lists).toHaveLength(contract === 'cursor' ? 4 : 0);
	});
});

it('a membership that is added meanwhile is changed where it differs', async () => {
	const { account, second } = seeded(sandbox);
	present(second.id);
	overtaken(() => present(account.id, { profile: 2 }));
	const [{ json }] = await adminNode(sandbox, 'openApi').run(person());
	expect(json).toMatchObject({ action: 'updated', changed_fields: ['permission_profile'] });
	const [{ id }] = holders();
	expect(sandbox.state.membershipIn(id, account.id)?.permissionProfileId).toBe(
		account.permissionProfiles[1].id,
	);
});
