import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'flatted';
import { ScriptError } from '../lib/scriptError.mjs';
import { DOCUSIGN, WEBHOOK } from './workflow.mjs';

/** @typedef {import('../n8n/rest.mjs').RestClient} RestClient */
/** @typedef {{ id: string, status: string, batch?: number, failed: string[] }} Batch `failed`: what items said that did not succeed */

const OPEN = new Set(['new', 'running', 'waiting', 'unknown']);
const PAGE = 100;
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
 * The executions of a workflow and how each ended, without their data.
 * @param {RestClient} client
 * @param {string} workflowId
 * @returns {Promise<{ id: string, status: string }[]>}
 */
export async function executionsOf(client, workflowId) {
	/** @type {Map<string, { id: string, status: string }>} */
	const all = new Map();
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	let cursor = '';
	do {
		const from = cursor && `&cursor=${encodeURIComponent(cursor)}`;
		const page = await client.request('GET', `/executions?filter=${filter}&limit=${PAGE}${from}`);
		// What ends meanwhile moves from one page to another.
		for (const { id, status } of page.results) all.set(id, { id, status });
		cursor = page.nextCursor ?? '';
	} while (cursor);
	return [...all.values()];
}

/**
 * Waits until as many executions as were asked for have ended, however they did.
 * @param {RestClient} client
 * @param {string} workflowId
 * @param {{ count: number, patience: number, onProgress?: (ended: number) => void }} options
 */
export async function untilEnded(client, workflowId, { count, patience, onProgress }) {
	const deadline = Date.now() + patience;
	for (;;) {
		const all = await executionsOf(client, workflowId);
		const ended = all.filter(({ status }) => !OPEN.has(status)).length;
		onProgress?.(ended);
		if (ended >= count && ended === all.length) return all;
		if (Date.now() > deadline) {
			const states = all.map(({ status }) => status).filter((status) => OPEN.has(status));
			throw new ScriptError(
				`Not all ${count} executions ended in time: ${ended} did, the rest are ${[...new Set(states)].join(', ')}`,
			);
		}
		await delay(1_000);
	}
}

/**
 * Which batch an execution was for, and what its items said that failed.
 * @param {RestClient} client
 * @param {{ id: string, status: string }} execution
 * @returns {Promise<Batch>}
 */
export async function batchOf(client, { id, status }) {
	const { data } = await client.request('GET', `/executions/${id}`);
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
