import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../../../scripts/n8n/install.mjs';
import { packPackage } from '../../../scripts/n8n/installPackage.mjs';
import { createInstance } from '../../../scripts/n8n/instance.mjs';
import { startSandbox } from '../../../scripts/sandbox.mjs';
import { launchChromium } from './chromium.mjs';
import { openEditor } from './editor.mjs';

/** @typedef {Awaited<ReturnType<typeof createWorld>>} BrowserWorld */

/**
 * A sandbox, a real n8n with the packed package, and its editor in a browser.
 * @param {string} chromium
 */
export async function createWorld(chromium) {
	const n8n = await ensureN8n();
	const sandbox = await startSandbox();
	const tarballs = await mkdtemp(join(tmpdir(), 'docusign-admin-pack-'));
	const tarball = await packPackage(tarballs);
	const instance = await createInstance({ n8n, tarball });
	await rm(tarballs, { recursive: true, force: true });
	await instance.start();
	const { owner, ...client } = await instance.signIn();
	const browser = await launchChromium(chromium);
	const editor = await openEditor(browser, instance.url, owner);
	const { organizations } = await sandbox.summary();
	const { users } = await sandbox.control('GET', '/users');
	const { userId } = await sandbox.credential();
	return {
		sandbox,
		client,
		editor,
		organizationId: organizations[0].id,
		/** @type {string} the address of an organization administrator */
		admin: users.find((/** @type {{ id: string }} */ { id }) => id === userId).email,
		/** @type {Record<string, string>} */
		oauth2: await sandbox.control('GET', '/credential/oauth2'),
		async end() {
			await browser.close();
			await instance.remove();
			await sandbox.stop();
		},
	};
}
