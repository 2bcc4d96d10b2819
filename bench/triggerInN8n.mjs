import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureN8n } from '../scripts/n8n/install.mjs';
import { packPackage } from '../scripts/n8n/installPackage.mjs';
import { createInstance } from '../scripts/n8n/instance.mjs';
import { CREDENTIAL, loadWorkflow } from '../scripts/workflows.mjs';
import { settledMemory, watchMemory } from './memory.mjs';
import { countRequests } from './triggerPoller.mjs';

const TRIGGER = 'Docusign user changes';
const PATIENCE = 300_000;

/**
 * The first baseline in real n8n: it is taken when the workflow is activated, and done when it is stored.
 * @param {import('../scripts/sandbox.mjs').Sandbox} sandbox
 * @param {import('../scripts/sandbox.mjs').Contract} contract
 * @returns {Promise<import('./triggerPoller.mjs').Measured>}
 */
export async function measureActivation(sandbox, contract) {
	const n8n = await ensureN8n();
	const { organizations } = await sandbox.summary();
	const tarballs = await mkdtemp(join(tmpdir(), 'docusign-admin-pack-'));
	const instance = await createInstance({ n8n, tarball: await packPackage(tarballs) });
	await rm(tarballs, { recursive: true, force: true });
	const workflow = await loadWorkflow('user-changes-to-an-audit-log');
	const trigger = workflow.nodes.find(({ name }) => name === TRIGGER);
	Object.assign(/** @type {object} */ (trigger?.parameters), {
		organizationId: { __rl: true, mode: 'id', value: organizations[0].id },
	});
	const data = await sandbox.credential({ apiContract: contract });
	await instance.importCredentials([{ ...CREDENTIAL, data }]);
	await instance.importWorkflows([workflow]);
	await instance.start();
	try {
		const client = await instance.signIn();
		const { versionId } = await client.request('GET', `/workflows/${workflow.id}`);
		const pid = /** @type {number} */ (instance.pid());
		const before = await settledMemory(pid);
		await sandbox.control('DELETE', '/requests');
		const memory = watchMemory(pid);
		const started = performance.now();
		await client.activate({ id: workflow.id, versionId });
		const staticData = await untilStored(client, workflow.id);
		const seconds = (performance.now() - started) / 1000;
		const megabytes = (await memory.stop(Date.now())) - before;
		const requests = await countRequests(sandbox);
		const bytes = Buffer.byteLength(JSON.stringify(staticData));
		return { seconds, requests, bytes, megabytes, polls: 1, events: 0 };
	} finally {
		await instance.remove();
	}
}

/**
 * n8n answers before the first poll has ended.
 * @param {import('../scripts/n8n/rest.mjs').RestClient} client
 * @param {string} id
 * @returns {Promise<object>} what the workflow's triggers have stored
 */
async function untilStored(client, id) {
	const deadline = performance.now() + PATIENCE;
	while (performance.now() < deadline) {
		const { staticData } = await client.request('GET', `/workflows/${id}`);
		if (staticData && Object.keys(staticData).length > 0) return staticData;
		await delay(500);
	}
	throw new Error(`The baseline was not stored within ${PATIENCE / 1000} s.`);
}
