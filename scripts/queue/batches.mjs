import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'flatted';
import { ScriptError } from '../lib/scriptError.mjs';
import { DOCUSIGN, WEBHOOK } from './workflow.mjs';

/** @typedef {import('../n8n/rest.mjs').RestClient} RestClient */
/** @typedef {{ id: number, status: string, batch?: number, failed: string[] }} Batch `failed`: what items said that did not succeed */

const FAILED = ['error', 'crashed', 'canceled'];
const ENDED = ['success', ...FAILED];
/** More than a page holds would mean that nothing goes well. */
const MOST_FAILED = 100;
const REGISTERED_WITHIN = 60_000;

/**
 * Hands a batch to n8n's main process, which queues it.
 * @param {string} url of n8n
 * @param {number} batch
 */
export async function post(url, batch) {
	const deadline = Date.now() + REGISTERED_WITHIN;
	for (;;) {
		const response = await fetch(`${url}/webhook/${WEBHOOK}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ batch }),
		});
		const text = await response.text();
		if (response.ok) return;
		// A workflow is active a moment before its address is.
		if (response.status !== 404 || Date.now() > deadline) {
			throw new ScriptError(`n8n took no batch: ${response.status} ${text}`);
		}
		await delay(500);
	}
}

/**
 * How many executions of a workflow have ended, and the numbers of those that failed. n8n counts what its
 * list holds; its pages, cut by number and sorted by time, may leave some out.
 * @param {RestClient} client
 * @param {string} workflowId
 * @returns {Promise<{ ended: number, failed: number[] }>}
 */
export async function endedOf(client, workflowId) {
	/** @param {string[]} status @param {number} limit */
	const list = async (status, limit) => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status }));
		return await client.request('GET', `/executions?filter=${filter}&limit=${limit}`);
	};
	// Counted first: whichever fails between the two is listed, and not taken for one that went well.
	const { count } = await list(ENDED, 1);
	const { results } = await list(FAILED, MOST_FAILED);
	return {
		ended: count,
		failed: results.map((/** @type {{ id: string }} */ { id }) => Number(id)),
	};
}

/**
 * Which batch an execution was for, and what its items said that failed.
 * @param {RestClient} client
 * @param {number} id of the execution
 * @returns {Promise<Batch>}
 */
export async function batchOf(client, id) {
	const { status, data } = await client.request('GET', `/executions/${id}`);
	const { resultData, executionData } = typeof data === 'string' ? parse(data) : data;
	const ran = resultData.runData ?? {};
	const first = ran.Webhook?.[0]?.data ?? executionData?.nodeExecutionStack?.[0]?.data;
	const batch = first?.main?.[0]?.[0]?.json?.body?.batch;
	const items = ran[DOCUSIGN]?.[0]?.data?.main?.[0] ?? [];
	const failed = items.flatMap((/** @type {{ json: { error?: string } }} */ { json }) =>
		json.error ? [json.error] : [],
	);
	return { id, status, batch, failed };
}
