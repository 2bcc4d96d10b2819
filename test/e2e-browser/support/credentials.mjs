/** @typedef {import('./world.mjs').BrowserWorld} BrowserWorld */

/** What lists in the panels read beyond the scopes that a credential begins with. */
const MORE_SCOPES = ['identity_provider_read', 'domain_read'];

/**
 * A JWT credential that works, and nothing else stored, before a sandbox as it is when it starts.
 * @param {BrowserWorld} world
 * @param {Record<string, unknown>} [options] the sandbox's
 */
export async function withJwt({ client, sandbox }, options = {}) {
	await sandbox.control('POST', '/reset', options);
	const type = 'docusignAdminJwtApi';
	const usual = await sandbox.credential();
	const requestedScopes = `${usual.requestedScopes} ${MORE_SCOPES.join(' ')}`;
	const data = { ...usual, requestedScopes };
	const scopes = requestedScopes.split(' ');
	await sandbox.control('POST', '/consent', { action: 'grant', scopes });
	const { id, name } = await client.createCredential({ name: 'Docusign Admin JWT', type, data });
	return { [type]: { id, name } };
}
