import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/lib/paths.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Pictures of the documentation are renewed on demand; every run takes them all the same. */
const PICTURES = process.argv.includes('--save')
	? join(projectRoot, 'docs', 'images')
	: join(tmpdir(), 'docusign-admin-pictures');

const SIZE = { width: 1440, height: 800 };
const PATIENCE = 30_000;

/**
 * n8n's editor as its owner sees it.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('../../../scripts/n8n/rest.mjs').Owner} owner
 */
export async function openEditor(browser, url, owner) {
	const context = await browser.newContext({ viewport: SIZE });
	context.setDefaultTimeout(PATIENCE);
	const page = await context.newPage();
	// n8n asks whether a canvas that was not saved may be left.
	page.on('dialog', (dialog) => void dialog.accept());
	await page.goto(`${url}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(({ pathname }) => !pathname.includes('signin'));

	/** @param {string} name a test ID of n8n's own */
	const part = (name) => page.locator(`[data-test-id="${name}"]`);

	return {
		page,
		part,

		/**
		 * @param {string} name file name without its ending
		 * @param {Page | import('playwright-core').Locator} of
		 */
		async picture(name, of) {
			await mkdir(PICTURES, { recursive: true });
			await page.addStyleTag({ content: '.el-notification { display: none !important }' });
			await of.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
		},

		/**
		 * A field of the credential window or of a node's panel.
		 * @param {string} name
		 */
		field: (name) => part(`parameter-input-${name}`).locator('input, textarea').first(),

		/** What n8n tells to register as redirect URI. */
		redirectUri: `${url}/rest/oauth2-credential/callback`,

		/** Closes the credential window. */
		closeButton: () => part('editCredential-modal').getByRole('button', { name: /close/i }).last(),

		/** Opens an empty canvas. */
		async newWorkflow() {
			await page.goto(`${url}/workflow/new`);
			await part('canvas-plus-button').waitFor();
		},

		/**
		 * Opens the window for a new credential.
		 * @param {string} type as the window calls it
		 */
		async newCredential(type) {
			await page.goto(`${url}/home/credentials/create`);
			await part('new-credential-type-select').locator('input').fill(type);
			await page.getByText(type, { exact: true }).first().click();
			await part('new-credential-type-button').click();
			await part('credential-edit-dialog').waitFor();
		},

		/** @param {string} id */
		async openCredential(id) {
			await page.goto(`${url}/home/credentials/${id}`);
			await part('credential-edit-dialog').waitFor();
		},

		/**
		 * Presses a button that opens a page of the sign-in host.
		 * @param {string} name the button's test ID
		 * @returns {Promise<Page>}
		 */
		async opensWindow(name) {
			const opening = context.waitForEvent('page');
			await part(name).click();
			return await opening;
		},

		/**
		 * Runs a workflow by its button and opens one of its nodes.
		 * @param {string} id
		 * @param {string} node
		 */
		async runAndOpen(id, node) {
			await page.goto(`${url}/workflow/${id}`);
			await part('execute-workflow-button').click();
			const box = part('canvas-node').filter({ hasText: node }).first();
			await box.locator('[data-test-id^="canvas-node-status"]').first().waitFor();
			await box.dblclick();
			await part('ndv').waitFor();
		},

		end: () => context.close(),
	};
}

/** @typedef {Awaited<ReturnType<typeof openEditor>>} Editor */
