import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chain, docusign } from '../e2e/support/workflow.mjs';
import { withJwt } from './support/credentials.mjs';
import {
	choose,
	descriptionOf,
	fieldsOf,
	menusOf,
	openPanel,
	watchConsole,
	wordsOf,
} from './support/panel.mjs';

/** Where n8n's editor asks for the options of a list. */
/** What a panel never says: values that are not there, and expressions nobody has evaluated. */
const RAW = /\bundefined\b|\[object |\{\{|\$parameter|\bNaN\b/;

/**
 * Every operation of both nodes, and the trigger, as somebody sees them who looks through the menus.
 * @param {() => import('./support/world.mjs').BrowserWorld} world
 */
export function openingPanels(world) {
	describe('the panels of the nodes', () => {
		/** @type {string[]} */
		let errors;
		/** @type {Record<string, { id: string, name: string }>} */
		let credentials;

		/** Lists, too, are empty rather than an error while it is not clear of what. */
		const isQuiet = () => assert.deepEqual(errors, []);

		before(async () => {
			errors = watchConsole(world().editor.page);
			credentials = await withJwt(world());
			const { client, sandbox } = world();
			const type = 'docusignScimApi';
			const data = await sandbox.control('GET', '/credential/scim');
			const { id, name } = await client.createCredential({ name: 'Docusign SCIM', type, data });
			credentials[type] = { id, name };
		});

		for (const type of ['docusignAdmin', 'docusignScim']) {
			it(`of ${type} show their fields, in words, without an error`, async () => {
				const node = nodeOf(type);
				const { id } = await world().client.createWorkflow(chain(type, [node]));
				const description = await descriptionOf(world(), type);
				const menus = menusOf(description);
				const resources = menus.map(({ resource }) => resource);
				assert.ok(menus.length > 3, `${menus.length} resources`);
				errors.length = 0;
				await openPanel(world(), id, node.id);
				for (const { resource, operations } of menus) {
					await choose(world(), 'resource', resources, resource);
					for (const operation of operations) {
						await choose(world(), 'operation', operations, operation);
						await seen(description, resource.value, operation.value);
					}
				}
				isQuiet();
			});
		}

		it('of the trigger show its fields, in words, without an error', async () => {
			const { client, editor } = world();
			const node = { ...nodeOf('docusignAdminTrigger'), parameters: {} };
			const workflow = { name: 'Trigger', nodes: [node], connections: {} };
			const { id } = await client.createWorkflow(workflow);
			errors.length = 0;
			await openPanel(world(), id, node.id);
			for (const name of ['organizationId', 'accountIds', 'events', 'firstRun']) {
				await editor.part(`parameter-input-${name}`).first().waitFor();
			}
			assert.doesNotMatch(await wordsOf(world()), RAW);
			assert.deepEqual(errors, []);
		});

		/** @param {string} type */
		function nodeOf(type) {
			const uses = type === 'docusignScim' ? 'docusignScimApi' : 'docusignAdminJwtApi';
			return {
				...docusign({}),
				type: `n8n-nodes-docusign-admin.${type}`,
				parameters: {},
				credentials: { [uses]: credentials[uses] },
			};
		}

		/**
		 * @param {import('./support/panel.mjs').NodeDescription} description
		 * @param {string} resource
		 * @param {string} operation
		 */
		async function seen(description, resource, operation) {
			const { editor } = world();
			for (const name of fieldsOf(description, { resource, operation })) {
				await editor.part(`parameter-input-${name}`).first().waitFor();
			}
			assert.doesNotMatch(await wordsOf(world()), RAW, `${resource} > ${operation}`);
		}
	});
}
