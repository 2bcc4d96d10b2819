import { ExecuteContext } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type IExecuteData,
	type INodeExecutionData,
} from 'n8n-workflow';

import { createEngine, type EngineSetup } from './engine';

/** Runs an operation that takes all items at once as n8n does: round the declarations. */
export async function runAllItems(setup: EngineSetup): Promise<INodeExecutionData[]> {
	const { node, workflow, additionalData } = createEngine(setup);
	const items = (setup.items ?? [{}]).map((json) => ({ json }));
	const inputData = { main: [items] };
	const executeData: IExecuteData = { node, data: inputData, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		items,
		inputData,
		executeData,
		[],
		setup.signal,
	);
	// As `workflow-execute` finds it.
	const { resource, operation } = node.parameters as { resource: string; operation: string };
	const custom = setup.nodeType.customOperations?.[resource]?.[operation];
	if (!custom) throw new Error(`${resource}.${operation} is no operation on all items`);
	const output = (await custom.call(context)) as INodeExecutionData[][] | null;
	return output?.[0] ?? [];
}
