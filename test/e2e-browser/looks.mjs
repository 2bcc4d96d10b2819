import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadWorkflow } from '../../scripts/workflows.mjs';
import { chain, docusign, locator } from '../e2e/support/workflow.mjs';
import { withJwt } from './support/credentials.mjs';
import { openPanel } from './support/panel.mjs';

/** What n8n keeps the chosen theme under. */
const THEME = 'N8N_THEME';

/** n8n's buttons lie over the canvas, and over what is at its edges. */
const BUTTONS_AWAY = [
	'execute-workflow-button',
	'zoom-to-fit',
	'zoom-in-button',
	'zoom-out-button',
	'tidy-up-button',
]
	.map((name) => `[data-test-id="${name}"] { visibility: hidden !important }`)
	.join('\n');

/** Characters of a title: a sentence, which the narrow panel breaks into three lines at most. */
const LONGEST = 120;

/**
 * What errors read like in the panel, and the pictures of the documentation.
 * @param {() => import('./support/world.mjs').BrowserWorld} world
 */
export function lookingAtNodes(world) {
	describe('what the editor shows', () => {
		/** @type {Record<string, { id: string, name: string }>} */
		let credentials;
		before(async () => void (credentials = await withJwt(world())));

		/** The trigger with what comes after it. */
		async function shownWorkflow() {
			const trigger = {
				...docusign({}, 'Docusign Admin Trigger'),
				type: 'n8n-nodes-docusign-admin.docusignAdminTrigger',
				position: [0, 0],
				parameters: { events: ['userCreated'] },
				credentials,
			};
			const { organizations } = await world().sandbox.summary();
			const parameters = {
				resource: 'user',
				operation: 'get',
				organizationId: locator(organizations[0].id),
				userId: locator('={{ $json.user.id }}'),
			};
			const node = docusign(parameters, 'Look the User Up');
			const admin = { ...node, position: [320, 0], credentials };
			const to = [[{ node: admin.name, type: 'main', index: 0 }]];
			const { id } = await world().client.createWorkflow({
				name: 'Who joins',
				nodes: [trigger, admin],
				connections: { [trigger.name]: { main: to } },
			});
			return { id, node: admin.id };
		}

		it('is an error in one line, with a description below', async () => {
			const { client, editor, sandbox } = world();
			const { organizations } = await sandbox.summary();
			const node = docusign({
				resource: 'user',
				operation: 'get',
				organizationId: locator(organizations[0].id),
				userId: locator('nobody@example.com', 'email'),
			});
			node.credentials = credentials;
			const { id } = await client.createWorkflow(chain('Nobody', [node]));
			await editor.runAndOpen(id, 'Docusign');
			const title = editor.part('node-error-message');
			const said = (await title.innerText()).trim();
			assert.match(said, /nobody@example\.com/);
			assert.doesNotMatch(said, /\n/);
			assert.ok(said.length <= LONGEST, `${said.length} characters: ${said}`);
			const description = (await editor.part('node-error-description').innerText()).trim();
			assert.ok(description.length > 20, description);
			await editor.picture('error', editor.part('ndv'));
		});

		it('is a canvas that says what the nodes do', async () => {
			const { editor } = world();
			const { id } = await shownWorkflow();
			await editor.page.goto(new URL(`/workflow/${id}`, editor.page.url()).href);
			await editor.part('canvas-node').nth(1).waitFor();
			const said = (await editor.part('canvas-node').allInnerTexts()).join('\n');
			assert.match(said, /Docusign Admin Trigger/);
			assert.doesNotMatch(said, /undefined|\{\{|\$parameter/);
			const [node] = await editor.part('canvas-node').all();
			const icon = await node.locator('img').first().getAttribute('src');
			assert.match(String(icon), /docusignAdmin\.svg$/);
			const size = editor.page.viewportSize();
			await editor.page.setViewportSize({ width: 900, height: 520 });
			await editor.part('zoom-to-fit').click();
			await editor.picture('canvas', editor.part('canvas-wrapper'));
			if (size) await editor.page.setViewportSize(size);
		});

		for (const name of ['provision-a-new-employee', 'deprovision-a-departing-employee']) {
			it(`is the example ${name} whole, with its notes`, async () => {
				const { client, editor } = world();
				const { id: _, ...example } = await loadWorkflow(name);
				const nodes = example.nodes.map((/** @type {Record<string, unknown>} */ node) =>
					node.credentials ? { ...node, credentials } : node,
				);
				const { id } = await client.createWorkflow({ ...example, nodes });
				const size = editor.page.viewportSize();
				await editor.page.setViewportSize({ width: 1500, height: 640 });
				await editor.page.goto(new URL(`/workflow/${id}`, editor.page.url()).href);
				const shown = nodes.filter(({ type }) => !String(type).endsWith('stickyNote'));
				const last = editor.part('canvas-node').nth(shown.length - 1);
				await last.waitFor();
				await editor.part('zoom-to-fit').click();
				const said = (await editor.part('canvas-node').allInnerTexts()).join('\n');
				for (const { name: node } of shown) assert.ok(said.includes(String(node)), String(node));
				assert.doesNotMatch(said, /undefined|\{\{|\$parameter/);
				await editor.page.addStyleTag({ content: BUTTONS_AWAY });
				await editor.picture(`workflow-${name}`, editor.part('canvas-wrapper'));
				if (size) await editor.page.setViewportSize(size);
			});
		}

		it('is readable in the dark, with an icon for it', async () => {
			const { editor } = world();
			const { page } = editor;
			const { id, node } = await shownWorkflow();
			await page.evaluate((key) => window.localStorage.setItem(key, 'dark'), THEME);
			try {
				await openPanel(world(), id, node);
				await page.locator('body[data-theme=dark]').waitFor();
				await page.locator('img[src$="docusignAdmin.dark.svg"]').first().waitFor();
				await editor.picture('dark', editor.part('ndv'));
			} finally {
				await page.evaluate((key) => window.localStorage.removeItem(key), THEME);
			}
		});
	});
}
