import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../../../scripts/n8n/install.mjs';
import { packPackage } from '../../../scripts/n8n/installPackage.mjs';
import { createInstance } from '../../../scripts/n8n/instance.mjs';
import { startSandbox } from '../../../scripts/sandbox.mjs';
import { CREDENTIAL, loadWorkflow } from '../../../scripts/workflows.mjs';

/** @typedef {import('../../../scripts/sandbox.mjs').Contract} Contract */
/** @typedef {Awaited<ReturnType<typeof createWorld>>} World */
/** @typedef {{ contract: Contract, id: string, prefix: string }} Watch */

export const TRIGGER = 'Docusign user changes';
export const LOG = 'Your log';

/** n8n's scheduler, with polls and what they know in the database. All of it is off by default. */
const DURABLE = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

/** n8n stores no static data of a workflow whose id is longer than 16 characters. */
const WORKFLOW_IDS = { openApi: 'auditLogOpenApi', cursor: 'auditLogCursor' };

/** @param {Contract} contract */
const credentialOf = (contract) => ({
	...CREDENTIAL,
	id: `${CREDENTIAL.id}${contract}`,
	name: `${CREDENTIAL.name} (${contract})`,
});

/**
 * The example workflow, set up for a contract and polling each minute.
 * @param {Contract} contract
 * @param {string} organizationId
 */
async function workflowFor(contract, organizationId) {
	const example = await loadWorkflow('user-changes-to-an-audit-log');
	const { id, name } = credentialOf(contract);
	return {
		...example,
		id: WORKFLOW_IDS[contract],
		name: `${example.name} (${contract})`,
		nodes: example.nodes.map((node) =>
			node.name === TRIGGER
				? {
						...node,
						parameters: {
							.../** @type {object} */ (node.parameters),
							organizationId: { __rl: true, mode: 'id', value: organizationId },
							pollTimes: { item: [{ mode: 'everyMinute' }] },
						},
						credentials: { [CREDENTIAL.type]: { id, name } },
					}
				: node,
		),
	};
}

/**
 * One sandbox, and one n8n in which the example workflow watches it twice: on each contract.
 * @param {{ durable: boolean }} options
 */
export async function createWorld({ durable }) {
	const n8n = await ensureN8n();
	const sandbox = await startSandbox();
	const tarballs = await mkdtemp(join(tmpdir(), 'docusign-admin-pack-'));
	const tarball = await packPackage(tarballs);
	const instance = await createInstance({ n8n, tarball, env: durable ? DURABLE : {} });
	await rm(tarballs, { recursive: true, force: true });
	const { organizations } = await sandbox.summary();
	/** @type {Contract[]} */
	const contracts = ['openApi', 'cursor'];
	const workflows = await Promise.all(
		contracts.map((contract) => workflowFor(contract, organizations[0].id)),
	);
	await instance.importCredentials(
		await Promise.all(
			contracts.map(async (apiContract) => ({
				...credentialOf(apiContract),
				data: await sandbox.credential({ apiContract }),
			})),
		),
	);
	await instance.importWorkflows(workflows);
	await instance.start();
	const client = await instance.signIn();
	/** @type {Watch[]} */
	const watches = contracts.map((contract, index) => ({
		contract,
		id: workflows[index].id,
		prefix: contract === 'cursor' ? '/cursor/management/' : '/management/',
	}));

	return {
		sandbox,
		client,
		instance,
		watches,

		/** @param {Watch} watch */
		async activate({ id }) {
			const { versionId } = await client.request('GET', `/workflows/${id}`);
			await client.activate({ id, versionId });
		},

		/** Ends n8n as a power failure would, with whatever it has started. */
		async kill() {
			process.kill(-(/** @type {number} */ (instance.pid())), 'SIGKILL');
			while (instance.isRunning()) await new Promise((resolve) => setTimeout(resolve, 50));
		},

		/**
		 * What n8n keeps of a trigger, in bytes, outside its durable mode.
		 * @param {Watch} watch
		 * @returns {Promise<number>}
		 */
		async staticDataBytes({ id }) {
			const { staticData } = await client.request('GET', `/workflows/${id}`);
			return Buffer.byteLength(JSON.stringify(staticData ?? {}));
		},

		async end() {
			await instance.remove();
			await sandbox.stop();
		},
	};
}
