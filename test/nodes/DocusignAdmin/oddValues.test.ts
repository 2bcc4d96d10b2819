import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { systemClock } from '../../../nodes/shared/n8n/clock';
import { holdsChanges } from '../../../nodes/shared/n8n/operation';
import { contractOf } from '../../../nodes/DocusignAdmin/api/contract';
import { usesOf } from '../../../nodes/DocusignAdmin/calls';
import { resources } from '../../../nodes/DocusignAdmin/resources';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../support/admin';
import { checkOddValues } from '../support/checkOddValues';
import { wirePreparation, wireRuns, type Runs } from './wireRuns';

/** Every field of every operation, as its description has it, with values that only an expression gives. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => {
	// Jobs of Docusign's are waited for; here they are done at the second look.
	const sleep = systemClock.sleep.bind(systemClock);
	jest
		.spyOn(systemClock, 'sleep')
		.mockImplementation(async (ms, signal) => await sleep(ms / 500, signal));
	sandbox.reset({ users: 30 });
});

afterEach(() => {
	jest.restoreAllMocks();
});

afterAll(async () => await sandbox.close());

const all = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({ name: `${resource}.${operation.value}`, resource, operation })),
);

/** The first run that the wire test has for an operation, of writes without sending. */
function baseOf(
	contract: (typeof CONTRACTS)[number],
	name: string,
	isWrite: boolean,
): INodeParameters {
	const runs: Runs = wireRuns(sandbox, contract)[name];
	const [first] = Array.isArray(runs) ? runs : Object.values(runs)[0];
	const further = { account: [{ accountId: by('id', seeded(sandbox).second.id) }] };
	return {
		...first,
		...(first.additionalFields && { additionalFields: { additionalAccounts: further } }),
		...(first.updateFields && { updateFields: { jobTitle: 'Boss', companyName: 'Example' } }),
		...(isWrite
			? { options: { dryRun: true } }
			: { returnAll: false, limit: 3, filters: {}, options: {} }),
	};
}

/** The rows of the check hold what is another a moment later. */
const steady = (record: IDataObject) =>
	record.check === undefined ? record : { check: record.check };

describe.each(CONTRACTS)('on the %s contract', (contract) => {
	it.each(all)('$name takes each value for what it means, or refuses it', async (one) => {
		const { name, resource, operation } = one;
		const isWrite = holdsChanges(operation);
		const [use] = usesOf(operation, contractOf(contract));
		wirePreparation[use?.name]?.(sandbox);
		const node = adminNode(sandbox, contract);
		const tried = await checkOddValues(
			{
				run: async (parameters) =>
					(await node.run({ resource, operation: operation.value, ...parameters })).map(
						({ json }) => steady(json),
					),
				requests() {
					const seen = adminRequests(sandbox).map(({ method, path }) => ({ method, path }));
					sandbox.requests.length = 0;
					return seen;
				},
				base: baseOf(contract, name, isWrite),
				isWrite,
				// How a record is picked is the same everywhere: that takes long where much is read.
				fields: operation.fields.filter(({ type }) => isWrite || type !== 'resourceLocator'),
			},
			['languageCulture', 'federatedStatus'],
		);
		expect(tried).toBeGreaterThan(10);
	});
});
