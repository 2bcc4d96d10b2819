import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/DocusignAdmin/resources';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS } from '../../support/admin';
import { wireRuns, type Runs } from './wireRuns';

/** A required text or record that is empty costs no request, not even one for the organization that is meant. */

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ users: 30 })));
beforeEach(() => void (sandbox.requests.length = 0));
afterAll(async () => await sandbox.close());

const required = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) =>
		operation.fields
			.filter((field) => field.required && ['string', 'resourceLocator'].includes(field.type))
			.map((field) => ({ name: `${resource}.${operation.value}`, resource, operation, field })),
	),
);

it('there are some to try', () => {
	expect(required.length).toBeGreaterThan(20);
});

describe.each(CONTRACTS)('on the %s contract', (contract) => {
	it.each(required)('$name refuses an empty $field.displayName before any request', async (one) => {
		const { name, resource, operation, field } = one;
		const runs: Runs = wireRuns(sandbox, contract)[name];
		const [base] = Array.isArray(runs) ? runs : Object.values(runs)[0];
		const given = field.type === 'string' ? ['', '={{ null }}'] : [by('id', ''), by('email', '')];
		for (const value of given) {
			const parameters: INodeParameters = {
				...{ resource, operation: operation.value, ...base },
				...('organizationId' in base && { organizationId: by('list', '') }),
				[field.name]: value,
			};
			await expect(adminNode(sandbox, contract).run(parameters)).rejects.toThrow(
				`'${field.displayName}' is empty`,
			);
		}
		expect(adminRequests(sandbox)).toEqual([]);
	});
});
