import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../n8n/install.mjs';
import { packPackage } from '../n8n/installPackage.mjs';
import { createInstance } from '../n8n/instance.mjs';
import { startSandbox } from '../sandbox.mjs';
import { CREDENTIAL, loadWorkflow, TRIGGER } from '../workflows.mjs';
import { changesTable, readState } from './changes.mjs';

/** @typedef {{ port?: number, contract: import('../sandbox.mjs').Contract }} DemoOptions */

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * Starts the sandbox and n8n with the packed package, runs both example workflows and prints what
 * changed. Both keep running.
 * @param {DemoOptions} options
 * @returns {Promise<{ succeeded: boolean, url: string, owner: import('../n8n/rest.mjs').Owner }>}
 */
export async function runDemo({ port, contract }) {
	const n8n = await ensureN8n();
	say('Starting the sandbox, an in-memory Docusign …');
	const sandbox = await startSandbox();
	say('Starting n8n with the packed package …');
	const tarballs = await mkdtemp(join(tmpdir(), 'docusign-admin-pack-'));
	const tarball = await packPackage(tarballs);
	const instance = await createInstance({ n8n, tarball, port });
	await rm(tarballs, { recursive: true, force: true });
	const workflows = await Promise.all([
		loadWorkflow('provision-a-new-employee'),
		loadWorkflow('deprovision-a-departing-employee'),
	]);
	const data = await sandbox.credential({ apiContract: contract });
	await instance.importCredentials([{ ...CREDENTIAL, data }]);
	await instance.importWorkflows(workflows);
	await instance.start();
	const { owner, ...client } = await instance.signIn();

	let succeeded = true;
	for (const workflow of workflows) {
		const email = 'jane.doe@example.com';
		const before = await readState(sandbox, email);
		const execution = await client.execute(workflow.id, TRIGGER);
		const after = await readState(sandbox, email);
		const ok = execution.status === 'success';
		succeeded &&= ok;
		say(`\n${workflow.name}: ${ok ? 'succeeded' : 'FAILED'}`);
		if (!ok) {
			const { message, description, node } = execution.error ?? { message: execution.status };
			say(`  ${node ? `${node.name}: ` : ''}${message}\n  ${description ?? ''}`);
		}
		say(`\n${changesTable(email, before, after)}`);
	}
	return { succeeded, url: instance.url, owner };
}
