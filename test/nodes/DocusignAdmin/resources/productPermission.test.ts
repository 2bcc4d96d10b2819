import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { eSignature } from '../../../../sandbox/state/products';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 10 })));
afterEach(async () => await sandbox.close());

const CLM = eSignature.id.replace(/1$/, '2');

function member() {
	const { account } = seeded(sandbox);
	const membership = [...sandbox.state.memberships.values()].filter(
		({ accountId }) => accountId === account.id,
	)[3];
	return { userId: membership.userId, held: () => sandbox.state.memberships.get(membership.id)! };
}

async function run(operation: string, parameters: INodeParameters = {}) {
	const { organizationId, account } = seeded(sandbox);
	const output = await adminNode(sandbox, 'openApi').run({
		resource: 'productPermission',
		operation,
		organizationId: by('id', organizationId),
		accountId: by('id', account.id),
		userId: by('id', member().userId),
		...parameters,
	});
	return output.map(({ json }) => json);
}

const changes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');

const rows = (...profile: INodeParameters[]) => ({ productPermissionProfiles: { profile } });

it('are set by the names of products and profiles, read, and taken away', async () => {
	const { account } = seeded(sandbox);
	const profile = account.permissionProfiles[1];
	await run(
		'set',
		rows(
			{ product: 'clm', permissionProfile: 'clm light subscriber' },
			{ product: eSignature.id, permissionProfile: String(profile.id) },
		),
	);
	expect(member().held().products?.get(CLM)).toBe('clm-light');
	expect(member().held().permissionProfileId).toBe(profile.id);
	expect(await run('get')).toMatchObject([
		{ user_id: member().userId, product_id: eSignature.id },
		{ account_id: account.id, product_id: CLM, product_name: 'CLM' },
	]);
	expect(await run('remove', { products: 'CLM' })).toMatchObject([{ is_success: true }]);
	expect(member().held().products?.has(CLM)).toBe(false);
});

it('that Docusign refuses to take away are a failure, behind its status 200', async () => {
	await expect(run('remove', { products: 'ESign' })).rejects.toThrow(/eSignature ends with/);
	await expect(run('remove', { products: 'CLM' })).rejects.toThrow(/does not have this product/);
});

it.each<[string, INodeParameters, RegExp]>([
	['set', {}, /'Permission Profiles' is empty/],
	[
		'set',
		rows({ permissionProfile: 'CLM Full Subscriber' }),
		/'Product \(Permission Profiles\)' is empty/,
	],
	[
		'set',
		rows({ product: 'Navigator', permissionProfile: 'x' }),
		/no entry "Navigator".*ESign .*CLM/,
	],
	['set', rows({ product: 'CLM', permissionProfile: 'Viewer' }), /no entry "Viewer".*CLM Full/],
	['set', rows({ product: 'CLM' }), /'Permission Profile \(Permission Profiles\)' is empty/],
	['remove', { products: 'Navigator' }, /no entry "Navigator"/],
	['remove', { products: '' }, /'Products' is empty/],
])(
	'are not changed where it is not clear what is meant: %s %j',
	async (operation, given, wanted) => {
		const error = await run(operation, given).then(
			() => undefined,
			(reason: { message: string; description: string }) => reason,
		);
		expect(`${error?.message} ${error?.description}`).toMatch(wanted);
		expect(changes()).toEqual([]);
	},
);

it('two profiles of one name are told with their IDs', async () => {
	const { account } = seeded(sandbox);
	const [one, two] = account.permissionProfiles;
	Object.assign(two, { name: one.name });
	await expect(run('set', rows({ product: 'ESign', permissionProfile: one.name }))).rejects.toThrow(
		`has several entries "${one.name}": ${one.id}, ${two.id}`,
	);
});

it('what the products of an account offer is asked for once a run', async () => {
	const { organizationId, account } = seeded(sandbox);
	await adminNode(sandbox, 'openApi').run(
		{
			resource: 'productPermission',
			operation: 'set',
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			userId: by('id', member().userId),
			...rows({ product: 'CLM', permissionProfile: 'clm-full' }),
		},
		{ items: [{}, {}, {}] },
	);
	const asked = adminRequests(sandbox).filter(({ path }) =>
		/products\/permission_profiles$/.test(path),
	);
	expect(asked).toHaveLength(1);
	expect(changes()).toHaveLength(3);
});

it('a user of SCIM is warned of, or refused', async () => {
	sandbox.state.updateUser(member().userId, { isManagedByScim: true });
	const given = rows({ product: 'CLM', permissionProfile: 'clm-full' });
	const refused = run('set', { ...given, options: { scimManaged: 'refuse' } });
	await expect(refused).rejects.toThrow(/SCIM/);
	expect(changes()).toEqual([]);
});
