/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type FaultAction, type Sandbox } from '../../sandbox';
import { adminNode, by, seeded } from '../support/admin';
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

/** Timers that keep the process alive, such as those of waits; those of time limits do not. */
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));
/** Until it holds; the test's own time limit ends it where it never does. */
const until = async (holds: () => boolean) => {
	while (!holds()) await turn();
};

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
	path: string;
	run(signal: AbortSignal): Promise<unknown>;
}

const RUNS: Case[] = [
	{
		name: 'the Admin node',
		path: '/users',
		run: async (signal) =>
			await adminNode(sandbox, 'openApi').run(adminUsers(), { items: items(ITEMS), signal }),
	},
	{
		name: 'the SCIM node',
		path: '/scim/',
		run: async (signal) =>
			await scimNode(sandbox.scimCredential()).run(scimUsers, { items: items(ITEMS), signal }),
	},
];

describe.each(RUNS)('an execution of $name that is cancelled', ({ path, run }) => {
	it.each([...NEVER_ENDS, LIMITED, BROKEN])('during %j leaves nothing behind', async (fault) => {
		const before = timers();
		const cancel = new AbortController();
		sandbox.faults.add({ match: { path, times: Infinity }, do: fault });
		const ended = expect(run(cancel.signal)).rejects.toThrow();
		// Until all have left that may be under way at a time, or each item waits for its repeat.
		const most = fault === BROKEN ? ITEMS : CONCURRENCY;
		const waits = fault === LIMITED || fault === BROKEN;
		await until(() => sandbox.faults.list()[0].hits >= most);
		await until(() => !waits || (sandbox.traffic.inFlight === 0 && timers() > before));
		cancel.abort();
		await ended;
		await until(() => sandbox.traffic.inFlight === 0 && timers() <= before);
		const sent = sandbox.traffic.total;
		for (let turns = 0; turns < 200; turns++) await turn();
		expect(sandbox.traffic.total).toBe(sent);
		expect(warnings.filter(({ name }) => name === 'MaxListenersExceededWarning')).toEqual([]);
	});
});
