import { RoutingNode, SupplyDataContext } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	NodeConnectionTypes,
	type IExecuteData,
	type INodeParameters,
} from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { by, seeded, type ContractName } from '../../support/admin';
import { createEngine } from '../../support/engine';

/** The node as n8n runs it for an agent: all calls of all tools share the agent's execute data. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20 });
});

afterEach(async () => await sandbox.close());

/** An agent with one tool of ours for each contract; calls a tool as the engine does. */
function agent() {
	const shared = {} as IExecuteData;
	const nodeType = new DocusignAdmin();
	return async (apiContract: ContractName, parameters: INodeParameters) => {
		const { node, workflow, additionalData } = createEngine({
			nodeType,
			credentialTypes: [new DocusignAdminJwtApi()],
			credentials: {
				docusignAdminJwtApi: { ...sandbox.credential({ apiContract }), accessToken: '' },
			},
			parameters: { organizationId: by('id', seeded(sandbox).organizationId), ...parameters },
		});
		const call = [{ json: {} }];
		const context = new SupplyDataContext(
			workflow,
			{ ...node, id: apiContract },
			additionalData,
			'manual',
			createEmptyRunExecutionData(),
			0,
			call,
			{ [NodeConnectionTypes.AiTool]: [call] },
			NodeConnectionTypes.AiTool,
			shared,
			[],
		);
		// The engine's own types do not say so, but this is what it does for a tool.
		const output = await new RoutingNode(context as never, nodeType).runNode();
		return (output?.[0] ?? []).map(({ json }) => json);
	};
}

it('speaks the contract of each tool’s own credential', async () => {
	const call = agent();
	const list = { resource: 'user', operation: 'getAll', returnAll: true };
	expect(await call('openApi', list)).toHaveLength(20);
	expect(await call('cursor', list)).toHaveLength(20);
});

it('calls any operation of the API, each call for itself', async () => {
	const call = agent();
	const { organizationId, account } = seeded(sandbox);
	const send = async (apiOperation: string, more: INodeParameters) =>
		await call('openApi', {
			resource: 'apiCall',
			operation: 'send',
			apiOperation,
			pathParameters: { organizationId, accountId: account.id },
			...more,
		});
	await send('addDSGroup', { body: '{"group_name":"Legal"}' });
	expect(await send('getDSGroups', { returnAll: true })).toMatchObject([{ group_name: 'Legal' }]);
});

it('imports a list that stands in a field, each call for itself', async () => {
	const call = agent();
	const { account } = seeded(sandbox);
	const add = async (email: string) =>
		await call('openApi', {
			resource: 'userImport',
			operation: 'add',
			peopleFrom: 'json',
			people: JSON.stringify([
				{
					email,
					firstName: 'New',
					lastName: 'Comer',
					account: account.id,
					permissionProfile: account.permissionProfiles[1].name,
				},
			]),
			options: { dryRun: true },
		});
	expect(await add('one@example.com')).toMatchObject([
		{ body: expect.stringContaining('one@example.com') as string },
	]);
	expect(await add('two@example.com')).toMatchObject([
		{ body: expect.stringContaining('two@example.com') as string },
	]);
});

it.each(['openApi', 'cursor'] as const)('sees what has changed since, on %s', async (contract) => {
	const call = agent();
	const user = [...sandbox.state.users.values()][3];
	const get = { resource: 'user', operation: 'get', userId: by('id', user.id), simplify: false };
	await call(contract, get);
	sandbox.state.updateUser(user.id, { firstName: 'Changed' });
	expect(await call(contract, get)).toMatchObject([{ first_name: 'Changed' }]);
});

it.each(['openApi', 'cursor'] as const)(
	'creates or updates a user, each call for itself, on %s',
	async (contract) => {
		const call = agent();
		const { account } = seeded(sandbox);
		const upsert = async (more: INodeParameters = {}) =>
			await call(contract, {
				resource: 'user',
				operation: 'upsert',
				accountId: by('id', account.id),
				email: 'agent.made@example.com',
				firstName: 'Agent',
				lastName: 'Made',
				...more,
			});
		expect(await upsert()).toMatchObject([{ action: 'created' }]);
		expect(await upsert()).toMatchObject([{ action: 'unchanged', changed_fields: [] }]);
		expect(await upsert({ lastName: 'Moved' })).toMatchObject([
			{ action: 'updated', changed_fields: ['last_name'], last_name: 'Moved' },
		]);
	},
);
