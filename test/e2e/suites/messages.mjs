import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { CREDENTIAL, TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, locator } from '../support/workflow.mjs';
import { CONTRACTS } from '../support/world.mjs';

/** @typedef {import('../../../scripts/sandbox.mjs').SandboxUser} SandboxUser */

/** @param {() => import('../support/world.mjs').World} world */
export function messages(world) {
	/** @param {Record<string, string>} overrides */
	async function testCredential(overrides) {
		const data = await world().sandbox.credential(overrides);
		const verdict = await world().client.testCredential({ ...CREDENTIAL, data });
		assert.doesNotMatch(verdict.message, /PRIVATE KEY|eyJ[\w-]+\./, 'no key or token is shown');
		return verdict;
	}

	describe('the credential window', () => {
		it('says that the connection works', async () => {
			await world().begin('openApi');
			assert.equal((await testCredential({})).status, 'OK');
			assert.equal((await testCredential({ apiContract: 'cursor' })).status, 'OK');
		});

		it('tells a wrong key and where the right one is', async () => {
			await world().begin('openApi');
			const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
			const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
			const { status, message } = await testCredential({ privateKey: pem });
			assert.equal(status, 'Error');
			assert.match(message, /private key.*none of those registered|signature/is);
			assert.match(message, /Apps and Keys/);
		});

		it('gives the link that grants missing consent', async () => {
			await world().begin('openApi');
			await world().sandbox.control('POST', '/consent', { action: 'revoke' });
			const { status, message } = await testCredential({});
			assert.equal(status, 'Error');
			assert.match(message, /consent/i);
			const link = message.match(/https?:\/\/\S+\/oauth\/auth\?\S+/)?.[0];
			assert.ok(link, `no consent link in: ${message}`);
			const { searchParams } = new URL(link);
			const { integrationKey, scopes, redirectUri } = await world().sandbox.credential();
			assert.equal(searchParams.get('response_type'), 'code');
			assert.equal(searchParams.get('client_id'), integrationKey);
			assert.equal(searchParams.get('redirect_uri'), redirectUri);
			assert.deepEqual(
				searchParams.get('scope')?.split(' ').sort(),
				scopes.split(' ').sort(),
				'the exact scopes',
			);
		});

		it('points at the environment for an integration key that exists elsewhere', async () => {
			await world().begin('openApi');
			const { status, message } = await testCredential({ integrationKey: randomUUID() });
			assert.equal(status, 'Error');
			assert.match(message, /does not know integration key/i);
			assert.match(message, /Environment/);
		});

		it('names an unknown user and where the right id is', async () => {
			await world().begin('openApi');
			const { status, message } = await testCredential({ userId: randomUUID() });
			assert.equal(status, 'Error');
			assert.match(message, /no active user|user.*unknown/i);
			assert.match(message, /API User ID/);
		});

		it('speaks of the integration key when an e-mail address is in its place', async () => {
			await world().begin('openApi');
			const { status, message } = await testCredential({ userId: 'admin@example.com' });
			assert.equal(status, 'Error');
			assert.match(message, /User ID/);
			assert.match(message, /e-?mail/i);
		});
	});

	describe('a failed item', () => {
		for (const contract of CONTRACTS) {
			/** @param {Record<string, unknown>} parameters */
			const runNode = async (parameters) => {
				const { client, sandbox } = world();
				const { organizations } = await sandbox.summary();
				const workflow = await client.createWorkflow(
					chain('Fails', [
						docusign({ organizationId: locator(organizations[0].id), ...parameters }),
					]),
				);
				return await client.execute(workflow.id, TRIGGER);
			};

			it(`says that a user does not exist, on the ${contract} contract`, async () => {
				await world().begin(contract);
				const execution = await runNode({
					resource: 'user',
					operation: 'get',
					userId: locator('nobody@example.com', 'email'),
				});
				assert.equal(execution.status, 'error');
				assert.match(errorText(execution), /nobody@example\.com/);
				assert.match(errorText(execution), /is not in this organization|no user|not found/i);
			});

			it(`says that the last administrator cannot be closed, on the ${contract} contract`, async () => {
				await world().begin(contract);
				const { client, sandbox } = world();
				const { organizations, accounts } = await sandbox.summary();
				const { userId: caller } = await sandbox.credential();
				const { users } = await sandbox.control('GET', '/users');
				const [account] = accounts;
				const successor = /** @type {SandboxUser[]} */ (users).find(
					({ id, status, memberships }) =>
						id !== caller &&
						status === 'active' &&
						memberships.every(({ accountId }) => accountId === account.id),
				);
				assert.ok(successor);
				const place = {
					organizationId: locator(organizations[0].id),
					accountId: locator(account.id),
				};
				// Closing oneself is refused for another reason: somebody else becomes the last one.
				const workflow = await client.createWorkflow(
					chain('Last administrator', [
						docusign(
							{
								...place,
								resource: 'membership',
								operation: 'update',
								userId: locator(successor.id),
								updateFields: { permissionProfileId: profile(account, 'Account Administrator') },
							},
							'Promote',
						),
						docusign(
							{
								...place,
								resource: 'membership',
								operation: 'update',
								userId: locator(caller),
								updateFields: { permissionProfileId: profile(account, 'DocuSign Sender') },
							},
							'Demote',
						),
						docusign({
							...place,
							resource: 'user',
							operation: 'close',
							userId: locator(successor.id),
							closeIn: 'allAccounts',
						}),
					]),
				);
				const execution = await client.execute(workflow.id, TRIGGER);

				assert.equal(execution.status, 'error');
				assert.equal(execution.error?.node?.name, 'Docusign', errorText(execution));
				assert.match(errorText(execution), /last.*administrator|administrator.*last/is);
				const [after] = await sandbox.usersByEmail(successor.email);
				assert.equal(after.status, 'active');
			});
		}
	});
}

/**
 * @param {import('../../../scripts/sandbox.mjs').SandboxAccount} account
 * @param {string} name
 */
function profile({ permissionProfiles }, name) {
	const found = permissionProfiles.find((each) => each.name === name);
	assert.ok(found, `no permission profile ${name}`);
	return locator(String(found.id));
}
