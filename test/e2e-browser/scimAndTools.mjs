import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chain, docusign } from '../e2e/support/workflow.mjs';
import { withJwt } from './support/credentials.mjs';
import { lastOutput, openPanel } from './support/panel.mjs';

/** @param {() => import('./support/world.mjs').BrowserWorld} world */
export function connectingScim(world) {
	describe('the SCIM node', () => {
		/** @type {{ id: string, name: string, type: string }} */
		let stored;

		it('has a credential of two fields, which is tested as it is saved', async () => {
			const { client, editor, sandbox } = world();
			await sandbox.control('POST', '/reset', {});
			const data = await sandbox.control('GET', '/credential/scim');
			await editor.newCredential('Docusign SCIM API');
			await editor.field('baseUrl').fill(data.baseUrl);
			await editor.field('bearerToken').fill(data.bearerToken);
			await editor.part('credential-save-button').click();
			await editor.part('credentials-config-container-test-success').waitFor();
			await editor.picture('scim-credential', editor.part('editCredential-modal'));
			const credentials = await client.request('GET', '/credentials');
			stored = credentials.filter(
				(/** @type {{ type: string }} */ { type }) => type === 'docusignScimApi',
			)[0];
			assert.ok(stored);
		});

		it('says in words that a host is not reached', async () => {
			const { client, editor } = world();
			for (const [baseUrl, said] of [
				['https://scim.invalid/scim/v2', /The name scim\.invalid could not be resolved/],
				['http://127.0.0.1:9/scim/v2', /Nothing accepts connections at 127\.0\.0\.1:9/],
			]) {
				const { id } = await client.createCredential({
					name: 'Out of reach',
					type: 'docusignScimApi',
					data: { baseUrl, bearerToken: 'a-token-of-nobody' },
				});
				await editor.openCredential(id);
				const dialog = editor.part('editCredential-modal');
				await dialog.getByText('More details').click();
				await dialog.getByText(said).first().waitFor();
				assert.doesNotMatch(await dialog.innerText(), /a-token-of-nobody/);
				await client.request('DELETE', `/credentials/${id}`);
			}
		});

		it('lists the users from its panel', async () => {
			const { client, editor } = world();
			const { id: credential, name, type } = stored;
			const node = {
				...docusign({}),
				type: 'n8n-nodes-docusign-admin.docusignScim',
				parameters: { resource: 'user', operation: 'getAll', limit: 5 },
				credentials: { [type]: { id: credential, name } },
			};
			const { id } = await client.createWorkflow(chain('SCIM', [node]));
			await openPanel(world(), id, node.id);
			await editor.part('node-execute-button').click();
			await editor.part('output-panel').getByText('5 items').first().waitFor();
			const users = await lastOutput(world(), id, 'Docusign');
			assert.equal(new Set(users.map((user) => user.id)).size, 5);
		});
	});
}

/** @param {() => import('./support/world.mjs').BrowserWorld} world */
export function offeringTools(world) {
	describe('the tools panel of an AI Agent', () => {
		it('has both nodes, and adds one that only reads', async () => {
			const { client, editor } = world();
			await withJwt(world());
			const agent = {
				...docusign({}, 'AI Agent'),
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3,
				parameters: {},
				credentials: undefined,
			};
			const { id } = await client.createWorkflow({
				name: 'Agent',
				nodes: [agent],
				connections: {},
			});
			await editor.page.goto(new URL(`/workflow/${id}`, editor.page.url()).href);
			await editor.part('canvas-node').first().waitFor();
			const tools = editor.page.locator('[data-handleid="inputs/ai_tool/0"]');
			// Before the tools are there, the search box searches in something else.
			const listed = editor.part('node-creator-item-name').getByText('Code Tool');
			// The canvas moves until it has fitted itself into the window, and a click may go where the handle was.
			for (let clicks = 1; !(await listed.isVisible()); clicks++) {
				assert.ok(clicks <= 5, 'the tools did not open');
				await tools.locator('[data-test-id=canvas-handle-plus]').click({ force: true });
				await listed.waitFor({ timeout: 6_000 }).catch(() => {});
			}
			await editor.part('node-creator-search-bar').fill('docusign');
			const found = editor.part('node-creator-item-name').filter({ hasText: 'Docusign' });
			await found.nth(1).waitFor();
			const names = await found.allInnerTexts();
			assert.deepEqual(names.sort(), ['Docusign Admin Tool', 'Docusign SCIM Tool']);
			await found.filter({ hasText: 'Docusign Admin' }).click();
			await editor.field('operation').waitFor();
			assert.equal(await editor.field('resource').inputValue(), 'User');
			assert.equal(await editor.field('operation').inputValue(), 'Get Many');
			const title = await editor.part('node-title-container').innerText();
			assert.match(title, /^Get many users in Docusign Admin/i);
		});
	});
}
