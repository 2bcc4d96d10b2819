import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 10 })));
afterEach(async () => await sandbox.close());

const scopes = 'identity_provider_read domain_read';

async function run(resource: string, operation: string, parameters: INodeParameters = {}) {
	const output = await adminNode(sandbox, 'openApi').run(
		{
			resource,
			operation,
			organizationId: by('id', seeded(sandbox).organizationId),
			...parameters,
		},
		{ credential: { requestedScopes: `${sandbox.credential().requestedScopes} ${scopes}` } },
	);
	return output.map(({ json }) => json);
}

const organization = () => [...sandbox.state.organizations.values()][0];

it('identity providers and claimed domains are listed', async () => {
	const { identityProviders, domains } = organization();
	expect((await run('identityProvider', 'getAll')).map(({ id }) => id)).toEqual(
		identityProviders.map(({ id }) => id),
	);
	expect((await run('reservedDomain', 'getAll', { returnAll: true })).map(({ id }) => id)).toEqual(
		domains.map(({ id }) => id),
	);
});

it('an identity is deleted, and one that is not there is a failure behind a status 200', async () => {
	const [user] = sandbox.state.users.values();
	const [{ id }] = organization().identityProviders;
	user.identities.set(id, 'x');
	const userId = by('id', user.id);
	const given = { userId, identityProviderIds: [id.toUpperCase()] };
	expect(await run('identity', 'delete', given)).toMatchObject([
		{ user_id: user.id, success: true, identities: [{ provider_id: id }] },
	]);
	expect(user.identities.size).toBe(0);
	await expect(run('identity', 'delete', given)).rejects.toThrow(/no link to this provider/);
});

it.each<[INodeParameters['x'], RegExp]>([
	[[], /'Identity Provider Names or IDs' is empty/],
	['', /'Identity Provider Names or IDs' is empty/],
	[['a', ''], /An entry of 'Identity Provider Names or IDs' is empty/],
])('no identity is deleted for %j', async (identityProviderIds, wanted) => {
	const [user] = sandbox.state.users.values();
	const given = { userId: by('id', user.id), identityProviderIds };
	await expect(run('identity', 'delete', given)).rejects.toThrow(wanted);
	expect(adminRequests(sandbox)).toEqual([]);
});
