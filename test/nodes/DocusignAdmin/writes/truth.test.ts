import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { contractOf } from '../../../../nodes/DocusignAdmin/api/contract';
import { isOffered, usesOf } from '../../../../nodes/DocusignAdmin/calls';
import { operationIn } from '../../../../nodes/shared/n8n/operation';
import { resources } from '../../../../nodes/DocusignAdmin/resources';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, by, CONTRACTS, seeded, type ContractName } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';
import { everyScope } from '../connectionSupport';
import { wirePreparation, wireRuns } from '../wireRuns';

/**
 * Whatever a write tells of a user has to be what Docusign shows of them afterwards: with every field given,
 * with few, by ID and by address, with a look before and without one.
 */

let sandbox: Sandbox;
quickClock();
beforeEach(async () => (sandbox = await startSandbox({ users: 30 })));
afterEach(async () => await sandbox.close());

const WRITES = [
	...['user.create', 'user.upsert', 'user.update', 'user.close'],
	...['membership.create', 'membership.update', 'membership.invite'],
	...['membership.activate', 'membership.close'],
].map((name) => name.split('.') as [resource: string, operation: string]);

/** What a write says of itself, and not of the user. */
const OWN = [
	...['action', 'changed_fields', 'next_step', 'accounts', 'success', 'already_closed'],
	...['skipped_external_accounts', 'warnings', 'memberships'],
];
/** What belongs to the account that a record speaks of, which may be another one in the other record. */
const OF_ACCOUNT = [
	...['account_id', 'account_name', 'membership_status', 'permission_profile', 'groups'],
	...['membership_id', 'license_type', 'job_title', 'company_name'],
];

type Fields = Record<string, unknown>;

/** As it can be compared: ids of profiles and groups may be numbers here and texts there. */
const plain = (value: unknown): unknown =>
	JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'id' ? String(each) : each)));

/** The fields of a told record that the shown one has otherwise. */
function lies(told: Fields, shown: Fields, but: readonly string[] = []): string[] {
	return Object.keys(told)
		.filter((name) => !but.includes(name) && shown[name] !== undefined)
		.filter((name) => !isSame(name, plain(told[name]), plain(shown[name])))
		.map(
			(name) => `${name}: ${JSON.stringify(told[name])}, and it is ${JSON.stringify(shown[name])}`,
		);
}

const isSame = (name: string, told: unknown, shown: unknown): boolean => {
	const sorted = (value: unknown) =>
		name === 'groups' && Array.isArray(value)
			? value.map((group: { id: string }) => group.id).sort()
			: value;
	const [one, other] = [sorted(told), sorted(shown)];
	if (name === 'permission_profile') return (one as Fields).id === (other as Fields).id;
	return JSON.stringify(one) === JSON.stringify(other);
};

async function checkTruth(contract: ContractName, record: IDataObject): Promise<void> {
	const organizationId = by('id', seeded(sandbox).organizationId);
	const run = async (resource: string, operation: string, more: INodeParameters) =>
		(
			await adminNode(sandbox, contract).run(
				{ resource, operation, organizationId, ...more },
				{ credential: { requestedScopes: everyScope(sandbox) } },
			)
		).map(({ json }) => json);
	sandbox.configure({ closedMembershipsInProfile: true });
	const [shown] = await run('user', 'get', { userId: by('id', String(record.id)) });
	const problems = lies(record, shown, [...OWN, ...OF_ACCOUNT]);
	for (const told of (record.memberships ?? []) as Fields[]) {
		const accountId = by('id', String(told.account_id));
		const members = await run('membership', 'getAll', { accountId, returnAll: true });
		const listed = members.find(({ id }) => id === record.id) as Fields | undefined;
		const own = (of: Fields | undefined) =>
			((of?.memberships ?? []) as Fields[]).find((each) => each.account_id === told.account_id);
		problems.push(...lies(told, { ...own(listed), ...own(shown) }, ['account_name']));
	}
	expect({ record, problems }).toEqual({ record, problems: [] });
}

describe.each(CONTRACTS)('on %s', (contract) => {
	const wire = contractOf(contract);
	const uses = WRITES.flatMap(([resource, operation]) =>
		usesOf(operationIn(resources, resource, operation), wire)
			.filter((use) => isOffered(wire, use))
			.map(({ name }) => ({ resource, operation, use: name })),
	);

	it.each(uses)('$resource > $operation tells what is so: $use', async (run) => {
		const { resource, operation, use } = run;
		wirePreparation[use]?.(sandbox);
		const all = wireRuns(sandbox, contract)[`${resource}.${operation}`];
		const runs = Array.isArray(all) ? all : all[use];
		for (const parameters of runs) {
			const [{ json }] = await adminNode(sandbox, contract).run(
				{ resource, operation, ...parameters },
				{ credential: { requestedScopes: everyScope(sandbox) } },
			);
			expect(json.id).toEqual(expect.any(String));
			await checkTruth(contract, json);
		}
	});
});
