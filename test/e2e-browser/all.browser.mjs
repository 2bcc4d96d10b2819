import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { report } from '../../scripts/lib/scriptError.mjs';
import { shutdown, shutdownOnSignal } from '../../scripts/lib/shutdown.mjs';
import { ensureN8n } from '../../scripts/n8n/install.mjs';
import { packPackage } from '../../scripts/n8n/installPackage.mjs';
import { createInstance } from '../../scripts/n8n/instance.mjs';
import { startSandbox } from '../../scripts/sandbox.mjs';
import { connecting } from './connect.mjs';
import { refusing } from './refused.mjs';
import { signingIn } from './signIn.mjs';
import { findChromium, launchChromium } from './support/chromium.mjs';
import { openEditor } from './support/editor.mjs';

/** @typedef {Awaited<ReturnType<typeof createWorld>>} BrowserWorld */

/**
 * A sandbox, a real n8n with the packed package, and its editor in a browser.
 * @param {string} chromium
 */
async function createWorld(chromium) {
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

shutdownOnSignal();

/** What is missing is said by itself, not as the reason why sixteen tests did not run. */
function chromiumOrExit() {
	try {
		return findChromium();
	} catch (error) {
		report(error);
		process.exit(1);
	}
}

const chromium = chromiumOrExit();

describe("in n8n's editor", () => {
	/** @type {BrowserWorld} */
	let world;
	before(async () => void (world = await createWorld(chromium)));
	after(async () => {
		await world?.end();
		await shutdown();
	});

	const current = () => world;
	connecting(current);
	signingIn(current);
	refusing(current);
});
