import { LOG, TRIGGER } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./world.mjs').Watch} Watch */
/** @typedef {{ event: string, event_id: string, account_id: string | null, user: { id: string, email?: string }, changed_fields?: string[], execution: string, record?: Record<string, unknown> }} Received */
/** @typedef {{ received: Received[], empty: number, failed: string[], unfinished: number }} Story */

/**
 * All that a workflow has been started with since it was activated, oldest first.
 * @param {World} world
 * @param {Watch} watch
 * @returns {Promise<Story>}
 */
export async function storyOf({ client }, { id }) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await client.request('GET', `/executions?filter=${filter}&limit=100`);
	/** @type {Story} */
	const story = { received: [], empty: 0, failed: [], unfinished: 0 };
	for (const { id: executionId, mode, status } of results.reverse()) {
		if (mode === 'manual') continue;
		const execution = await client.execution(executionId);
		if (status === 'error') {
			story.failed.push(String(execution.error?.message));
			continue;
		}
		if (status !== 'success') story.unfinished++;
		const events = itemsOf(execution, TRIGGER);
		const records = itemsOf(execution, LOG);
		if (events.length === 0) story.empty++;
		events.forEach((event, index) => {
			story.received.push(
				/** @type {Received} */ ({ ...event, execution: executionId, record: records[index] }),
			);
		});
	}
	return story;
}

/**
 * @param {import('../../../scripts/n8n/rest.mjs').Execution} execution
 * @param {string} node
 * @returns {Record<string, unknown>[]}
 */
export const itemsOf = ({ runData }, node) =>
	(runData[node]?.[0]?.data?.main[0] ?? []).map(({ json }) => json);
