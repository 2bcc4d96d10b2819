/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { by, seeded } from '../../../support/admin';
import { startWorkflow } from '../../../support/engine';

/**
 * A roster whose execution is cancelled, which n8n does in one way for somebody who stops it and for the workflow's
 * *Timeout*: nothing leaves afterwards, and the next run does what is left.
 */

let sandbox: Sandbox;
let log: string[];
beforeEach(async () => {
	sandbox = await startSandbox({ users: 40, variety: false });
	log = [];
	const write = (line: string) => void log.push(line);
	const logger = { warn: write, info: () => undefined, debug: () => undefined, error: write };
	jest
		.spyOn(ExecuteContext.prototype, 'logger', 'get')
		.mockReturnValue(logger as unknown as ExecuteContext['logger']);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** Until no request comes in any more. */
async function quiet() {
	for (let still = 0, seen = -1; still < 200; still++) {
		await turn();
		const { inFlight, total } = sandbox.traffic;
		if (inFlight > 0 || total !== seen) still = 0;
		seen = total;
	}
}

/** The node's own. */
const CONCURRENCY = 8;

/** Starts an operation as n8n starts a node of a workflow. */
function start(operation: string, items: IDataObject[], parameters: INodeParameters) {
	const nodeType = new DocusignAdmin();
	return startWorkflow({
		nodeType,
		credentialTypes: [new DocusignAdminJwtApi()],
		credentials: { docusignAdminJwtApi: { ...sandbox.credential(), accessToken: '' } },
		parameters: {
			resource: 'roster',
			operation,
			organizationId: by('id', seeded(sandbox).organizationId),
			...parameters,
		},
		items,
	});
}

async function run(operation: string, items: IDataObject[], parameters: INodeParameters) {
	const ended = await start(operation, items, parameters);
	const { runData, error } = ended.data.resultData;
	if (error) throw error;
	const [{ data }] = Object.values(runData)[0];
	return JSON.parse(JSON.stringify(data!.main[0]!.map(({ json }) => json))) as IDataObject[];
}

/** Cancels a run at its nth request of a kind, which Docusign carries out all the same. */
async function cancelledAt(
	match: { method?: string; path: RegExp; nth: number },
	operation: string,
	items: IDataObject[],
	parameters: INodeParameters,
) {
	let before = 0;
	const running = start(operation, items, parameters);
	const fault = sandbox.faults.add({
		match,
		do: {
			type: 'callback',
			run() {
				before = sandbox.traffic.total;
				running.cancel();
			},
		},
	});
	const ended = await running;
	expect(fault.hits).toBe(1);
	fault.remove();
	expect(ended.status).toBe('canceled');
	// What n8n keeps of it: no output.
	expect(Object.values(ended.data.resultData.runData).flat()[0]?.data).toBeUndefined();
	await quiet();
	// What was under way by then had left already.
	expect(sandbox.traffic.total - before).toBeLessThan(CONCURRENCY);
}

/** Everybody stays, most of them with another permission profile, and some come. */
function roster(): IDataObject[] {
	const { account } = seeded(sandbox);
	const members = sandbox.state.rosterOf(account.id).map(({ user }) => ({
		email: user.email,
		account: account.id,
		permissionProfile: 'DocuSign Viewer',
	}));
	const joiners = ['jo', 'ka', 'li', 'mo'].map((name) => ({
		email: `${name}@example.com`,
		account: account.id,
		firstName: name,
		lastName: 'New',
		permissionProfile: 'DocuSign Sender',
	}));
	return [...members, ...joiners];
}

it.each<[string, RegExp, number]>([
	['while it reads a list', /\/users(\?|$)/i, 1],
	['while it reads users one by one', /dsprofile/i, 5],
])('a plan, %s: the next one is whole', async (_when, path, nth) => {
	const inScope = { accountIds: [seeded(sandbox).account.id], notOnRoster: 'ignore' };
	const whole = await run('plan', roster(), inScope);
	await cancelledAt({ path, nth }, 'plan', roster(), inScope);
	const again = await run('plan', roster(), inScope);
	expect(again).toEqual(whole);
	expect(log).toEqual([]);
});

it.each([1, 3, 6])(
	'a plan that is applied, at its change number %d: the next run tells it and does the rest',
	async (nth) => {
		const inScope = { accountIds: [seeded(sandbox).account.id], notOnRoster: 'ignore' };
		const plan = (await run('plan', roster(), inScope)).filter(({ blocked }) => !blocked);
		expect(plan.length).toBeGreaterThan(10);
		await cancelledAt({ method: 'POST', path: /management/i, nth }, 'apply', plan, {});
		// The record of the one that was under way was never put out.
		expect(log).toEqual(
			nth === 1
				? []
				: [
						`Roster > Apply was cut off after ${nth - 1} of ${plan.length} changes of the plan ${String(plan[0].plan_id)} were made. Run it again with the same items: what is made is told as alreadyApplied.`,
					],
		);
		const records = await run('apply', plan, {});
		const told = records.map(({ outcome }) => outcome);
		expect(told.filter((outcome) => outcome === 'alreadyApplied')).toHaveLength(nth);
		expect(told.filter((outcome) => outcome === 'applied')).toHaveLength(plan.length - nth);
		const created = sandbox.requests.filter(
			({ operation, status }) => operation === 'createUser' && status < 300,
		);
		expect(created).toHaveLength(4);
		expect(await run('verify', records, {})).toMatchObject([{ valid: true }]);
	},
);
