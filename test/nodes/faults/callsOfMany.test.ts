import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, by, CONTRACTS, seeded, type ContractName } from '../../support/admin';
import { runAllItems } from '../../support/allItems';
import { quickClock } from '../../support/quickClock';
import { scimNode } from '../DocusignScim/support/node';
import { SILENT } from './faults';

/**
 * How many requests a run of many items takes, the sign-in among them, and how many at a time: by number, not
 * by seconds. What an organization's hour of 3,000 is spent on.
 */

const PEOPLE = 20;
/** At a time, of one run: the node's own. */
const CONCURRENCY = 8;

quickClock();
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false, latencyMs: 1 });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset({ rateLimit: SILENT, tokenLifetimeSeconds: 1e7 }));

const person = (n: number) => ({
	email: `joiner${n}@example.com`,
	firstName: 'Jo',
	lastName: `Iner ${n}`,
	account: seeded(sandbox).account.id,
	permissionProfile: seeded(sandbox).account.permissionProfiles[1].name,
});
const people = () => Array.from({ length: PEOPLE }, (_, n) => person(n));
const inOrganization = () => ({ organizationId: by('id', seeded(sandbox).organizationId) });
const somebody = (operation: string): INodeParameters => ({
	resource: 'user',
	operation,
	...inOrganization(),
	accountId: by('id', seeded(sandbox).account.id),
	email: '={{ $json.email }}',
	firstName: 'Jo',
	lastName: '={{ $json.lastName }}',
});
const byNode = (parameters: () => INodeParameters) => async (contract: ContractName) =>
	await adminNode(sandbox, contract).run(parameters(), { items: people() });

async function roster(
	contract: ContractName,
	operation: string,
	items: IDataObject[],
): Promise<IDataObject[]> {
	const output = await runAllItems({
		nodeType: new DocusignAdmin(),
		credentialTypes: [new DocusignAdminJwtApi()],
		credentials: {
			docusignAdminJwtApi: { ...sandbox.credential({ apiContract: contract }), accessToken: '' },
		},
		parameters: { resource: 'roster', operation, ...inOrganization(), notOnRoster: 'ignore' },
		items,
	});
	return output.map(({ json }) => json);
}

interface Run {
	name: string;
	requests: Partial<Record<ContractName, number>>;
	prepare?(contract: ContractName): Promise<IDataObject[]>;
	run(contract: ContractName, prepared: IDataObject[]): Promise<unknown[]>;
}

const RUNS: Run[] = [
	{
		name: 'User > Create',
		requests: { openApi: 21, cursor: 21 },
		run: byNode(() => somebody('create')),
	},
	{
		name: 'User > Create or Update',
		requests: { openApi: 61, cursor: 42 },
		run: byNode(() => somebody('upsert')),
	},
	{
		name: 'User > Get Many, the same for each item',
		requests: { openApi: 21, cursor: 21 },
		run: byNode(() => ({
			resource: 'user',
			operation: 'getAll',
			...inOrganization(),
			filters: { accountId: by('id', seeded(sandbox).account.id) },
			returnAll: true,
		})),
	},
	{
		name: 'Roster > Plan',
		requests: { openApi: 5, cursor: 5 },
		run: async (contract) => await roster(contract, 'plan', people()),
	},
	{
		name: 'Roster > Apply',
		requests: { openApi: 41, cursor: 22 },
		prepare: async (contract) => await roster(contract, 'plan', people()),
		run: async (contract, plan) => await roster(contract, 'apply', plan),
	},
	{
		name: 'User Import > Add',
		requests: { openApi: 6 },
		run: byNode(() => ({ resource: 'userImport', operation: 'add', ...inOrganization() })),
	},
	{
		name: 'User > Export',
		requests: { openApi: 7 },
		run: async (contract) =>
			await adminNode(sandbox, contract).run({
				resource: 'user',
				operation: 'export',
				...inOrganization(),
			}),
	},
	{
		name: 'SCIM: User > Create',
		requests: { openApi: 20 },
		run: async () =>
			await scimNode(sandbox.scimCredential()).run(
				{
					resource: 'user',
					operation: 'create',
					userName: '={{ $json.email }}',
					email: '={{ $json.email }}',
					givenName: 'Jo',
					familyName: '={{ $json.lastName }}',
				},
				{ items: people() },
			),
	},
];

const cells = RUNS.flatMap((run) =>
	CONTRACTS.filter((contract) => run.requests[contract] !== undefined).map((contract) => ({
		...run,
		contract,
	})),
);

it.each(cells)('$name on $contract: 20 people', async ({ contract, requests, prepare, run }) => {
	const prepared = (await prepare?.(contract)) ?? [];
	const { traffic } = sandbox;
	const before = traffic.total;
	const output = await run(contract, prepared);
	expect(output.length).toBeGreaterThanOrEqual(PEOPLE);
	expect(traffic.total - before).toBe(requests[contract]);
	expect(traffic.peakInFlight).toBeLessThanOrEqual(CONCURRENCY);
});
