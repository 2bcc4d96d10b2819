/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	DirectoryLoader,
	ExecutionLifecycleHooks,
	RoutingNode,
	WorkflowExecute,
	type ExecuteContext,
} from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeType,
	type IRun,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignScimApi } from '../../credentials/DocusignScimApi.credentials';
import { DocusignAdmin } from '../../nodes/DocusignAdmin/DocusignAdmin.node';
import { DocusignAdminTrigger } from '../../nodes/DocusignAdmin/DocusignAdminTrigger.node';
import { DocusignScim } from '../../nodes/DocusignScim/DocusignScim.node';
import type { Sandbox } from '../../sandbox';
import type { ContractName } from './admin';
import { MemoryCredentialsHelper } from './credentialsHelper';
import { standIns } from './standIns';

export interface ExampleWorkflow {
	id: string;
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IDataObject;
	active: boolean;
}

const folder = join(__dirname, '..', '..', 'workflows');

/** An example workflow by the name of its file. */
export const readExample = (name: string): ExampleWorkflow =>
	JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as ExampleWorkflow;

/** A node that is declared only, with what n8n runs in its place. */
function runnable<T extends INodeType>(nodeType: T): T {
	DirectoryLoader.applyDeclarativeNodeOptionParameters(nodeType);
	nodeType.execute = async function () {
		const { resource, operation } = this.getNode().parameters as Record<string, string>;
		const custom = nodeType.customOperations?.[resource]?.[operation];
		if (custom) return (await custom.call(this)) ?? [];
		return (await new RoutingNode(this as ExecuteContext, nodeType).runNode()) ?? [];
	};
	return nodeType;
}

interface Circumstances {
	approved?: boolean;
	/** What a node puts out instead of what it would, by its name: other people than the example's. */
	instead?: Record<string, IDataObject[]>;
	apiContract?: ContractName;
}

/** Runs an example workflow from its trigger on, in n8n's engine, signed in to a sandbox. */
export async function runExample(
	example: ExampleWorkflow,
	sandbox: Sandbox,
	{ approved, instead = {}, apiContract = 'openApi' }: Circumstances = {},
) {
	const types: Record<string, INodeType> = {
		...standIns(approved),
		'n8n-nodes-docusign-admin.docusignAdmin': runnable(new DocusignAdmin()),
		'n8n-nodes-docusign-admin.docusignAdminTrigger': new DocusignAdminTrigger(),
		'n8n-nodes-docusign-admin.docusignScim': runnable(new DocusignScim()),
	};
	const nodes = example.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const workflow = new Workflow({
		...example,
		nodes: nodes.map((node) => ({ ...node })),
		nodeTypes: {
			getByName: (type) => types[type],
			getByNameAndVersion: (type) => types[type],
			getKnownTypes: () => ({}),
		},
	});
	const credentials: Record<string, ICredentialDataDecryptedObject> = {
		docusignAdminJwtApi: { ...sandbox.credential({ apiContract }), accessToken: '' },
		docusignScimApi: { ...sandbox.scimCredential() },
	};
	const additionalData = {
		credentialsHelper: new MemoryCredentialsHelper(
			Object.fromEntries(
				[new DocusignAdminJwtApi(), new DocusignScimApi()].map((type) => [type.name, type]),
			),
			credentials,
		),
		executionId: 'test-execution',
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		variables: {},
		currentNodeExecutionIndex: 0,
		setExecutionStatus: () => undefined,
		hooks: new ExecutionLifecycleHooks('manual', 'test-execution', {
			...example,
			settings: example.settings,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			activeVersionId: null,
		}),
	} as unknown as IWorkflowExecuteAdditionalData;
	const [trigger] = nodes.filter(({ type }) => /[Tt]rigger$/.test(type));
	const pinned = Object.entries(instead).map(([name, items]) => [
		name,
		items.map((json, item) => ({ json, pairedItem: { item } })),
	]);
	const data = createRunExecutionData({
		resultData: { pinData: Object.fromEntries(pinned) },
		executionData: {
			nodeExecutionStack: [
				{
					node: workflow.getNode(trigger.name)!,
					data: { main: [[{ json: {} }]] },
					source: null,
				},
			],
		},
	});
	const run: IRun = await new WorkflowExecute(
		additionalData,
		'manual',
		data,
	).processRunExecutionData(workflow);
	const { error, runData } = run.data.resultData;
	return {
		error: error?.message,
		/** What a node has put out, of its first output. */
		output: (node: string) => (runData[node]?.[0].data?.main[0] ?? []).map(({ json }) => json),
		ran: (node: string) => runData[node] !== undefined,
	};
}
