import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, CONTRACTS } from '../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 5 });
});

afterEach(async () => await sandbox.close());

it.each(CONTRACTS)('a check has all columns in each row, on %s', async (contract) => {
	const parameters = { resource: 'connection', operation: 'check' };
	const rows = await adminNode(sandbox, contract).run(parameters);
	expect(rows.length).toBeGreaterThan(10);
	for (const { json } of rows) {
		expect(Object.keys(json)).toEqual(['check', 'status', 'message', 'remedy', 'details']);
		expect(Object.values(json)).not.toContain(undefined);
		expect(JSON.stringify(json)).not.toMatch(/undefined/);
	}
});
