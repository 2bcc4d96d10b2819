import {
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import { commonDeclarativeNodeOptionParameters } from 'n8n-core/dist/nodes-loader/constants';
import {
	createEmptyRunExecutionData,
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IExecuteData,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { MemoryCredentialsHelper } from './credentialsHelper';

export interface EngineSetup {
	nodeType: INodeType;
	credentialTypes: ICredentialType[];
	/** Stored credential data by credential type name; what the engine stores is written back here. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	parameters: INodeParameters;
	items?: IDataObject[];
	onError?: INode['onError'];
	signal?: AbortSignal;
	/** How n8n runs the node again when it fails. */
	retry?: Pick<INode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;
	/** Where the node stands: without these, all engines of a test run the same node of the same workflow. */
	workflowId?: string;
	nodeId?: string;
	/** What n8n keeps of the execution, for runs of one: those of a loop, or of several nodes. */
	execution?: IRunExecutionData;
	/** The workflow's time zone, an IANA name; n8n's own where left out. */
	timezone?: string;
}

const isRequestOptions = ({ name }: { name: string }) => name === 'requestOptions';

/**
 * n8n's real declarative engine around one node: real contexts, real expressions, real HTTP. Only
 * the credential store is in memory.
 */
export function createEngine(setup: EngineSetup) {
	const { description } = setup.nodeType;
	// n8n adds its own settings for requests when it loads a declarative node.
	if (description.requestDefaults && !description.properties.some(isRequestOptions)) {
		description.properties.push(commonDeclarativeNodeOptionParameters);
	}
	const node: INode = {
		id: setup.nodeId ?? 'b6f0a4a2-9c1f-4a55-9d0d-1f6c7a1a0f11',
		name: description.displayName,
		type: `n8n-nodes-docusign-admin.${description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: setup.parameters,
		onError: setup.onError,
		...setup.retry,
		credentials: Object.fromEntries(
			Object.keys(setup.credentials).map((type) => [type, { id: type, name: type }]),
		),
	};
	const nodeTypes: INodeTypes = {
		getByName: () => setup.nodeType,
		getByNameAndVersion: () => setup.nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: setup.workflowId ?? 'test-workflow',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: setup.timezone === undefined ? {} : { timezone: setup.timezone },
	});
	const credentialsHelper = new MemoryCredentialsHelper(
		Object.fromEntries(setup.credentialTypes.map((type) => [type.name, type])),
		setup.credentials,
	);
	const additionalData = {
		credentialsHelper,
		executionId: 'test-execution',
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		variables: {},
		currentNodeExecutionIndex: 0,
		setExecutionStatus: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	const workflowNode = workflow.getNode(node.name)!;
	return { node: workflowNode, workflow, additionalData, credentialsHelper };
}

/** Runs the node over the given input items and resolves to its first output. */
export async function runNode(setup: EngineSetup): Promise<INodeExecutionData[]> {
	const { node, workflow, additionalData } = createEngine(setup);
	const items = (setup.items ?? [{}]).map((json) => ({ json }));
	const inputData = { main: [items] };
	const executeData: IExecuteData = { node, data: inputData, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		setup.execution ?? createEmptyRunExecutionData(),
		0,
		items,
		inputData,
		executeData,
		[],
		setup.signal,
	);
	const output = await new RoutingNode(context, setup.nodeType).runNode();
	return output?.[0] ?? [];
}

/** Opens a resource locator's list as the editor does. */
export async function runListSearch(
	setup: EngineSetup,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { node, workflow, additionalData } = createEngine(setup);
	// The editor sends what it shows, defaults included.
	additionalData.currentNodeParameters = node.parameters;
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
	const search = setup.nodeType.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list search "${method}"`);
	return await search.call(context, filter, paginationToken);
}

/** Runs the node as n8n runs a workflow, with its own repeats, and resolves to what came of the run. */
export const runWorkflow = async (setup: EngineSetup): Promise<IRun> => await startWorkflow(setup);

/** The same, to be cancelled as n8n does it, for somebody who stops it as for the workflow's *Timeout*. */
export function startWorkflow(
	setup: EngineSetup,
): ReturnType<WorkflowExecute['processRunExecutionData']> {
	const { node, workflow, additionalData } = createEngine(setup);
	const { nodeType } = setup;
	// What n8n does with a node that is declared only.
	nodeType.execute ??= async function () {
		return (await new RoutingNode(this as ExecuteContext, nodeType).runNode()) ?? [];
	};
	const items = (setup.items ?? [{}]).map((json) => ({ json }));
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node, data: { main: [items] }, source: null }],
		},
	});
	additionalData.hooks = new ExecutionLifecycleHooks('manual', 'test-execution', {
		id: workflow.id,
		name: 'test',
		active: false,
		isArchived: false,
		nodes: [node],
		connections: {},
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
	});
	return new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(workflow);
}
