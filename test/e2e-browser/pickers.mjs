import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chain, docusign, locator } from '../e2e/support/workflow.mjs';
import { withJwt } from './support/credentials.mjs';
import { openPanel } from './support/panel.mjs';

/**
 * The searchable lists in fields, of an organization that is larger than a page of them.
 * @param {() => import('./support/world.mjs').BrowserWorld} world
 */
export function pickingFromLists(world) {
	describe('a list in a field', () => {
		before(async () => {
			const credentials = await withJwt(world(), { users: 260, accounts: 1, variety: false });
			const { client, sandbox } = world();
			const { organizations, accounts } = await sandbox.summary();
			const node = docusign({
				resource: 'membership',
				operation: 'update',
				organizationId: locator(organizations[0].id),
				accountId: locator(accounts[0].id),
			});
			node.credentials = credentials;
			const { id } = await client.createWorkflow(chain('Pickers', [node]));
			await openPanel(world(), id, node.id);
			await world().editor.part('resource-locator-userId').locator('input').last().click();
		});

		const entries = () => world().editor.page.locator('[data-test-id="rlc-item"]:visible');
		const search = () =>
			world().editor.page.locator(
				'input[data-test-id="rlc-search"], [data-test-id="rlc-search"] input',
			);

		/** @param {number} more than so many are listed */
		async function listed(more) {
			await entries().nth(more).waitFor({ state: 'attached' });
			return await entries().allInnerTexts();
		}

		it('goes on where its first page ends', async () => {
			const first = await listed(0);
			const { page } = world().editor;
			await entries().last().hover();
			await page.mouse.wheel(0, 100_000);
			const both = await listed(first.length);
			assert.deepEqual(both.slice(0, first.length), first);
			assert.equal(new Set(both).size, both.length, 'nobody twice');
			await world().editor.picture('picker', page);
		});

		it('finds who is not on its first page', async () => {
			await search().fill('user000250');
			await entries().filter({ hasText: 'user000250@' }).waitFor();
			assert.equal(await entries().count(), 1);
		});

		it('says so when nobody is found', async () => {
			await search().fill('nobody-of-that-name');
			await world().editor.page.getByText('No results').first().waitFor();
			assert.equal(await entries().count(), 0);
		});
	});
}
