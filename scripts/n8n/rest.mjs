import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'flatted';

/** @typedef {{ email: string, password: string, firstName: string, lastName: string }} Owner */
/** @typedef {{ id: string, name: string, type: string, data: Record<string, unknown> }} CredentialFile */
/** @typedef {{ name: string, nodes: { name: string, type: string, [key: string]: unknown }[], connections: object, settings?: object }} WorkflowFile */
/** @typedef {{ json: Record<string, unknown>, pairedItem?: unknown, error?: unknown }} Item */
/** @typedef {{ startTime: number, executionTime: number, executionStatus: string, data?: { main: (Item[] | null)[] }, error?: { message: string, description?: string } }} NodeRun */
/** @typedef {{ id: string, status: string, startedAt: string, stoppedAt: string, runData: Record<string, NodeRun[]>, error?: { message: string, description?: string, node?: { name: string } } }} Execution */

const UNFINISHED = new Set(['new', 'running', 'waiting']);

/**
 * The part of n8n's own REST interface that the editor uses and we need.
 * @param {string} url such as `http://127.0.0.1:5678`
 */
export function createRestClient(url) {
	/** @type {Map<string, string>} */
	const cookies = new Map();

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body]
	 * @returns {Promise<any>} what n8n wraps in `data`
	 */
	async function request(method, path, body) {
		const send = () =>
			fetch(`${url}/rest${path}`, {
				method,
				headers: {
					cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
				},
				body: body === undefined ? undefined : JSON.stringify(body),
			});
		// A busy n8n closes a kept connection just as it is used again: harmless for a read.
		const response = await send().catch((error) => {
			if (method !== 'GET') throw error;
			return send();
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [pair] = cookie.split(';');
			cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
		}
		const text = await response.text();
		if (!response.ok) {
			throw new Error(
				`n8n answered ${method} ${path} with ${response.status}: ${text.slice(0, 500)}`,
			);
		}
		return JSON.parse(text).data;
	}

	/**
	 * @param {string} workflowId
	 * @param {string} executionId
	 * @returns {Promise<string | undefined>} undefined: n8n does not list it yet
	 */
	async function statusOf(workflowId, executionId) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await request('GET', `/executions?filter=${filter}&limit=20`);
		return results.find((/** @type {{ id: string }} */ { id }) => id === executionId)?.status;
	}

	return {
		request,

		/** @param {Owner} owner */
		async setUpOwner(owner) {
			await request('POST', '/owner/setup', owner);
			await request('POST', '/login', {
				emailOrLdapLoginId: owner.email,
				password: owner.password,
			});
		},

		/**
		 * What the credential window shows after "Test".
		 * @param {CredentialFile} credentials
		 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
		 */
		async testCredential(credentials) {
			return await request('POST', '/credentials/test', { credentials });
		},

		/**
		 * @param {Omit<CredentialFile, 'id'>} credential
		 * @returns {Promise<{ id: string, name: string }>}
		 */
		async createCredential(credential) {
			return await request('POST', '/credentials', credential);
		},

		/**
		 * @param {WorkflowFile} workflow
		 * @returns {Promise<{ id: string, versionId: string }>}
		 */
		async createWorkflow(workflow) {
			// n8n 1.x has no default for `active`.
			return await request('POST', '/workflows', { active: false, ...workflow });
		},

		/**
		 * @param {{ id: string, versionId: string }} workflow
		 */
		async activate({ id, versionId }) {
			return await request('POST', `/workflows/${id}/activate`, { versionId });
		},

		/**
		 * Runs a stored workflow from its trigger, as "Execute workflow" does, and waits for its end.
		 * @param {string} id
		 * @param {string} trigger the trigger node's name
		 * @param {{ patience?: number, onWaiting?: () => Promise<void> }} [options] milliseconds, 120,000 by
		 * default; what is to be done once it waits for somebody
		 * @returns {Promise<Execution>}
		 */
		async execute(id, trigger, { patience = 120_000, onWaiting } = {}) {
			const { executionId } = await request('POST', `/workflows/${id}/run`, {
				// n8n 1.x runs what it is given, as its editor does; 2.x what is stored.
				workflowData: await request('GET', `/workflows/${id}`),
				triggerToStartFrom: { name: trigger },
			});
			const deadline = Date.now() + patience;
			let answer = onWaiting;
			for (;;) {
				const status = (await statusOf(id, executionId)) ?? 'new';
				if (!UNFINISHED.has(status)) break;
				if (status === 'waiting' && answer) {
					await answer();
					answer = undefined;
				}
				if (Date.now() > deadline) {
					throw new Error(`The workflow ${id} has not ended within ${patience / 1000} s.`);
				}
				await delay(100);
			}
			return await this.execution(executionId);
		},

		/**
		 * @param {string} id
		 * @returns {Promise<Execution>}
		 */
		async execution(id) {
			const { data, ...rest } = await request('GET', `/executions/${id}`);
			const { resultData } = typeof data === 'string' ? parse(data) : data;
			return { ...rest, runData: resultData.runData ?? {}, error: resultData.error };
		},
	};
}

/** @typedef {ReturnType<typeof createRestClient>} RestClient */
