import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadWorkflow, TRIGGER } from '../../../scripts/workflows.mjs';
import { CONTRACTS } from '../support/world.mjs';
import { errorText, output } from '../support/workflow.mjs';

const EMAIL = 'jane.doe@example.com';
const provision = await loadWorkflow('provision-a-new-employee');
const deprovision = await loadWorkflow('deprovision-a-departing-employee');

export const importedWorkflows = [provision, deprovision];

/** @param {() => import('../support/world.mjs').World} world */
export function exampleWorkflows(world) {
	for (const contract of CONTRACTS) {
		describe(`the example workflows on the ${contract} contract`, () => {
			it('provision a new employee', async () => {
				const { client, sandbox, begin } = world();
				await begin.call(world(), contract);
				const execution = await client.execute(provision.id, TRIGGER);

				assert.equal(execution.status, 'success', errorText(execution));
				const [result] = output(execution, 'Result');
				assert.equal(result.email, EMAIL);
				assert.equal(result.status, 'active');
				assert.equal(result.permission_profile, 'DocuSign Sender');
				const [user, ...others] = await sandbox.usersByEmail(EMAIL);
				assert.deepEqual(others, []);
				assert.equal(user.id, result.id);
				const { accounts } = await sandbox.summary();
				assert.equal(user.memberships.length, 1);
				const [membership] = user.memberships;
				const account = accounts.find(({ id }) => id === membership.accountId);
				assert.equal(membership.status, 'active');
				assert.equal(account?.name, result.account);
				assert.equal(
					account?.permissionProfiles.find(({ id }) => id === membership.permissionProfileId)?.name,
					'DocuSign Sender',
				);
				assert.equal(membership.jobTitle, 'Account Executive');
			});

			it('deprovision the employee', async () => {
				const { client, sandbox } = world();
				const execution = await client.execute(deprovision.id, TRIGGER);

				assert.equal(execution.status, 'success', errorText(execution));
				const [result] = output(execution, 'Result');
				assert.equal(result.email, EMAIL);
				assert.equal(result.status, 'closed');
				assert.equal(result.status_before, 'active');
				const [user] = await sandbox.usersByEmail(EMAIL);
				assert.equal(user.status, 'closed');
				assert.deepEqual(
					user.memberships.map(({ status }) => status),
					['closed'],
				);
			});
		});
	}
}
