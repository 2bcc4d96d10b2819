/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type FaultAction, type Sandbox } from '../../sandbox';
import { adminNode, by, seeded } from '../support/admin';
import { runAllItems } from '../support/allItems';
import { fastTimeLimits } from '../support/fastTime';
import { adminTrigger } from '../support/trigger';
import { watching } from './DocusignAdmin/trigger/support';
import { scimNode } from './DocusignScim/support/node';

/**
 * An execution that is cancelled leaves nothing behind: no connection, no timer, no request that waits for
 * its turn, and no warning of too many listeners.
 */

let sandbox: Sandbox;
const warnings: Error[] = [];
const note = (warning: Error) => void warnings.push(warning);

beforeAll(() => void process.on('warning', note));
afterAll(() => void process.off('warning', note));
beforeEach(async () => {
	warnings.length = 0;
	sandbox = await startSandbox({ users: 20 });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

/**
 * Timers that keep the process alive, such as those of waits; those of time limits do not. Jest has one of its own
 * now and then, so that none must be counted on to be there.
 */
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));
/** Until it holds; the test's own time limit ends it where it never does. */
const until = async (holds: () => boolean) => {
	while (!holds()) await turn();
};
/** Until it has held for a while, and nothing was sent meanwhile. */
const untilStill = async (holds: () => boolean) => {
	for (let [still, sent] = [0, -1]; still < 100; sent = sandbox.traffic.total) {
		await turn();
		still = holds() && sandbox.traffic.total === sent ? still + 1 : 0;
	}
};
async function expectNothingLeft(timersBefore: number): Promise<void> {
	await until(() => sandbox.traffic.inFlight === 0 && timers() <= timersBefore);
	const sent = sandbox.traffic.total;
	for (let turns = 0; turns < 200; turns++) await turn();
	expect(sandbox.traffic.total).toBe(sent);
	expect(warnings.filter(({ name }) => name === 'MaxListenersExceededWarning')).toEqual([]);
}

const ITEMS = 40;
/** The node's own. */
const CONCURRENCY = 8;
const items = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));
const NEVER_ENDS: FaultAction[] = [{ type: 'hang' }, { type: 'drip' }];
const LIMITED: FaultAction = { type: 'respond', status: 429, headers: { 'retry-after': '200' } };
const BROKEN: FaultAction = { type: 'respond', status: 503, headers: { 'retry-after': '200' } };
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
	/** What is asked until it is cancelled. */
	path: string;
	/** How many requests have left by then, where one is answered by none and where it is to be repeated. */
	most: { hanging: number; waiting: number };
	/** What it takes, and is there before anything goes wrong. */
	prepare?(): Promise<IDataObject[]>;
	run(signal: AbortSignal, prepared: IDataObject[]): Promise<unknown>;
}

const LISTS = { hanging: CONCURRENCY, waiting: ITEMS };
const person = (n: number) => ({
	email: `joiner${n}@example.com`,
	firstName: 'Jo',
	lastName: `Iner ${n}`,
	account: seeded(sandbox).account.id,
	permissionProfile: seeded(sandbox).account.permissionProfiles[1].name,
});
const people = () => items(ITEMS).map(({ n }) => person(n));
const inOrganization = () => ({ organizationId: by('id', seeded(sandbox).organizationId) });

async function roster(operation: string, given: IDataObject[], signal?: AbortSignal) {
	const output = await runAllItems({
		nodeType: new DocusignAdmin(),
		credentialTypes: [new DocusignAdminJwtApi()],
		credentials: { docusignAdminJwtApi: { ...sandbox.credential(), accessToken: '' } },
		parameters: { resource: 'roster', operation, ...inOrganization(), notOnRoster: 'ignore' },
		items: given,
		signal,
	});
	return output.map(({ json }) => json);
}

const RUNS: Case[] = [
	{
		name: 'lists by the Admin node',
		path: '/users',
		most: LISTS,
		run: async (signal) =>
			await adminNode(sandbox, 'openApi').run(adminUsers(), { items: items(ITEMS), signal }),
	},
	{
		name: 'lists by the SCIM node',
		path: '/scim/',
		most: LISTS,
		run: async (signal) =>
			await scimNode(sandbox.scimCredential()).run(scimUsers, { items: items(ITEMS), signal }),
	},
	{
		name: 'creates by the Admin node',
		path: '/users',
		most: LISTS,
		run: async (signal) =>
			await adminNode(sandbox, 'openApi').run(
				{
					resource: 'user',
					operation: 'create',
					...inOrganization(),
					accountId: by('id', seeded(sandbox).account.id),
					email: '={{ $json.email }}',
					firstName: 'Jo',
					lastName: 'Iner',
				},
				{ items: people(), signal },
			),
	},
	{
		name: 'creates by the SCIM node',
		path: '/scim/',
		most: LISTS,
		run: async (signal) =>
			await scimNode(sandbox.scimCredential()).run(
				{
					resource: 'user',
					operation: 'create',
					userName: '={{ $json.email }}',
					email: '={{ $json.email }}',
					givenName: 'Jo',
					familyName: 'Iner',
				},
				{ items: people(), signal },
			),
	},
	{
		name: 'the plan of a roster',
		path: '/users',
		most: { hanging: 1, waiting: 1 },
		run: async (signal) => await roster('plan', people(), signal),
	},
	{
		name: 'the changes of a roster',
		path: '/users',
		most: { hanging: 1, waiting: 1 },
		prepare: async () => await roster('plan', people()),
		run: async (signal, plan) => await roster('apply', plan, signal),
	},
	{
		name: 'an import',
		path: '/imports/',
		most: { hanging: 1, waiting: 1 },
		run: async (signal) =>
			await adminNode(sandbox, 'openApi').run(
				{ resource: 'userImport', operation: 'add', ...inOrganization() },
				{ items: people(), signal },
			),
	},
];

const isWaiting = (fault: FaultAction) => fault === LIMITED || fault === BROKEN;

describe.each(RUNS)('$name: an execution that is cancelled', ({ path, most, prepare, run }) => {
	it.each([...NEVER_ENDS, LIMITED, BROKEN])('during %j leaves nothing behind', async (fault) => {
		const cancel = new AbortController();
		const prepared = (await prepare?.()) ?? [];
		const before = timers();
		sandbox.faults.add({ match: { path, times: Infinity }, do: fault });
		const ended = expect(run(cancel.signal, prepared)).rejects.toThrow();
		// Until all have left that may be under way at a time, or each item waits for its repeat.
		const enough = fault === BROKEN ? most.waiting : most.hanging;
		await until(() => sandbox.faults.list()[0].hits >= enough);
		const { traffic } = sandbox;
		await untilStill(() => (isWaiting(fault) ? traffic.inFlight === 0 : traffic.hanging > 0));
		cancel.abort();
		await ended;
		await expectNothingLeft(before);
	});
});

it('an import that is cancelled while Docusign works on it is waited for no more', async () => {
	const cancel = new AbortController();
	const before = timers();
	const parameters = { resource: 'userImport', operation: 'add', ...inOrganization() };
	const run = adminNode(sandbox, 'openApi').run(parameters, {
		items: people(),
		signal: cancel.signal,
	});
	const ended = expect(run).rejects.toThrow();
	await untilStill(() => sandbox.state.jobs.jobs.size === 1);
	cancel.abort();
	await ended;
	await expectNothingLeft(before);
});

/** n8n gives these no signal: their own limits end them, here a hundred times as fast. */
const UNCANCELLED: Array<Pick<Case, 'name' | 'path'> & { limit: number; run(): Promise<unknown> }> =
	[
		{
			name: 'a list that the editor gave up',
			path: '/organizations',
			limit: 15_000,
			run: async () => await adminNode(sandbox, 'openApi').search('searchOrganizations', {}),
		},
		{
			name: "a list that the SCIM node's editor gave up",
			path: '/scim/',
			limit: 15_000,
			run: async () => await scimNode(sandbox.scimCredential()).search('searchUsers'),
		},
		{
			name: 'a poll of a workflow that was deactivated',
			path: '/Management/',
			limit: 36_000,
			run: async () =>
				await adminTrigger(sandbox, 'openApi', watching(sandbox), () => 36_000).poll(),
		},
	];

describe.each(UNCANCELLED)('$name', ({ path, limit, run }) => {
	it.each([...NEVER_ENDS, LIMITED])('during %j leaves nothing behind', async (fault) => {
		const limits = fastTimeLimits();
		const before = timers();
		sandbox.faults.add({ match: { path, times: Infinity }, do: fault });
		await expect(run()).rejects.toThrow();
		expect(sandbox.faults.list()[0].hits).toBeGreaterThan(0);
		expect(Math.max(...limits)).toBeLessThanOrEqual(limit);
		await expectNothingLeft(before);
	});
});
