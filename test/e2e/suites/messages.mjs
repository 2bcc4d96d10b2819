import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, locator } from '../support/workflow.mjs';
import { CONTRACTS } from '../support/world.mjs';

/** @typedef {import('../../../scripts/sandbox.mjs').SandboxUser} SandboxUser */

/** @param {() => import('../support/world.mjs').World} world */
export function messages(world) {
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
