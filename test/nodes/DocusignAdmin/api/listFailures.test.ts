import { startSandbox, type FaultSpec, type Sandbox } from '../../../../sandbox';
import { AdminClient } from '../../../../nodes/DocusignAdmin/api/client';
import { contractOf } from '../../../../nodes/DocusignAdmin/api/contract';
import { failureFromOutcome } from '../../../../nodes/DocusignAdmin/api/errors/refusals';
import { usersRequest } from '../../../../nodes/DocusignAdmin/api/users/userRecord';
import type { ApiResponse } from '../../../../nodes/shared/http';
import { RunCache } from '../../../../nodes/shared/runCache';
import { createCaller } from '../../../../nodes/shared/transport/call';
import { createThrottle } from '../../../../nodes/shared/transport/limits/throttle';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { Requests } from '../../shared/paging/support/requests';
import { settled } from '../../shared/paging/support/unhandled';
import { VirtualClock } from '../../shared/transport/support/simulation';
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

describe.each(CONTRACTS)('the lists of several accounts, on the %s contract,', (contract) => {
	it('send nothing more when one of them is refused while another waits', async () => {
		await sandbox.close();
		sandbox = await startSandbox({ users: 20, accounts: 3, variety: false });
		const memberships = async () =>
			await adminNode(sandbox, contract).run({
				resource: 'membership',
				operation: 'getAll',
				organizationId: by('id', seeded(sandbox).organizationId),
				accountId: by('list', ''),
				returnAll: true,
				options: { concurrency: 1 },
			});
		sandbox.faults.add({ match: { path: '/users' }, do: { type: 'respond', status: 403 } });
		await expect(memberships()).rejects.toThrow();
		await memberships();
		const lists = adminRequests(sandbox).filter(({ path }) => path.includes('/users'));
		expect(lists).toHaveLength(1 + 3);
	});
});

describe('a list with places to go on from', () => {
	it('sends nothing more once it is left', async () => {
		const requests = new Requests<number, ApiResponse>();
		const clock = new VirtualClock();
		const client = new AdminClient({
			contract: contractOf('openApi'),
			baseUrl: 'https://api.example.com/Management',
			isApplication: false,
			isOAuth2: false,
			scopes: [],
			call: createCaller({
				send: async ({ query }) => await requests.fetch(Number(query?.start)),
				fail: failureFromOutcome,
				throttle: createThrottle({ clock }),
				clock,
				random: () => 0.5,
				maxWaitMs: 60_000,
				concurrency: 1,
				lane: {},
			}),
			pause: async () => await Promise.resolve(),
			sleep: async () => await Promise.resolve(),
			elsewhere: () => {
				throw new Error('Nothing of this list is elsewhere');
			},
			cache: new RunCache(),
			identity: 'somebody',
			issuer: {
				baseUrl: '',
				tokenEndsAt: () => undefined,
				userinfo: async () => await Promise.reject(new Error('not asked')),
			},
			concurrency: 4,
		});
		const facts = { organizationId: 'o', accountId: 'a' };
		const pages = client.lists.pagesFrom('getUsers', usersRequest('o', { account_id: 'a' }), facts);
		const next = async (request: number) => {
			const page = pages.next();
			await settled();
			const users = Array.from({ length: 250 }, (_, n) => ({
				id: `u${requests.asked[request] + n}`,
			}));
			const body = { users, paging: { total_set_size: 9_000 } };
			requests.answer(request, { status: 200, headers: {}, body });
			await page;
			await settled();
		};
		await next(0);
		await next(1);
		expect(requests.asked).toHaveLength(3);
		await pages.return(undefined);
		requests.answer(2, { status: 200, headers: {}, body: {} });
		await settled();
		expect(requests.asked).toHaveLength(3);
	});
});
