import { describe, it } from 'node:test';

const TYPE = 'docusignAdminJwtApi';

/** @param {() => import('./all.browser.mjs').BrowserWorld} world */
export function signingIn(world) {
	describe('the credential window of the JWT credential', () => {
		it('shows the sentence, with the consent link', async () => {
			const { client, sandbox, editor } = world();
			await sandbox.control('POST', '/reset', {});
			const data = await sandbox.credential();
			await sandbox.control('POST', '/consent', { action: 'revoke' });
			const { id } = await client.createCredential({
				name: 'Docusign Admin JWT',
				type: TYPE,
				data,
			});
			await editor.openCredential(id);
			await editor.page.getByText('More details').click();
			await editor.page.getByText(/DOCUSIGN_CONSENT_REQUIRED/).waitFor();
			await editor.picture('jwt-consent', editor.part('editCredential-modal'));
		});
	});
}
