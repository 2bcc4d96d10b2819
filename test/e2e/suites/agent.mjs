import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { connectMcp } from '../support/mcp.mjs';
import { docusign, locator } from '../support/workflow.mjs';

const PATH = 'docusign';
const EMAIL = 'asked.for@example.com';

/** @param {string} name @param {string} what @param {string} [type] */
const fromAgent = (name, what, type = 'string') =>
	`={{ $fromAI('${name}', '${what}', '${type}') }}`;

/**
 * The node as a tool, as the editor adds it to an agent or to a server of tools.
 * @param {string} name
 * @param {Record<string, unknown>} parameters
 */
const tool = (name, parameters) => ({
	...docusign({ descriptionType: 'auto', ...parameters }, name),
	type: 'n8n-nodes-docusign-admin.docusignAdminTool',
});

/** @param {ReturnType<typeof tool>[]} tools */
function serverOf(tools) {
	const server = 'MCP Server Trigger';
	return {
		name: 'Docusign for agents',
		nodes: [
			{
				id: randomUUID(),
				name: server,
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: { authentication: 'none', path: PATH },
			},
			...tools,
		],
		connections: Object.fromEntries(
			tools.map(({ name }) => [name, { ai_tool: [[{ node: server, type: 'ai_tool', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
	};
}

const organization = { organizationId: locator('', 'list') };

const TOOLS = () => [
	tool('List users', { resource: 'user', operation: 'getAll', ...organization }),
	tool('Provide user', {
		resource: 'user',
		operation: 'upsert',
		...organization,
		accountId: locator(fromAgent('account', 'Name of the account'), 'name'),
		email: fromAgent('email', 'Address of the person'),
		firstName: fromAgent('firstName', 'First name'),
		lastName: fromAgent('lastName', 'Last name'),
	}),
	tool('Plan roster', {
		resource: 'roster',
		operation: 'plan',
		...organization,
		peopleFrom: 'json',
		people: fromAgent('people', 'Everybody who should have access, a list in JSON'),
	}),
	tool('Apply roster', {
		resource: 'roster',
		operation: 'apply',
		...organization,
		changesFrom: 'json',
		changes: fromAgent('changes', 'The changes of the plan as it gave them, a list in JSON'),
	}),
];

/**
 * The node as tools of an agent, without a model: a client that does what one would.
 * @param {() => import('../support/world.mjs').World} world
 */
export function agent(world) {
	describe('an agent', () => {
		/** @type {Awaited<ReturnType<typeof connectMcp>>} */
		let client;
		/** @type {string} */
		let account;

		before(async () => {
			await world().begin('openApi', { users: 120 });
			account = (await world().sandbox.summary()).accounts[0].name;
			const workflow = await world().client.createWorkflow(serverOf(TOOLS()));
			await world().client.activate(workflow);
			client = await connectMcp(`${world().instance.url}/mcp/${PATH}`);
		});
		after(async () => await client?.close());

		/** @param {unknown} answer */
		const records = (answer) => {
			assert.ok(Array.isArray(answer), JSON.stringify(answer).slice(0, 500));
			return answer.map((each) => each.json ?? each);
		};

		it('is told what each tool does and which words it takes', async () => {
			const tools = await client.tools();
			assert.deepEqual(tools.map(({ name }) => name).sort(), [
				'Apply_roster',
				'List_users',
				'Plan_roster',
				'Provide_user',
			]);
			for (const { name, description } of tools) assert.ok(description.length > 20, name);
			const provide = tools.find(({ name }) => name === 'Provide_user');
			assert.deepEqual(Object.keys(provide?.inputSchema.properties ?? {}).sort(), [
				'account',
				'email',
				'firstName',
				'lastName',
			]);
		});

		it('gets no more than fifty users from a list unless it is told otherwise', async () => {
			const users = records(await client.call('List_users'));
			assert.equal(users.length, 50);
		});

		it('provides a user once, however often it asks', async () => {
			const wanted = { account, email: EMAIL, firstName: 'Asked', lastName: 'For' };
			const [first] = records(await client.call('Provide_user', wanted));
			assert.equal(first.action, 'created', JSON.stringify(first));
			const [second] = records(await client.call('Provide_user', wanted));
			assert.equal(second.action, 'unchanged', JSON.stringify(second));
			assert.equal(second.id, first.id);
		});

		it('is told what there is where it names what there is not', async () => {
			const wanted = { account: 'Nowhere', email: EMAIL, firstName: 'Asked', lastName: 'For' };
			const said = JSON.stringify(await client.call('Provide_user', wanted));
			assert.match(said, /Nowhere/);
			assert.ok(said.includes(account), said);
		});

		it('applies a plan that was made, and no other', async () => {
			const people = JSON.stringify([
				{ email: 'planned@example.com', firstName: 'Planned', lastName: 'One', account },
			]);
			const plan = records(await client.call('Plan_roster', { people }));
			const made = plan.filter((change) => change.action === 'create');
			assert.equal(made.length, 1, JSON.stringify(plan).slice(0, 1000));
			const altered = made.map((change) => ({ ...change, email: 'other@example.com' }));
			const refused = JSON.stringify(
				await client.call('Apply_roster', { changes: JSON.stringify(altered) }),
			);
			assert.match(refused, /plan/i);
			const [applied] = records(
				await client.call('Apply_roster', { changes: JSON.stringify(made) }),
			);
			assert.equal(applied.outcome, 'applied', JSON.stringify(applied));
			const { requests } = await world().sandbox.control('GET', '/requests');
			assert.ok(!JSON.stringify(requests).includes('other@example.com'));
		});
	});
}
