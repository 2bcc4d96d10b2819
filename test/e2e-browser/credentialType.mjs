import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHand } from './support/hand.mjs';
import {
	addByAction,
	chooseSignIn,
	connectNode,
	CREATE_USER,
	pointAtSandbox,
	startAnew,
} from './support/newNode.mjs';

/** How n8n spells its own permissions, which have no place in a credential for Docusign. */
const PERMISSION = /\b[a-zA-Z]+:(create|read|list|update|delete|share|move|execute)\b/;

/**
 * The credential window has a choice at its top right, which carries what is filled in, and more than
 * that, from one type to the other.
 * @param {() => import('./support/world.mjs').BrowserWorld} world
 */
export function changingTheCredentialType(world) {
	describe('the choice of the sign-in in the credential window of the node', () => {
		const hand = createHand();
		/** @type {Record<string, string>} */
		let shown;
		/** @type {string} */
		let jwtScopes;

		it('leads from JWT to OAuth2 and back, with the fields that each begins with', async () => {
			await startAnew(world());
			await addByAction(world(), hand, CREATE_USER);
			await connectNode(world(), hand);
			const atFirst = await values();
			await chooseSignIn(world(), hand, 'OAuth2');
			shown = await values();
			assert.match(shown.requestedScopes, /^signature .* extended$/);
			await chooseSignIn(world(), hand, 'JWT');
			assert.deepEqual(await values(), atFirst);
			jwtScopes = atFirst.requestedScopes;
			assert.match(jwtScopes, /^signature impersonation .*\bgroup_read$/);
			await chooseSignIn(world(), hand, 'OAuth2');
			assert.deepEqual(await values(), shown);
			for (const text of Object.values({ ...atFirst, ...shown })) {
				assert.doesNotMatch(text, PERMISSION);
			}
		});

		it('connects by OAuth2 with the scopes of the field', async () => {
			const { editor, sandbox, oauth2, admin } = world();
			const { clientId, clientSecret } = oauth2;
			await sandbox.control('POST', `/apps/${clientId}`, { redirectUris: [editor.redirectUri] });
			await pointAtSandbox(world());
			await editor.field('clientId').fill(clientId);
			await editor.field('clientSecret').fill(clientSecret);
			const page = await editor.opensWindow('quick-connect-button');
			await page.waitForURL(/\/oauth\/auth\?/);
			const asked = new URL(page.url()).searchParams.get('scope');
			assert.equal(asked, shown.requestedScopes);
			await page.fill('#email', admin);
			await page.click('#login');
			const closed = page.waitForEvent('close');
			await page.click('#allow');
			await closed;
			await editor.part('node-credentials-select').waitFor();
			const { type, data } = await stored();
			assert.equal(type, 'docusignAdminOAuth2Api');
			// n8n stores a field only where it differs from its default.
			assert.equal(data.requestedScopes ?? shown.requestedScopes, shown.requestedScopes);
			assert.doesNotMatch(told(data), PERMISSION);
		});

		it('sets the node to what was chosen, and saves a JWT credential as sound', async () => {
			const { editor, sandbox } = world();
			await startAnew(world());
			await addByAction(world(), hand, CREATE_USER);
			await connectNode(world(), hand);
			await chooseSignIn(world(), hand, 'OAuth2');
			await chooseSignIn(world(), hand, 'JWT');
			await pointAtSandbox(world());
			const data = await sandbox.credential();
			for (const name of ['integrationKey', 'userId', 'privateKey']) {
				await editor.field(name).fill(data[name]);
			}
			await editor.part('credential-save-button').click();
			// Found sound, the window closes of itself.
			await editor.part('node-credentials-select').waitFor();
			const saved = await stored();
			assert.equal(saved.type, 'docusignAdminJwtApi');
			assert.match(String(saved.data.requestedScopes ?? jwtScopes), /^signature impersonation /);
			assert.doesNotMatch(told(saved.data), PERMISSION);
		});

		/** What the fields of the window hold, by name. */
		async function values() {
			const { editor } = world();
			const inputs = editor
				.part('credential-edit-dialog')
				.locator('[data-test-id^=parameter-input-]');
			const pairs = await inputs.evaluateAll((parts) =>
				parts.map((each) => [
					String(each.getAttribute('data-test-id')).replace('parameter-input-', ''),
					each.querySelector('input, textarea')?.value ?? '',
				]),
			);
			return Object.fromEntries(pairs.filter(([name]) => name !== 'field'));
		}

		/** The only credential there is, as n8n keeps it; secrets are blanked out. */
		async function stored() {
			const { client } = world();
			const [{ id }, ...more] = await client.request('GET', '/credentials');
			assert.deepEqual(more, []);
			return await client.request('GET', `/credentials/${id}?includeData=true`);
		}

		/**
		 * Every text of a credential in one, but for addresses.
		 * @param {Record<string, unknown>} data
		 */
		const told = (data) => JSON.stringify(data).replace(/https?:[^"]*/g, '');
	});
}
