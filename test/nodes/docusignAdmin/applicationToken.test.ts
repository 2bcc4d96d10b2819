import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, by, CONTRACTS, seeded } from '../../support/admin';

/** What Docusign refuses to an application's token is told before anything is sent, look-ups included. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ users: 10 });
});
beforeEach(() => (sandbox.requests.length = 0));
afterAll(async () => await sandbox.close());

const parameters = (): Record<string, INodeParameters> => {
	const { organizationId, account } = seeded(sandbox);
	const user = {
		organizationId: by('id', organizationId),
		userId: by('id', sandbox.credential().userId),
	};
	return {
		'list the organizations': { resource: 'organization', operation: 'getAll' },
		'close the user': { ...user, resource: 'user', operation: 'close' },
		'close the membership': {
			...user,
			resource: 'membership',
			operation: 'close',
			accountId: by('id', account.id),
		},
		'close the membership ': {
			...user,
			resource: 'user',
			operation: 'close',
			closeIn: 'selectedAccounts',
			accountIds: [account.id],
			userId: by('email', 'user000001@example.com'),
		},
	};
};

describe.each(CONTRACTS)('an application on the %s contract', (contract) => {
	it.each([
		'list the organizations',
		'close the user',
		'close the membership',
		'close the membership ',
	])('may not %s', async (job) => {
		const credential = sandbox.credential({ apiContract: contract, tokenSubject: 'application' });
		const run = adminNode(sandbox, contract).run(parameters()[job], { credential });
		await expect(run).rejects.toThrow(
			`Docusign does not let an application ${job.trim()}; it takes the token of a user`,
		);
		expect(sandbox.requests).toEqual([]);
	});
});
