import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { docusign } from '../e2e/support/workflow.mjs';
import { withJwt } from './support/credentials.mjs';
import { lastOutput, openPanel } from './support/panel.mjs';

const NAME = 'Docusign Admin Trigger';

/** What a user is like of whom an event tells. */
const STATUS = {
	userCreated: /^(active|created|activation_sent)$/i,
	userActivated: /^active$/i,
	userClosed: /^closed$/i,
	userReactivated: /^active$/i,
	userUpdated: /./,
	membershipChanged: /./,
};

/**
 * Who builds a workflow maps fields by the sample: it has to be what an event will be like.
 * @param {() => import('./support/world.mjs').BrowserWorld} world
 */
export function fetchingTestEvents(world) {
	describe("the trigger's test event", () => {
		/** @type {Record<string, { id: string, name: string }>} */
		let credentials;
		before(async () => void (credentials = await withJwt(world())));

		for (const [event, status] of Object.entries(STATUS)) {
			it(`agrees with ${event}`, async () => {
				const { client, editor } = world();
				const node = {
					...docusign({}, NAME),
					type: 'n8n-nodes-docusign-admin.docusignAdminTrigger',
					parameters: { events: [event] },
					credentials,
				};
				const workflow = { name: event, nodes: [node], connections: {} };
				const { id } = await client.createWorkflow(workflow);
				await openPanel(world(), id, node.id);
				await editor.part('node-execute-button').click();
				await editor.part('output-panel').getByText(event).first().waitFor();
				const [sample, ...more] = await lastOutput(world(), id, NAME);
				assert.deepEqual(more, []);
				assert.equal(sample.event, event);
				const { user_status, status: plain, email } = sample.user;
				assert.match(String(user_status ?? plain), status);
				assert.match(email, /@/);
			});
		}
	});
}
