import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type JwtCredential, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';
import { fastWaits } from '../../../support/fastTime';

/** All items make one import: what they say of it has to be the same for each, before anything is sent. */

let sandbox: Sandbox;

beforeEach(async () => {
	fastWaits();
	sandbox = await startSandbox({ users: 40 });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const OTHER = '0a000000-0000-4000-8000-00000000ffff';

async function add(
	more: INodeParameters,
	fields: IDataObject[],
	credential?: Partial<JwtCredential>,
) {
	const { account, organizationId } = seeded(sandbox);
	const items = fields.map((each, n) => ({
		email: `new${n}@example.com`,
		firstName: `New${n}`,
		lastName: 'Comer',
		account: account.id,
		permissionProfile: account.permissionProfiles[1].name,
		...each,
	}));
	const output = await adminNode(sandbox, 'openApi').run(
		{
			...{ resource: 'userImport', operation: 'add' },
			organizationId: by('id', organizationId),
			...more,
		},
		{ items, onError: 'continueRegularOutput', credential },
	);
	return output.map(({ json }) => json);
}

const posts = () => adminRequests(sandbox).filter(({ method }) => method === 'POST');

it.each<[string, INodeParameters, (string | boolean)[]]>([
	['Organization', { organizationId: by('id', '={{ $json.given }}') }, ['OWN', OTHER, 'OWN']],
	['Field Names', { fieldNames: { firstName: '={{ $json.given }}' } }, ['lastName', 'firstName']],
	['Options', { options: { dryRun: '={{ $json.given }}' } }, [false, true]],
	['Options', { options: { dryRun: '={{ $json.given }}' } }, [true, false]],
])('nobody is sent where %s is not the same for each item: %j %j', async (label, more, values) => {
	const { organizationId } = seeded(sandbox);
	const items = values.map((given) => ({ given: given === 'OWN' ? organizationId : given }));
	const results = await add(more, items);
	for (const { error } of results) {
		expect(error).toBe(`All items make one import, and '${label}' is not the same for each`);
	}
	expect(results).toHaveLength(values.length);
	expect(adminRequests(sandbox)).toEqual([]);
});

it('expressions that give each item the same are done', async () => {
	const { organizationId } = seeded(sandbox);
	const more = {
		organizationId: by('id', '={{ $json.org }}'),
		fieldNames: { firstName: '={{ "call" }}' },
		options: { dryRun: '={{ $json.dry }}' },
	};
	const item = { org: organizationId, dry: false, call: 'Kim' };
	const results = await add(more, [item, item]);
	expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
	expect(posts()).toHaveLength(1);
});

describe('a credential whose fields hold expressions', () => {
	const signInsOf = (...values: string[]) => values.map((who) => ({ who }));

	it.each<[string, Partial<JwtCredential>]>([
		['another user', { userId: '={{ $json.who }}' }],
		['another key', { integrationKey: '={{ $json.who }}' }],
		['another host', { adminBaseUrl: '={{ "https://" + $json.who + ".example.com" }}' }],
	])(
		'sends nobody, and asks nothing, where one item signs in with %s',
		async (_what, credential) => {
			const { userId } = sandbox.credential();
			const results = await add({}, signInsOf(userId, userId, OTHER), credential);
			for (const { error } of results) {
				expect(error).toBe(
					'All items make one import, and the credential does not sign in as the same for each',
				);
			}
			expect(results).toHaveLength(3);
			expect(sandbox.requests).toEqual([]);
		},
	);

	it('is used where it comes out as the same for each', async () => {
		const { userId } = sandbox.credential();
		const results = await add({}, signInsOf(userId, userId), { userId: '={{ $json.who }}' });
		expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
		expect(posts()).toHaveLength(1);
	});
});
