/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type FaultAction, type Sandbox } from '../../sandbox';
import { adminNode, by, seeded } from '../support/admin';
import { adminTrigger } from '../support/trigger';
import { virtualTime } from '../support/virtualTime';
import { watching } from './DocusignAdmin/trigger/support';
import { scimNode } from './DocusignScim/support/node';

/** Every request has a time limit, and its connection ends with it, whoever asked. */

const time = virtualTime();
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20 });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const NEVER_ENDS: FaultAction[] = [{ type: 'hang' }, { type: 'drip' }];
const adminUsers = (): INodeParameters => ({
	resource: 'user',
	operation: 'getAll',
	organizationId: by('id', seeded(sandbox).organizationId),
	filters: { accountId: by('id', seeded(sandbox).account.id) },
	returnAll: true,
});
const scimUsers: INodeParameters = { resource: 'user', operation: 'getAll', returnAll: true };

interface Case {
	name: string;
	path: string;
	run(): Promise<unknown>;
}

const TIMED: Case[] = [
	{
		name: 'the Admin node',
		path: '/users',
		run: async () =>
			await adminNode(sandbox, 'openApi').run({ ...adminUsers(), options: { maxWait: 0 } }),
	},
	{
		name: 'the SCIM node',
		path: '/scim/',
		run: async () =>
			await scimNode(sandbox.scimCredential()).run({ ...scimUsers, options: { maxWait: 0 } }),
	},
	{
		name: 'a list of the editor',
		path: '/organizations',
		run: async () => await adminNode(sandbox, 'openApi').search('searchOrganizations', {}),
	},
	{
		name: "a list of the SCIM node's editor",
		path: '/scim/',
		run: async () => await scimNode(sandbox.scimCredential()).search('searchUsers'),
	},
	{
		name: 'the trigger',
		path: '/Management/',
		run: async () => await adminTrigger(sandbox, 'openApi', watching(sandbox), () => 36_000).poll(),
	},
];

describe.each(TIMED)('a request of $name whose time is up', ({ path, run }) => {
	it.each(NEVER_ENDS)('during %j leaves no connection behind', async (fault) => {
		time.rest();
		sandbox.faults.add({ match: { path, times: Infinity }, do: fault });
		await expect(time.during(sandbox, run())).rejects.toThrow(/it took too long/);
		// n8n's own time limit would not end one on which a byte comes now and then.
		while (sandbox.traffic.inFlight > 0) await new Promise(setImmediate);
		expect(sandbox.faults.list()[0].hits).toBeGreaterThan(0);
	});
});
