import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminRequests, by, seeded } from '../../../support/admin';
import { createEngine } from '../../../support/engine';

/** What fields that take several entries list: the editor asks as soon as it shows the field. */

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 12, accounts: 2 })));
afterEach(async () => await sandbox.close());

const LISTS = ['getGroups', 'getAccounts', 'getIdentityProviders'] as const;

async function load(name: (typeof LISTS)[number], parameters: INodeParameters) {
	const nodeType = new DocusignAdmin();
	const { node, workflow, additionalData } = createEngine({
		nodeType,
		credentialTypes: [new DocusignAdminJwtApi()],
		credentials: { docusignAdminJwtApi: { ...sandbox.credential(), accessToken: '' } },
		parameters,
	});
	additionalData.currentNodeParameters = node.parameters;
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
	return await nodeType.methods.loadOptions[name].call(context as unknown as ILoadOptionsFunctions);
}

const membership = { resource: 'membership', operation: 'create' };
const user = { resource: 'user', operation: 'create' };
const nothing = { organizationId: by('list', ''), accountId: by('list', '') };

/** A second organization, of which the same user is an administrator. */
function administerTwo() {
	sandbox.reset({ organizations: 2 });
	const [first, second] = sandbox.state.organizations.values();
	for (const id of first.adminIds) second.adminIds.add(id);
}

it('groups: none, and no error, until Membership > Create has an account', async () => {
	const { organizationId, account } = seeded(sandbox);
	const place = { ...membership, organizationId: by('id', organizationId) };
	expect(await load('getGroups', { ...membership, ...nothing })).toEqual([]);
	expect(await load('getGroups', { ...place, accountId: by('list', '') })).toEqual([]);
	expect(await load('getGroups', { ...place, accountId: by('id', '={{ $json.a }}') })).toEqual([]);
	const listed = await load('getGroups', { ...place, accountId: by('list', account.id) });
	expect(listed.map(({ value }) => Number(value)).sort()).toEqual(
		account.groups.map(({ id }) => id).sort(),
	);
});

it('groups of the default account in User > Create, none where it is not known whose', async () => {
	const { account } = seeded(sandbox);
	const listed = await load('getGroups', { ...user, ...nothing });
	expect(listed).toHaveLength(account.groups.length);
	administerTwo();
	expect(await load('getGroups', { ...user, ...nothing })).toEqual([]);
});

it.each(LISTS)(
	'%s: none until it is clear of which organization, and nothing asked',
	async (name) => {
		administerTwo();
		expect(await load(name, { ...user, ...nothing })).toEqual([]);
		sandbox.requests.length = 0;
		const expression = { ...nothing, organizationId: by('id', '={{ $json.organization }}') };
		expect(await load(name, { ...user, ...expression })).toEqual([]);
		expect(adminRequests(sandbox)).toEqual([]);
	},
);

it.each(LISTS)('%s: what Docusign refuses is said, and no empty list', async (name) => {
	const { organizationId, account } = seeded(sandbox);
	sandbox.faults.add({
		match: { path: `/organizations`, times: Infinity },
		do: { type: 'respond', status: 403, body: { error: 'access_denied' } },
	});
	const chosen = { organizationId: by('id', organizationId), accountId: by('id', account.id) };
	await expect(load(name, { ...user, ...chosen })).rejects.toThrow(
		/does not allow|lacks the scope/,
	);
});
