import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadWorkflow, TRIGGER } from '../../../scripts/workflows.mjs';
import { CONTRACTS } from '../support/world.mjs';
import { errorText, items, output } from '../support/workflow.mjs';

const EMAIL = 'jane.doe@example.com';
const provision = await loadWorkflow('provision-a-new-employee');
const deprovision = await loadWorkflow('deprovision-a-departing-employee');

export const importedWorkflows = [provision, deprovision];

/** @param {() => import('../support/world.mjs').World} world */
export function exampleWorkflows(world) {
	describe('the example workflow for a new employee', () => {
		it('stops before it creates anybody when there is no such permission profile', async () => {
			const { client, sandbox } = world();
			await world().begin('openApi');
			const wanted = JSON.stringify(provision.nodes).replaceAll('DocuSign Sender', 'Nonesuch');
			const { id } = await client.createWorkflow({
				name: 'Misspelled',
				nodes: JSON.parse(wanted),
				connections: provision.connections,
				settings: provision.settings,
			});
			const execution = await client.execute(id, TRIGGER);
			assert.equal(execution.status, 'error');
			assert.match(errorText(execution), /Nonesuch/);
			assert.deepEqual(await sandbox.usersByEmail(EMAIL), []);
		});
	});

	describe('the example workflows with several employees at once', () => {
		const people = [
			{ email: 'ada@example.com', lastName: 'Byron', permissionProfile: 'DocuSign Sender' },
			{ email: 'alan@example.com', lastName: 'Mathison', permissionProfile: 'DocuSign Viewer' },
		];

		/**
		 * @param {typeof provision} workflow
		 * @param {string} source the node that names the employee
		 */
		async function runFor({ nodes, connections, settings }, source) {
			const rows = people.map((person) => ({ firstName: 'New', jobTitle: '', ...person }));
			const [array, split] = items(JSON.stringify(rows));
			const next = /** @type {Record<string, object>} */ (connections);
			const { client } = world();
			const { id } = await client.createWorkflow({
				name: 'Several',
				nodes: [...nodes.filter(({ name }) => name !== source), array, { ...split, name: source }],
				connections: {
					...next,
					[TRIGGER]: { main: [[{ node: array.name, type: 'main', index: 0 }]] },
					[array.name]: { main: [[{ node: source, type: 'main', index: 0 }]] },
				},
				settings,
			});
			return await client.execute(id, TRIGGER);
		}

		it('give each what was meant for them, and close each', async () => {
			const { sandbox } = world();
			await world().begin('openApi');
			const created = await runFor(provision, 'New employee');
			assert.equal(created.status, 'success', errorText(created));
			assert.deepEqual(
				output(created, 'Result').map(({ email, name, permission_profile }) => [
					email,
					name,
					permission_profile,
				]),
				people.map(({ email, lastName, permissionProfile }) => [
					email,
					`New ${lastName}`,
					permissionProfile,
				]),
			);
			const { accounts } = await sandbox.summary();
			for (const { email, permissionProfile } of people) {
				const [{ memberships }] = await sandbox.usersByEmail(email);
				const profiles = accounts.flatMap(({ permissionProfiles }) => permissionProfiles);
				const given = profiles.find(({ id }) => id === memberships[0].permissionProfileId);
				assert.equal(given?.name, permissionProfile);
			}
			const closed = await runFor(deprovision, 'Departing employee');
			assert.equal(closed.status, 'success', errorText(closed));
			for (const { email } of people) {
				const [{ status }] = await sandbox.usersByEmail(email);
				assert.equal(status, 'closed');
			}
		});
	});

	for (const contract of CONTRACTS) {
		describe(`the example workflows on the ${contract} contract`, () => {
			it('provision a new employee', async () => {
				const { client, sandbox } = world();
				await world().begin(contract);
				const execution = await client.execute(provision.id, TRIGGER);

				assert.equal(execution.status, 'success', errorText(execution));
				const [result] = output(execution, 'Result');
				assert.equal(result.email, EMAIL);
				assert.equal(result.action, 'created');
				assert.equal(result.permission_profile, 'DocuSign Sender');
				const [user, ...others] = await sandbox.usersByEmail(EMAIL);
				assert.deepEqual(others, []);
				assert.equal(user.id, result.id);
				const { accounts } = await sandbox.summary();
				assert.equal(user.memberships.length, 1);
				const [membership] = user.memberships;
				const account = accounts.find(({ id }) => id === membership.accountId);
				assert.equal(membership.status, 'activation_sent');
				assert.equal(
					account?.permissionProfiles.find(({ id }) => id === membership.permissionProfileId)?.name,
					'DocuSign Sender',
				);
				assert.equal(membership.jobTitle, 'Account Executive');
			});

			it('leave an employee alone who is provisioned already', async () => {
				const { client, sandbox } = world();
				const execution = await client.execute(provision.id, TRIGGER);

				assert.equal(execution.status, 'success', errorText(execution));
				assert.equal(output(execution, 'Result')[0].action, 'unchanged');
				assert.equal((await sandbox.usersByEmail(EMAIL)).length, 1);
			});

			it('deprovision the employee', async () => {
				const { client, sandbox } = world();
				const execution = await client.execute(deprovision.id, TRIGGER);

				assert.equal(execution.status, 'success', errorText(execution));
				const [result] = output(execution, 'Result');
				assert.equal(result.email, EMAIL);
				assert.equal(result.status, 'closed');
				const [record] = output(execution, 'Audit record');
				assert.equal(record.event, 'docusign_access_closed');
				assert.equal(record.email, EMAIL);
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
