import { join } from 'node:path';
import { projectRoot } from './lib/paths.mjs';
import { ScriptError } from './lib/scriptError.mjs';
import { startProcess } from './n8n/process.mjs';

/** @typedef {'openApi' | 'cursor'} Contract */
/** @typedef {{ accountId: string, status: string, permissionProfileId?: number, groupIds: number[], jobTitle?: string, companyName?: string }} SandboxMembership */
/** @typedef {{ id: string, email: string, userName: string, firstName?: string, lastName?: string, status: string, memberships: SandboxMembership[] }} SandboxUser */
/** @typedef {{ id: string, name: string, permissionProfiles: { id: number, name: string }[], groups: { id: number, name: string }[] }} SandboxAccount */

/**
 * Starts the sandbox in a process of its own.
 * @param {string[]} [args] command-line options, see `npm run sandbox -- --help`
 */
export async function startSandbox(args = []) {
	const command = ['--import', 'tsx', join('sandbox', 'cli.ts'), '--port', '0', ...args];
	const server = await startProcess(process.execPath, command, { cwd: projectRoot });
	/** @type {{ url: string, adminBaseUrl: string, cursorBaseUrl: string }} */
	const ready = await Promise.race([
		new Promise((resolve) => {
			server.onLine((line) => line.startsWith('{') && resolve(JSON.parse(line)));
		}),
		server.exited.then(() => {
			throw new ScriptError(`The sandbox did not start:\n${server.tail()}`);
		}),
	]);

	/**
	 * Calls one of its control endpoints.
	 * @param {string} method
	 * @param {string} path below `/_sandbox`
	 * @param {unknown} [body]
	 * @returns {Promise<any>}
	 */
	async function control(method, path, body) {
		const response = await fetch(`${ready.url}/_sandbox${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The sandbox answered ${method} ${path} with ${text}`);
		return JSON.parse(text);
	}

	return {
		...ready,
		pid: server.pid,
		control,
		/**
		 * Field values of a `docusignAdminJwtApi` credential that works as it is.
		 * @param {Record<string, string>} [overrides]
		 * @returns {Promise<Record<string, string>>}
		 */
		credential: (overrides = {}) => control('GET', `/credential?${new URLSearchParams(overrides)}`),
		/** @returns {Promise<{ accounts: SandboxAccount[], organizations: { id: string, name: string }[], users: number, memberships: number }>} */
		summary: () => control('GET', ''),
		/**
		 * @param {string} email
		 * @returns {Promise<SandboxUser[]>}
		 */
		usersByEmail: async (email) =>
			(await control('GET', `/users?email=${encodeURIComponent(email)}`)).users,
		stop: server.stop,
	};
}

/** @typedef {Awaited<ReturnType<typeof startSandbox>>} Sandbox */
