import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../lib/command.mjs';
import { claimPort, freePort } from '../lib/ports.mjs';
import { ScriptError } from '../lib/scriptError.mjs';
import { onShutdown } from '../lib/shutdown.mjs';
import { installPackage } from './installPackage.mjs';
import { startProcess } from './process.mjs';
import { createRestClient } from './rest.mjs';
import { n8nRelease } from './versions.mjs';

/** @typedef {import('./rest.mjs').Owner} Owner */

/**
 * @typedef {object} InstanceOptions
 * @property {import('./install.mjs').N8nInstallation} n8n
 * @property {string} [tarball] our packed package, installed as a user does
 * @property {number} [port] any free one if left out
 * @property {Record<string, string>} [env]
 */

const READY_WITHIN = 120_000;

/** What an n8n of ours does without: nothing of it is asked for elsewhere. */
export const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	// Signs in over plain http on loopback.
	N8N_SECURE_COOKIE: 'false',
};

/**
 * An n8n with a database, an encryption key and community packages of its own in a temporary
 * folder, gone after `remove()`.
 * @param {InstanceOptions} options
 */
export async function createInstance({ n8n, tarball, port: wanted, env = {} }) {
	const port = wanted === undefined ? await freePort() : await claimPort(wanted);
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-docusign-admin-'));
	const home = join(userFolder, '.n8n');
	await mkdir(home, { recursive: true });
	const removeFolder = async () => {
		await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	const forget = onShutdown(removeFolder);
	const url = `http://127.0.0.1:${port}`;
	const environment = {
		...QUIET,
		...n8nRelease().env,
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: url,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...env,
	};
	if (tarball) await installPackage({ folder: join(home, 'nodes'), tarball });

	/** @type {import('./process.mjs').ManagedProcess | undefined} */
	let server;

	/** @param {string[]} args */
	async function command(...args) {
		const { code, stdout, tail } = await run(n8n.node, [n8n.script, ...args], {
			cwd: userFolder,
			env: environment,
		});
		if (code !== 0) throw new ScriptError(`n8n ${args.join(' ')} failed:\n${tail}`);
		return stdout;
	}

	/**
	 * @param {'credentials' | 'workflow'} kind
	 * @param {object[]} records
	 */
	async function importRecords(kind, records) {
		const file = join(userFolder, `${randomBytes(8).toString('hex')}.json`);
		await writeFile(file, JSON.stringify(records), { mode: 0o600 });
		try {
			await command(`import:${kind}`, `--input=${file}`);
		} finally {
			await rm(file, { force: true });
		}
	}

	return {
		url,
		port,
		userFolder,
		/** @returns {number | undefined} */
		pid: () => server?.pid,
		isRunning: () => server?.isRunning() ?? false,
		log: () => server?.tail() ?? '',

		/** @param {import('./rest.mjs').CredentialFile[]} credentials */
		importCredentials: (credentials) => importRecords('credentials', credentials),
		/** @param {object[]} workflows each with its `id` */
		importWorkflows: (workflows) => importRecords('workflow', workflows),

		/** Starts the server and waits until it answers. */
		async start() {
			server = await startProcess(n8n.node, [n8n.script, 'start'], {
				cwd: userFolder,
				env: environment,
			});
			await untilReady(url, server);
		},

		/**
		 * Creates the owner of a fresh instance and signs in.
		 * @param {Owner} [owner]
		 */
		async signIn(owner = newOwner()) {
			const client = createRestClient(url);
			await client.setUpOwner(owner);
			return { ...client, owner };
		},

		/** Stops the server; the folder stays, so that it can be started again. */
		async stop() {
			await server?.stop();
			server = undefined;
		},

		/** Stops the server and removes all it stored. */
		async remove() {
			await server?.stop();
			server = undefined;
			forget();
			await removeFolder();
		},
	};
}

/** @typedef {Awaited<ReturnType<typeof createInstance>>} Instance */

/** @returns {Owner} with a password that n8n accepts */
export function newOwner() {
	return {
		email: 'owner@example.com',
		firstName: 'Demo',
		lastName: 'Owner',
		password: `Dn8-${randomBytes(6).toString('hex')}`,
	};
}

/**
 * @param {string} url
 * @param {import('./process.mjs').ManagedProcess} server
 */
async function untilReady(url, server) {
	const deadline = Date.now() + READY_WITHIN;
	while (Date.now() < deadline) {
		if (!server.isRunning()) break;
		// n8n 1.x calls itself ready before it knows the addresses that the editor uses.
		if ((await answers(`${url}/healthz/readiness`)) && (await answers(`${url}/rest/settings`)))
			return;
		await delay(150);
	}
	const state = server.isRunning() ? `did not answer within ${READY_WITHIN / 1000} s` : 'ended';
	const tail = server.tail();
	await server.stop();
	throw new ScriptError(`n8n ${state} while starting. The end of its log:\n${tail}`);
}

/** @param {string} address */
async function answers(address) {
	const response = await fetch(address).catch(() => undefined);
	await response?.body?.cancel();
	return response?.ok ?? false;
}
