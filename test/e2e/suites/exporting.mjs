import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, locator, output } from '../support/workflow.mjs';

const USERS = 2_000;
/** The second of the files, one for each site. */
const SECOND_FILE = { path: '/organization_exports/', nth: 2 };

/** n8n's own reader of CSV files. */
const extracted = () => ({
	id: randomUUID(),
	name: 'Rows',
	type: 'n8n-nodes-base.extractFromFile',
	typeVersion: 1,
	position: /** @type {[number, number]} */ ([640, 0]),
	parameters: { operation: 'csv', options: {} },
});

/** @param {() => import('../support/world.mjs').World} world */
export function exporting(world) {
	describe(`an export of ${USERS} users`, () => {
		/**
		 * @param {{ options?: object, fault?: object, more?: import('../support/workflow.mjs').Node[] }} [run]
		 */
		async function run({ options = {}, fault, more = [] } = {}) {
			const { client, sandbox } = world();
			await world().begin('openApi', { users: USERS, accounts: 3 });
			if (fault) await sandbox.control('POST', '/faults', [fault]);
			const { organizations, memberships } = await sandbox.summary();
			const node = docusign({
				resource: 'user',
				operation: 'export',
				organizationId: locator(organizations[0].id),
				options,
			});
			const workflow = await client.createWorkflow(chain('Export', [node, ...more]));
			return { execution: await client.execute(workflow.id, TRIGGER), memberships };
		}

		/** @param {Array<Record<string, unknown>>} rows */
		const distinct = (rows) =>
			new Set(rows.map(({ id, account_id: account }) => `${id} ${account}`)).size;

		it('has each membership once, also where a file breaks off midway', async () => {
			const { execution, memberships } = await run({
				fault: { match: SECOND_FILE, do: { type: 'truncate' } },
			});
			assert.equal(execution.status, 'success', errorText(execution));
			const rows = output(execution, 'Docusign');
			assert.equal(rows.length, memberships);
			assert.equal(distinct(rows), memberships);
		});

		it('is a CSV file that n8n reads', async () => {
			const { execution, memberships } = await run({
				options: { binary: true },
				more: [extracted()],
			});
			assert.equal(execution.status, 'success', errorText(execution));
			const rows = output(execution, 'Rows');
			assert.equal(rows.length, memberships);
			assert.equal(distinct(rows), memberships);
		});

		it('says why a file is refused', async () => {
			const body = { error: 'forbidden', error_description: 'This file is not yours' };
			const { execution } = await run({
				fault: { match: SECOND_FILE, do: { type: 'respond', status: 403, body } },
			});
			assert.equal(execution.status, 'error');
			assert.match(errorText(execution), /This file is not yours/);
		});
	});
}
