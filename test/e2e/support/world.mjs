import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../../../scripts/n8n/install.mjs';
import { packPackage } from '../../../scripts/n8n/installPackage.mjs';
import { createInstance } from '../../../scripts/n8n/instance.mjs';
import { startSandbox } from '../../../scripts/sandbox.mjs';
import { CREDENTIAL } from '../../../scripts/workflows.mjs';

/** @typedef {Awaited<ReturnType<typeof createWorld>>} World */
/** @typedef {import('../../../scripts/sandbox.mjs').Contract} Contract */

/** @type {readonly Contract[]} */
export const CONTRACTS = ['openApi', 'cursor'];

/**
 * A sandbox, and a real n8n with the packed package, the JWT credential and workflows imported
 * from the command line as a user would.
 * @param {object[]} workflows
 */
export async function createWorld(workflows) {
	const n8n = await ensureN8n();
	const sandbox = await startSandbox();
	const tarballs = await mkdtemp(join(tmpdir(), 'docusign-admin-pack-'));
	const tarball = await packPackage(tarballs);
	const instance = await createInstance({ n8n, tarball });
	await rm(tarballs, { recursive: true, force: true });
	await instance.importCredentials([{ ...CREDENTIAL, data: await sandbox.credential() }]);
	await instance.importWorkflows(workflows);
	await instance.start();
	const client = await instance.signIn();

	return {
		sandbox,
		client,
		instance,

		/**
		 * Begins with a new sandbox, and a credential that speaks the contract.
		 * @param {Contract} apiContract
		 * @param {Record<string, unknown>} [seed] options of the sandbox
		 */
		async begin(apiContract, seed = {}) {
			await sandbox.control('POST', '/reset', seed);
			await this.useCredential({ apiContract });
		},

		/**
		 * Stores other values in the credential that all workflows use.
		 * @param {Record<string, string>} overrides
		 */
		async useCredential(overrides) {
			const data = await sandbox.credential(overrides);
			await client.request('PATCH', `/credentials/${CREDENTIAL.id}`, { ...CREDENTIAL, data });
		},

		/** Ends n8n and starts it again, over the same data. */
		async restart() {
			await instance.stop();
			await instance.start();
		},

		/** Says in the test's output what n8n has printed, where a test failed because n8n ended. */
		reportIfEnded() {
			if (!instance.isRunning()) process.stderr.write(`n8n has ended:\n${instance.log()}\n`);
		},

		async end() {
			await instance.remove();
			await sandbox.stop();
		},
	};
}
