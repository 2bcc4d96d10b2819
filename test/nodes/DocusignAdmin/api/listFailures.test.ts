import { startSandbox, type FaultSpec, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';
import { scimNode } from '../../DocusignScim/support/node';

/** A page that fails while others of its list wait for their turn, in either node. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 80, accounts: 1, variety: false });
});

afterEach(async () => await sandbox.close());

const options = { concurrency: 2, pageSize: 10 };

const admin = async (more = {}) =>
	await adminNode(sandbox, 'openApi').run({
		resource: 'user',
		operation: 'getAll',
		organizationId: by('id', seeded(sandbox).organizationId),
		filters: { accountId: by('id', seeded(sandbox).account.id) },
		returnAll: true,
		options,
		...more,
	});

const scim = async (more = {}) =>
	await scimNode(sandbox.scimCredential()).run({
		resource: 'user',
		operation: 'getAll',
		returnAll: true,
		options,
		...more,
	});

describe.each([
	['an Admin list', admin, '/users', () => adminRequests(sandbox)],
	['a SCIM list', scim, '/Users', () => sandbox.requests],
])('%s', (_, read, path, requests) => {
	it.each<[string, FaultSpec['do']]>([
		['is refused', { type: 'respond', status: 403, body: {} }],
		['is not to be read', { type: 'respond', status: 200, body: {} }],
	])('sends nothing more when a page %s, though others wait', async (_fault, action) => {
		// The second page fails while the third holds the other place, and the fourth waits for one.
		sandbox.faults.add({ match: { path, nth: 2 }, do: action });
		sandbox.faults.add({ match: { path, nth: 3 }, do: { type: 'hang' } });
		await expect(read()).rejects.toThrow();
		expect(await read({ returnAll: false, limit: 1 })).toHaveLength(1);
		expect(requests()).toHaveLength(3 + 1);
	});
});
