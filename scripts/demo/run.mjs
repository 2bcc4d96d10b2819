import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../n8n/install.mjs';
import { packPackage } from '../n8n/installPackage.mjs';
import { createInstance } from '../n8n/instance.mjs';
import { startSandbox } from '../sandbox.mjs';
import {
	CREDENTIAL,
	loadWorkflow,
	SCIM_CREDENTIAL,
	TRIGGER,
	workflowNames,
} from '../workflows.mjs';
import { changesTable, readState } from './changes.mjs';
import { tourText } from './tour.mjs';

/**
 * @typedef {object} DemoOptions
 * @property {number} [port]
 * @property {import('../sandbox.mjs').Contract} contract
 * @property {() => void} stage called when the next of its four stages begins
 */

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * Starts the sandbox and n8n with the packed package, runs the workflows of an employee who comes and
 * goes, and prints what changed. Both keep running.
 * @param {DemoOptions} options
 * @returns {Promise<{ succeeded: boolean, text: string }>} whether it went well, and what there is to see
 */
export async function runDemo({ port, contract, stage }) {
	stage();
	const n8n = await ensureN8n();
	stage();
	const sandbox = await startSandbox();
	stage();
	const tarballs = await mkdtemp(join(tmpdir(), 'docusign-admin-pack-'));
	const tarball = await packPackage(tarballs);
	const instance = await createInstance({ n8n, tarball, port });
	await rm(tarballs, { recursive: true, force: true });
	const workflows = await Promise.all((await workflowNames()).map(loadWorkflow));
	const scim = await sandbox.control('GET', '/credential/scim');
	await instance.importCredentials([
		{ ...CREDENTIAL, data: await sandbox.credential({ apiContract: contract }) },
		{ ...SCIM_CREDENTIAL, data: scim },
	]);
	await instance.importWorkflows(workflows);
	await instance.start();
	const { owner, ...client } = await instance.signIn();
	const oauth2 = await sandbox.control('GET', `/credential/oauth2?apiContract=${contract}`);
	// As somebody would enter n8n's address in the app.
	await sandbox.control('POST', `/apps/${oauth2.clientId}`, {
		redirectUris: [`${instance.url}/rest/oauth2-credential/callback`],
	});

	stage();
	const tour = {
		url: instance.url,
		owner,
		oauth2,
		scim,
		workflows: workflows.map(({ name }) => name),
	};
	return { succeeded: await comeAndGo(client, sandbox), text: tourText(tour) };
}

/**
 * @param {import('../n8n/rest.mjs').RestClient} client
 * @param {import('../sandbox.mjs').Sandbox} sandbox
 */
async function comeAndGo(client, sandbox) {
	let succeeded = true;
	for (const name of ['provision-a-new-employee', 'deprovision-a-departing-employee']) {
		const workflow = await loadWorkflow(name);
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
	return succeeded;
}
