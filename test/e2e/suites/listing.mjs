import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, locator, output } from '../support/workflow.mjs';
import { CONTRACTS } from '../support/world.mjs';

const USERS = 5_000;

/** @param {() => import('../support/world.mjs').World} world */
export function listing(world) {
	describe(`a list of ${USERS} users`, () => {
		for (const contract of CONTRACTS) {
			it(`holds each exactly once on the ${contract} contract`, async () => {
				const { client, sandbox } = world();
				await world().begin(contract, { users: USERS });
				const { organizations } = await sandbox.summary();
				const workflow = await client.createWorkflow(
					chain('List', [
						docusign({
							resource: 'user',
							operation: 'getAll',
							organizationId: locator(organizations[0].id),
							returnAll: true,
							simplify: true,
						}),
					]),
				);
				const execution = await client.execute(workflow.id, TRIGGER);

				assert.equal(execution.status, 'success', errorText(execution));
				const { users } = await sandbox.control('GET', `/users?limit=${2 * USERS}`);
				const listed = output(execution, 'Docusign').map(({ id }) => id);
				assert.equal(listed.length, USERS);
				assert.deepEqual(
					[...listed].sort(),
					users.map((/** @type {{ id: string }} */ { id }) => id).sort(),
				);
			});
		}
	});
}
