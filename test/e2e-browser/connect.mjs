import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../scripts/workflows.mjs';
import { chain, docusign, errorText, output } from '../e2e/support/workflow.mjs';

const TYPE = 'docusignAdminOAuth2Api';

/**
 * From an empty credential window to a connection that ends. The tests build on each other, as the
 * steps of a user do.
 * @param {() => import('./support/world.mjs').BrowserWorld} world
 */
export function connecting(world) {
	describe('the OAuth2 credential', () => {
		/** @type {{ id: string, name: string }} */
		let stored;
		/** @type {string} */
		let check;
		/** @type {string} */
		let list;

		/**
		 * @param {string} name
		 * @param {Record<string, unknown>} parameters
		 */
		async function workflow(name, parameters) {
			const node = docusign({ authentication: 'oAuth2', ...parameters });
			node.credentials = { [TYPE]: stored };
			return (await world().client.createWorkflow(chain(name, [node]))).id;
		}

		const refreshes = async () => {
			const { requests } = await world().sandbox.control('GET', '/requests?path=/oauth/token');
			return requests.length;
		};

		it('is filled in, with the address n8n shows as redirect URI of the app', async () => {
			const { editor, sandbox, oauth2 } = world();
			await editor.newCredential('Docusign Admin OAuth2 API');
			await editor.field('clientId').fill(oauth2.clientId);
			await editor.field('clientSecret').fill(oauth2.clientSecret);
			await editor.field('environment').click();
			await editor.page.getByRole('option', { name: /Custom/ }).click();
			await editor.field('oauthBaseUrl').fill(oauth2.oauthBaseUrl);
			await editor.field('adminBaseUrl').fill(oauth2.adminBaseUrl);
			const redirectUri = (await editor.part('copy-input').innerText()).match(/http\S+/)?.[0];
			assert.match(String(redirectUri), /\/rest\/oauth2-credential\/callback$/);
			await sandbox.control('POST', `/apps/${oauth2.clientId}`, { redirectUris: [redirectUri] });
		});

		it('is connected on the login and consent pages', async () => {
			const { editor, client, admin } = world();
			const page = await editor.opensWindow('quick-connect-button');
			await page.waitForURL(/\/oauth\/auth\?/);
			const asked = new URL(page.url()).searchParams;
			assert.match(asked.get('scope') ?? '', /^signature .* user_write .* extended$/);
			assert.equal(asked.get('code_challenge_method'), 'S256');
			await page.setViewportSize({ width: 560, height: 760 });
			await page.fill('#email', admin);
			await page.click('#login');
			await page.locator('#allow').waitFor();
			await editor.picture('oauth2-consent', page);
			const closed = page.waitForEvent('close');
			await page.click('#allow');
			await closed;
			await editor.part('oauth-connect-success-banner').waitFor();
			await editor.picture('oauth2-connected', editor.part('editCredential-modal'));
			const credentials = await client.request('GET', '/credentials');
			stored = credentials.find((/** @type {{ type: string }} */ { type }) => type === TYPE);
			assert.ok(stored);
		});

		it('runs a workflow from the editor', async () => {
			const { editor } = world();
			stored = { id: stored.id, name: stored.name };
			check = await workflow('Check', { resource: 'connection', operation: 'check' });
			await editor.runAndOpen(check, 'Docusign');
			const rows = editor.part('ndv').getByRole('row');
			await rows.filter({ hasText: 'organizations' }).first().waitFor();
			await editor.picture('connection-check', editor.part('ndv'));
		});

		it('fills the list of organizations in a field', async () => {
			const { editor } = world();
			await editor.part('resource-locator-organizationId').locator('input').last().click();
			await editor.page.getByText('Example Organization').first().waitFor();
		});

		it('is renewed when its access token has ended', async () => {
			const { client, sandbox } = world();
			list = await workflow('List', { resource: 'account', operation: 'getAll', ...one() });
			await sandbox.control('POST', '/tokens/expire', {});
			const before = await refreshes();
			const execution = await client.execute(list, TRIGGER);
			assert.equal(execution.status, 'success', errorText(execution));
			assert.equal(output(execution, 'Docusign').length, 2);
			assert.equal((await refreshes()) - before, 1);
			const again = await client.execute(list, TRIGGER);
			assert.equal(again.status, 'success', 'the new refresh token was kept');
		});

		it('says what to do when access was revoked', async () => {
			const { client, sandbox, editor } = world();
			await sandbox.control('POST', '/tokens/expire', {});
			await sandbox.control('POST', '/tokens/revoke', {});
			const execution = await client.execute(list, TRIGGER);
			assert.equal(execution.status, 'error');
			assert.match(errorText(execution), /The credential ".+" needs to be reconnected/);
			assert.match(errorText(execution), /connect it again/);
			await editor.runAndOpen(list, 'Docusign');
			await editor.part('node-error-message').getByText('needs to be reconnected').waitFor();
			await editor.picture('oauth2-revoked', editor.part('ndv'));
		});

		it('works again once it is connected anew', async () => {
			const { client, editor, admin } = world();
			await editor.openCredential(stored.id);
			const page = await editor.opensWindow('oauth-switch-account-button');
			const closed = page.waitForEvent('close');
			// The browser is still logged in and consent still stands, so the page may be gone already.
			const login = page.locator('#email');
			await Promise.race([closed, login.waitFor().catch(() => undefined)]);
			if (!page.isClosed()) {
				await login.fill(admin);
				await page.click('#login');
				await closed;
			}
			const execution = await client.execute(list, TRIGGER);
			assert.equal(execution.status, 'success', errorText(execution));
		});

		/** The organization that all are in. */
		const one = () => ({
			organizationId: { __rl: true, mode: 'id', value: world().organizationId },
			returnAll: true,
		});
	});
}
