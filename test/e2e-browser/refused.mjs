import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const TYPE = 'docusignAdminOAuth2Api';

/**
 * What a user reads when connecting fails: the page is n8n's own, which hides most of what Docusign
 * says. What it does show is what the README's troubleshooting goes by.
 * @param {() => import('./support/world.mjs').BrowserWorld} world
 */
export function refusing(world) {
	describe('connecting the OAuth2 credential in vain', () => {
		/**
		 * @param {string} decision the button pressed on the consent page
		 * @param {Record<string, string>} [changes] fields that differ from those that work
		 * @returns {Promise<string>} what n8n's page says
		 */
		async function connectInVain(decision, changes = {}) {
			const { client, sandbox, editor, admin } = world();
			await sandbox.control('POST', '/reset', {});
			const data = await sandbox.control('GET', '/credential/oauth2');
			const redirectUri = `${new URL(editor.page.url()).origin}/rest/oauth2-credential/callback`;
			await sandbox.control('POST', `/apps/${data.clientId}`, { redirectUris: [redirectUri] });
			const { id } = await client.createCredential({
				name: 'Connected in vain',
				type: TYPE,
				data: { ...data, ...changes },
			});
			await editor.openCredential(id);
			const page = await editor.opensWindow('quick-connect-button');
			await page.fill('#email', admin);
			await page.click('#login');
			await page.click(decision);
			await page.getByText('Failed to connect').waitFor();
			await page.getByText('More details').click();
			const said = await page.locator('body').innerText();
			await page.close();
			return said;
		}

		const answers = async () =>
			(await world().sandbox.control('GET', '/requests?path=/oauth/token')).requests.map(
				(/** @type {{ status: number }} */ { status }) => status,
			);

		it('shows that access was denied', async () => {
			const said = await connectInVain('#cancel');
			assert.match(said, /Insufficient parameters for OAuth2 callback/);
			assert.match(said, /"error":"access_denied"/);
			assert.deepEqual(await answers(), [], 'nothing was exchanged');
		});

		it('shows invalid_grant for a wrong client secret', async () => {
			const said = await connectInVain('#allow', { clientSecret: 'not-the-secret' });
			assert.match(said, /\binvalid_grant\b/);
			assert.doesNotMatch(said, /not-the-secret/);
			assert.deepEqual(await answers(), [400]);
		});
	});
}
