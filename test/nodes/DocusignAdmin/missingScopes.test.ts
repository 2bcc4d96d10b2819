import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, by, seeded, type ContractName } from '../../support/admin';
import { check, scopesWithout } from './connectionSupport';

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
				credential: { requestedScopes: scopes },
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

describe('a scope that was asked for but not granted', () => {
	/** Docusign's answer names the scopes of the token. */
	function grantLess(scope: string) {
		const granted = scopesWithout(sandbox, scope);
		sandbox.faults.add({
			match: { path: '/oauth/token', times: Infinity },
			do: {
				type: 'respond',
				status: 200,
				body: {
					access_token: sandbox.state.oauth.issueAccessToken(
						{
							kind: 'user',
							integrationKey: sandbox.credential().integrationKey,
							userId: sandbox.credential().userId,
							scopes: granted.split(' '),
						},
						3_600,
					),
					token_type: 'Bearer',
					expires_in: 3_600,
					scope: granted,
				},
			},
		});
	}

	it('is named by the very call that the token was fetched for', async () => {
		grantLess('user_read');
		const { requestedScopes: scopes } = sandbox.credential();
		const filters = { accountId: by('id', seeded(sandbox).account.id) };
		expect(await refusal('openApi', scopes, { filters })).toBe(
			'The access token lacks the scope user_read to list the users [item 0]',
		);
	});

	it('is shown by the check of the connection', async () => {
		grantLess('permission_read');
		const found = await check(sandbox, 'openApi', {}, organization());
		expect(found.scopes).toMatchObject({
			status: 'warning',
			message: expect.stringMatching(/did not grant all scopes .* missing: permission_read\.$/),
			remedy: expect.stringMatching(/test the credential/),
			details: {
				requested_scopes: sandbox.credential().requestedScopes,
				granted_scopes: scopesWithout(sandbox, 'permission_read'),
			},
		});
		expect(found['permissionProfile.read']).toMatchObject({
			status: 'failed',
			message: "The scope permission_read is not in the token, although 'Scopes' names it.",
		});
	});

	it('is not made up where the answer names none', async () => {
		expect((await check(sandbox, 'openApi')).scopes.status).toBe('ok');
	});
});
