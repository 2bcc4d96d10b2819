import { randomUUID } from 'node:crypto';
import { CREDENTIAL, TRIGGER } from '../../../scripts/workflows.mjs';

/** @typedef {import('../../../scripts/n8n/rest.mjs').WorkflowFile} WorkflowFile */
/** @typedef {WorkflowFile['nodes'][number]} Node */

/**
 * @param {string} value
 * @param {string} [mode]
 */
export const locator = (value, mode = 'id') => ({ __rl: true, mode, value });

/**
 * A Docusign Admin node.
 * @param {Record<string, unknown>} parameters
 * @param {string} [name]
 * @returns {Node}
 */
export const docusign = (parameters, name = 'Docusign') => ({
	id: randomUUID(),
	name,
	type: 'n8n-nodes-docusign-admin.docusignAdmin',
	typeVersion: 1,
	position: [440, 0],
	parameters: { authentication: 'jwt', ...parameters },
	credentials: { [CREDENTIAL.type]: { id: CREDENTIAL.id, name: CREDENTIAL.name } },
});

/**
 * Nodes that turn an expression for an array of objects into one item each.
 * @param {string} expression without the leading `=`
 * @returns {Node[]}
 */
export const items = (expression) => [
	{
		id: randomUUID(),
		name: 'Array',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [200, 0],
		parameters: {
			assignments: {
				assignments: [
					{ id: randomUUID(), name: 'rows', type: 'array', value: `={{ ${expression} }}` },
				],
			},
			options: {},
		},
	},
	{
		id: randomUUID(),
		name: 'Items',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [320, 0],
		parameters: { fieldToSplitOut: 'rows', options: {} },
	},
];

/**
 * A workflow in which the nodes follow each other, beginning with a manual trigger.
 * @param {string} name
 * @param {Node[]} nodes
 * @returns {WorkflowFile}
 */
export function chain(name, nodes) {
	const all = [
		{
			id: randomUUID(),
			name: TRIGGER,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		...nodes,
	];
	/** @type {Record<string, object>} */
	const connections = {};
	all.slice(1).forEach((node, index) => {
		connections[all[index].name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	});
	return { name, nodes: all, connections, settings: { executionOrder: 'v1' } };
}

/**
 * What a node put out, as plain objects.
 * @param {import('../../../scripts/n8n/rest.mjs').Execution} execution
 * @param {string} node
 */
export function output(execution, node) {
	const run = execution.runData[node]?.[0];
	return (run?.data?.main[0] ?? []).map(({ json }) => json);
}

/**
 * The words a user reads when an execution fails.
 * @param {import('../../../scripts/n8n/rest.mjs').Execution} execution
 */
export function errorText({ error }) {
	return error ? `${error.message}\n${error.description ?? ''}` : '';
}
