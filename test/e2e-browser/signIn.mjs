import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';

const TYPE = 'docusignAdminJwtApi';
const ANSWER = { match: { path: '/oauth/token', times: null } };

/** @param {object} body */
const refusal = (body) => ({ ...ANSWER, do: { type: 'respond', status: 400, body } });

/** @param {string} description */
const invalidGrant = (description) =>
	refusal({ error: 'invalid_grant', error_description: description });

const anotherKey = () =>
	generateKeyPairSync('rsa', { modulusLength: 2048 })
		.privateKey.export({ type: 'pkcs8', format: 'pem' })
		.toString();

/**
 * What Docusign's token endpoint is known to answer: what is done to get it, the code, and what the
 * sentence has to say.
 * @type {[title: string, set: { consent?: object, fault?: object, fields?: () => Record<string, string> }, code: string, says: RegExp][]}
 */
const FAILURES = [
	[
		'consent_required',
		{ consent: { action: 'revoke' } },
		'DOCUSIGN_CONSENT_REQUIRED',
		/open http\S+\/oauth\/auth\?response_type=code\S+ and allow access/,
	],
	[
		'no_valid_keys_or_signatures',
		{ fields: () => ({ privateKey: anotherKey() }) },
		'DOCUSIGN_KEY_NOT_ACCEPTED',
		/Paste the private key of a key pair listed under Settings > Apps and Keys/,
	],
	[
		'issuer_not_found',
		{ fields: () => ({ integrationKey: randomUUID() }) },
		'DOCUSIGN_INTEGRATION_KEY_UNKNOWN',
		/Choose in 'Environment' where the app exists/,
	],
	[
		'user_not_found',
		{ fields: () => ({ userId: randomUUID() }) },
		'DOCUSIGN_USER_UNKNOWN',
		/'User ID' wants the API User ID/,
	],
	[
		'invalid_subject',
		{ fault: invalidGrant('invalid_subject') },
		'DOCUSIGN_USER_UNKNOWN',
		/'User ID' wants the API User ID/,
	],
	[
		'expired_grant',
		{ fault: invalidGrant('expired_grant') },
		'DOCUSIGN_ASSERTION_EXPIRED',
		/Set the clock of the computer n8n runs on/,
	],
	[
		'unauthorized_client',
		{ fault: invalidGrant('unauthorized_client') },
		'DOCUSIGN_CLIENT_NOT_ALLOWED',
		/Check in Settings > Apps and Keys > your app/,
	],
	[
		'invalid_scope',
		{ fields: () => ({ scopes: 'signature impersonation users_read' }) },
		'DOCUSIGN_SCOPE_UNKNOWN',
		/Not documented: users_read\. Spell them exactly/,
	],
];

/** @param {() => import('./all.browser.mjs').BrowserWorld} world */
export function signingIn(world) {
	describe('the credential window of the JWT credential', () => {
		for (const [title, { consent, fault, fields }, code, says] of FAILURES) {
			it(`says what to do about ${title}`, async () => {
				const { client, sandbox } = world();
				await sandbox.control('POST', '/reset', {});
				const data = await sandbox.credential(fields?.());
				if (consent) await sandbox.control('POST', '/consent', consent);
				if (fault) await sandbox.control('POST', '/faults', fault);
				const credential = { id: '', name: 'Docusign Admin JWT', type: TYPE, data };
				const { id } = await client.createCredential(credential);
				const { status, message } = await client.testCredential({ ...credential, id });
				assert.equal(status, 'Error');
				assert.match(message, says);
				assert.match(message, new RegExp(`\\(${code}\\)$`));
				await client.request('DELETE', `/credentials/${id}`);
			});
		}

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
