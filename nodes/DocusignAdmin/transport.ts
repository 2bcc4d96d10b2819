import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { failedItem, toNodeError } from '../shared/n8n/errors';
import { openSession } from '../shared/n8n/openSession';
import { runMemoryOf } from '../shared/n8n/run';
import { carryOut } from './carryOut';
import { itemRunOf } from './itemRun';
import { operationOf } from './resources/find';

type Options = DeclarativeRestApiSettings.ResultOptions;

/**
 * The engine's pagination hook, which every operation goes through: what the declarations made of
 * one item becomes requests, and their answers the item's output.
 */
export async function transport(
	this: IExecutePaginationFunctions,
	declared: Options,
): Promise<INodeExecutionData[]> {
	const itemIndex = this.getItemIndex();
	// One object for all items: a long list would otherwise carry as many as it has records.
	const pairedItem = { item: itemIndex };
	return await output(this, declared, pairedItem).catch((error: unknown) => {
		if (this.continueOnFail()) return [{ json: failedItem(error), pairedItem }];
		throw toNodeError(this.getNode(), error, itemIndex);
	});
}

async function output(
	context: IExecutePaginationFunctions,
	declared: Options,
	pairedItem: { item: number },
): Promise<INodeExecutionData[]> {
	const operation = operationOf(
		context.getNodeParameter('resource') as string,
		context.getNodeParameter('operation') as string,
	);
	const session = await openSession(context, {
		declared: declared.options,
		memory: runMemoryOf(context),
		options: context.getNodeParameter('options', {}) as object,
		signal: context.getExecutionCancelSignal(),
	});
	const items: INodeExecutionData[] = [];
	await carryOut(operation.work, itemRunOf(context, declared, session), (record) =>
		items.push({ json: record as INodeExecutionData['json'], pairedItem }),
	);
	return items;
}
