import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../support/admin';

/** Dry Run can be an expression, whose values are not always what they look like. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20 });
});

afterAll(async () => await sandbox.close());

const close = async (dryRun: string | boolean) => {
	sandbox.reset();
	sandbox.requests.length = 0;
	const output = await adminNode(sandbox, 'openApi').run({
		resource: 'user',
		operation: 'close',
		organizationId: by('id', seeded(sandbox).organizationId),
		userId: by('id', [...sandbox.state.users.values()][3].id),
		options: { dryRun },
	});
	const writes = adminRequests(sandbox).filter(({ method }) => method !== 'GET');
	return { output, writes };
};

it.each([true, 'true', ' True ', 'yes', '1', '={{ "true" }}', '={{ 1 }}'])(
	'changes nothing when it is %p',
	async (dryRun) => {
		const { output, writes } = await close(dryRun);
		expect(writes).toEqual([]);
		expect(output[0].json).toMatchObject({ dry_run: true, method: 'DELETE' });
	},
);

it.each([false, 'false', 'FALSE', 'no', '0', '={{ 0 }}'])(
	'does what was asked for when it is %p',
	async (dryRun) => {
		const { output, writes } = await close(dryRun);
		expect(writes).toHaveLength(1);
		expect(output[0].json).not.toHaveProperty('dry_run');
	},
);

it.each(['', ' ', '={{ undefined }}', '={{ null }}', 'maybe', '={{ 0.5 }}', '={{ [] }}'])(
	'is an error, and nothing is sent, when it is %p',
	async (dryRun) => {
		await expect(close(dryRun)).rejects.toThrow(/'Dry Run' is/);
		expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toEqual([]);
	},
);

it.each(['selected_accounts', 'Selected Accounts', '', '={{ undefined }}', '={{ null }}'])(
	'is no reason to guess what to close: Close In %p is an error before any request',
	async (closeIn) => {
		sandbox.requests.length = 0;
		const run = adminNode(sandbox, 'openApi').run({
			resource: 'user',
			operation: 'close',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', [...sandbox.state.users.values()][4].id),
			closeIn,
			accountIds: [seeded(sandbox).account.id],
		});
		await expect(run).rejects.toThrow(/'Close In'/);
		expect(adminRequests(sandbox)).toEqual([]);
	},
);
