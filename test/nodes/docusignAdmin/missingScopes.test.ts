import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, by, seeded, type ContractName } from '../../support/admin';
import { scopesWithout } from './connectionSupport';

/** What a node says of a call that is refused for lack of a scope. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset({ users: 20, lackOfRightsStatus: 403 }));
afterAll(async () => await sandbox.close());

const organization = () => ({ organizationId: by('id', seeded(sandbox).organizationId) });

const refusal = async (contract: ContractName, scopes: string, parameters: INodeParameters) =>
	await adminNode(sandbox, contract)
		.run(
			{ resource: 'user', operation: 'getAll', ...organization(), ...parameters },
			{
				credential: { scopes },
			},
		)
		.then(
			() => undefined,
			({ message }: Error) => message,
		);

describe('a list of users on the cursor contract', () => {
	it('names the scope for one account where it is about one account', async () => {
		const scopes = scopesWithout(sandbox, 'account_read', 'organization_read');
		const filters = { accountId: by('id', seeded(sandbox).account.id) };
		expect(await refusal('cursor', scopes, { filters })).toBe(
			'The access token lacks the scope account_read to list the users [item 0]',
		);
	});

	it('names that for the organization where it is not', async () => {
		const scopes = scopesWithout(sandbox, 'organization_read', 'user_read');
		expect(await refusal('cursor', scopes, {})).toBe(
			'The access token lacks the scope organization_read and the scope user_read to list the users [item 0]',
		);
	});
});
