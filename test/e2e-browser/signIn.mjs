import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const TYPE = 'docusignAdminJwtApi';

/** @param {() => import('./support/world.mjs').BrowserWorld} world */
export function signingIn(world) {
	describe('the credential window of the JWT credential', () => {
		/** @type {{ id: string, name: string, type: string, data: Record<string, string> }} */
		let stored;
		/** @type {string} */
		let link;

		it('shows the sentence, with the consent link', async () => {
			const { client, sandbox, editor } = world();
			await sandbox.control('POST', '/reset', {});
			const redirectUri = `${new URL(editor.page.url()).origin}/rest/oauth2-credential/callback`;
			const data = await sandbox.credential({ redirectUri });
			await sandbox.control('POST', `/apps/${data.integrationKey}`, {
				redirectUris: [redirectUri],
			});
			await sandbox.control('POST', '/consent', { action: 'revoke' });
			const fields = { name: 'Docusign Admin JWT', type: TYPE, data };
			const { id } = await client.createCredential(fields);
			stored = { ...fields, id };
			await editor.openCredential(id);
			await editor.page.getByText('More details').click();
			const sentence = editor.page.getByText(/DOCUSIGN_CONSENT_REQUIRED/);
			await sentence.waitFor();
			await editor.picture('jwt-consent', editor.part('editCredential-modal'));
			const said = await sentence.innerText();
			link = said.match(/open (http\S+) and allow access/)?.[1] ?? '';
			assert.notEqual(link, '', said);
			assert.match(said, /whatever page follows/);
		});

		it('works once the link was followed, whatever the page says that comes after it', async () => {
			const { client, editor, admin } = world();
			const page = await editor.page.context().newPage();
			await page.goto(link);
			await page.fill('#email', admin);
			await page.click('#login');
			await page.click('#allow');
			await page.waitForURL(/\/rest\/oauth2-credential\/callback\?/);
			await page.getByText('Failed to connect').waitFor();
			await page.close();
			const verdict = await client.testCredential(stored);
			assert.equal(verdict.status, 'OK', verdict.message);
			await editor.openCredential(stored.id);
			await editor.part('credentials-config-container-test-success').waitFor();
			await editor.picture('jwt-connected', editor.part('editCredential-modal'));
		});
	});
}
