import { randomUUID } from 'node:crypto';
import { CREDENTIAL } from '../workflows.mjs';

export const WEBHOOK = 'provision-batch';
export const DOCUSIGN = 'Create Users';

/** The n-th user of a batch; whoever runs a batch again means the same people. */
const PERSON =
	'({ email: `new-${$json.body.batch}-${n}@example.com`, last: `Number ${$json.body.batch}-${n}` })';

/**
 * One execution for each batch that is posted. A user who is there already fails no batch: what n8n
 * gave up is run again from its beginning.
 * @param {{ organizationId: string, accountId: string, size: number, operation: string }} options `size`: users of a batch
 */
export function batchWorkflow({ organizationId, accountId, size, operation }) {
	/** @param {string} value */
	const id = (value) => ({ __rl: true, mode: 'id', value });
	const rows = `={{ Array.from({ length: ${size} }, (_, n) => ${PERSON}) }}`;
	const nodes = [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: randomUUID(),
			parameters: { httpMethod: 'POST', path: WEBHOOK, responseMode: 'onReceived', options: {} },
		},
		{
			name: 'Batch',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				assignments: {
					assignments: [{ id: randomUUID(), name: 'rows', type: 'array', value: rows }],
				},
				options: {},
			},
		},
		{
			name: 'Users',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		{
			name: DOCUSIGN,
			type: 'n8n-nodes-docusign-admin.docusignAdmin',
			typeVersion: 1,
			onError: 'continueRegularOutput',
			credentials: { [CREDENTIAL.type]: { id: CREDENTIAL.id, name: CREDENTIAL.name } },
			parameters: {
				authentication: 'jwt',
				resource: 'user',
				operation,
				organizationId: id(organizationId),
				accountId: id(accountId),
				email: '={{ $json.email }}',
				firstName: 'New',
				lastName: '={{ $json.last }}',
				additionalFields: {},
				options: {},
			},
		},
	].map((node, index) => ({ ...node, id: randomUUID(), position: [index * 220, 0] }));
	/** @type {Record<string, object>} */
	const connections = {};
	nodes.slice(1).forEach(({ name }, index) => {
		connections[nodes[index].name] = { main: [[{ node: name, type: 'main', index: 0 }]] };
	});
	return { name: 'Provision a batch', nodes, connections, settings: { executionOrder: 'v1' } };
}
