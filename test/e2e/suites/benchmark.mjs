import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runBareClient } from '../../../bench/bareClient.mjs';
import { httpRequest, ourNode } from '../../../bench/contenders.mjs';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { errorText, output } from '../support/workflow.mjs';

const USERS = 600;

/**
 * The contenders of `npm run bench` still do what they are compared by. How fast they are is no test's matter.
 * @param {() => import('../support/world.mjs').World} world
 */
export function benchmark(world) {
	/** @param {import('../support/world.mjs').Contract} contract */
	async function begin(contract) {
		await world().begin(contract, { users: USERS, accounts: 1 });
		const { organizations, accounts } = await world().sandbox.summary();
		const credential = await world().sandbox.credential({ apiContract: contract });
		const { adminBaseUrl } = credential;
		const place = { organizationId: organizations[0].id, accountId: accounts[0].id, adminBaseUrl };
		return { credential, place };
	}

	describe('what the benchmark compares', () => {
		it('brings everyone with bare clients, eight requests in flight or one', async () => {
			const published = await begin('openApi');
			const eight = await runBareClient(published.credential, published.place, 8);
			assert.deepEqual([eight.users, eight.unique], [USERS, USERS]);
			const cursor = await begin('cursor');
			const one = await runBareClient(cursor.credential, cursor.place, 1);
			assert.deepEqual([one.users, one.unique], [USERS, USERS]);
		});

		it('brings everyone with this node and with the HTTP Request node', async () => {
			const { client } = world();
			const { place } = await begin('openApi');
			const filters = { accountId: { __rl: true, mode: 'id', value: place.accountId } };
			const ours = await client.createWorkflow(ourNode(place, { filters }));
			const its = await client.createWorkflow(httpRequest(place));
			const [listed, paged] = [
				await client.execute(ours.id, TRIGGER),
				await client.execute(its.id, TRIGGER),
			];
			assert.equal(listed.status, 'success', errorText(listed));
			assert.equal(output(listed, 'Docusign').length, USERS);
			assert.equal(paged.status, 'success', errorText(paged));
			assert.equal(output(paged, 'HTTP Request').flatMap(({ users }) => users).length, USERS);
		});
	});
}
