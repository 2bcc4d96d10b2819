import type { IDataObject } from 'n8n-workflow';

import { properties } from '../../../../nodes/DocusignAdmin/trigger/properties';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { checkOddValues } from '../../support/checkOddValues';
import { watching } from './support';

/** Every field of the trigger with values that only an expression gives, in a first poll. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 6, accounts: 2, tokenLifetimeSeconds: 24 * 3600 });
});

afterAll(async () => await sandbox.close());

it.each(CONTRACTS)('takes each value for what it means, or refuses it, on %s', async (contract) => {
	const tried = await checkOddValues({
		async run(parameters) {
			const events = await adminTrigger(sandbox, contract, parameters).poll();
			return (events ?? []).map(({ event, user }) => ({ event, id: user.id }) as IDataObject);
		},
		requests() {
			const seen = adminRequests(sandbox).map(({ method, path }) => ({ method, path }));
			sandbox.requests.length = 0;
			// Accounts are read at the same time.
			return seen.sort((a, b) => a.path.localeCompare(b.path));
		},
		base: watching(sandbox, {
			organizationId: by('id', seeded(sandbox).organizationId),
			firstRun: 'emitExisting',
		}),
		isWrite: false,
		fields: properties.filter(({ name }) => name !== 'authentication'),
	});
	expect(tried).toBeGreaterThan(100);
});
