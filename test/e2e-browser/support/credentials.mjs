/** @typedef {import('./world.mjs').BrowserWorld} BrowserWorld */

/**
 * A JWT credential that works, and nothing else stored, before a sandbox as it is when it starts.
 * @param {BrowserWorld} world
 * @param {Record<string, unknown>} [options] the sandbox's
 */
export async function withJwt({ client, sandbox }, options = {}) {
	await sandbox.control('POST', '/reset', options);
	const type = 'docusignAdminJwtApi';
	const data = await sandbox.credential();
	const { id, name } = await client.createCredential({ name: 'Docusign Admin JWT', type, data });
	return { [type]: { id, name } };
}
