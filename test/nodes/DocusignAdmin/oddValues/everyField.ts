import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { holdsChanges } from '../../../../nodes/shared/n8n/operation';
import { contractOf } from '../../../../nodes/DocusignAdmin/api/contract';
import { usesOf } from '../../../../nodes/DocusignAdmin/calls';
import { resources } from '../../../../nodes/DocusignAdmin/resources';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { fastWaits } from '../../../support/fastTime';
import { checkOddValues } from '../../support/checkOddValues';
import { everyScope } from '../connectionSupport';
import { wirePreparation, wireRuns, type Runs } from '../wireRuns';

/** Every field of every operation, as its description has it, with values that only an expression gives. */

/** Resources by the file that tries them, so that workers share them out; `others` has all the rest. */
const PARTS = { users: ['user', 'membership'], files: ['roster', 'userImport'] };

const partOf = (resource: string) =>
	Object.entries(PARTS).find(([, names]) => names.includes(resource))?.[0] ?? 'others';

let sandbox: Sandbox;

const all = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({ name: `${resource}.${operation.value}`, resource, operation })),
);

/** The runs that the wire test has for an operation, of writes without sending. */
function basesOf(
	contract: (typeof CONTRACTS)[number],
	name: string,
	isWrite: boolean,
): INodeParameters[] {
	const runs: Runs = wireRuns(sandbox, contract)[name];
	const further = { account: [{ accountId: by('id', seeded(sandbox).second.id) }] };
	return (Array.isArray(runs) ? runs : Object.values(runs).flat()).map((run) => ({
		...run,
		...(run.additionalFields && { additionalFields: { additionalAccounts: further } }),
		...(run.updateFields && { updateFields: { jobTitle: 'Boss', companyName: 'Example' } }),
		...(isWrite
			? { options: { dryRun: true } }
			: { returnAll: false, limit: 3, filters: {}, options: {} }),
	}));
}

/** Whether a field shows beside what is given: n8n drops what does not. */
const showsIn = (base: INodeParameters, fields: INodeProperties[], field: INodeProperties) =>
	Object.entries(field.displayOptions?.show ?? {}).every(([name, values]) => {
		const preset = fields.find((each) => each.name === name)?.default;
		return values?.includes((base[name] ?? preset) as string);
	});

/** The rows of the check hold what is another a moment later. */
const steady = (record: IDataObject) =>
	record.check === undefined ? record : { check: record.check };

/** The sandbox numbers its jobs. */
const JOB_ID = /\b1d000000-0000-4000-8000-[0-9a-f]{12}$/;

/** The tests of one file: the operations of a part on one contract. */
export function everyFieldOf(
	contract: (typeof CONTRACTS)[number],
	part: keyof typeof PARTS | 'others',
): void {
	beforeAll(async () => {
		sandbox = await startSandbox();
	});

	beforeEach(() => {
		fastWaits();
		sandbox.reset({ users: 30 });
	});

	afterEach(() => {
		jest.restoreAllMocks();
	});

	afterAll(async () => await sandbox.close());

	const some = all.filter(({ resource }) => partOf(resource) === part);
	it.each(some)('$name takes each value for what it means, or refuses it', async (one) => {
		const { name, resource, operation } = one;
		const isWrite = holdsChanges(operation);
		const [use] = usesOf(operation, contractOf(contract));
		wirePreparation[use?.name]?.(sandbox);
		const node = adminNode(sandbox, contract);
		const credential = { requestedScopes: everyScope(sandbox) };
		const { fields } = operation;
		const bases = basesOf(contract, name, isWrite);
		const placed = fields.map((field) => bases.findIndex((base) => showsIn(base, fields, field)));
		expect(placed).not.toContain(-1);
		let tried = 0;
		for (const [n, base] of bases.entries()) {
			const own = fields.filter((_, at) => placed[at] === n);
			if (own.length === 0) continue;
			const some = {
				run: async (parameters: INodeParameters) =>
					(
						await node.run({ resource, operation: operation.value, ...parameters }, { credential })
					).map(({ json }) => steady(json)),
				requests() {
					const seen = adminRequests(sandbox).map(({ method, path }) => ({
						method,
						path: path.replace(JOB_ID, 'job'),
					}));
					sandbox.requests.length = 0;
					return seen;
				},
				base,
				isWrite,
				// How a record is picked is the same everywhere: that takes long where much is read.
				fields: own.filter(({ type }) => isWrite || type !== 'resourceLocator'),
			};
			tried += await checkOddValues(some, ['languageCulture', 'federatedStatus']);
		}
		expect(tried).toBeGreaterThan(10);
	});
}
