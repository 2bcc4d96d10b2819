import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { failedItem, toNodeError } from '../shared/n8n/errors';
import { runMemoryOf } from '../shared/n8n/run';
import { carryOut } from './carryOut';
import { itemRunOf } from './itemRun';
import { openClient } from './openClient';
import { operationOf } from './resources/find';

type Options = DeclarativeRestApiSettings.ResultOptions;

/** The engine's pagination hook, which every operation goes through, item by item. */
export async function transport(
	this: IExecutePaginationFunctions,
	declared: Options,
): Promise<INodeExecutionData[]> {
	const item = this.getItemIndex();
	const items: INodeExecutionData[] = [];
	const pairedItem = { item };
	const emit = (json: INodeExecutionData['json']) => items.push({ json, pairedItem });
	try {
		await carryOutItem(this, declared, emit);
	} catch (error) {
		if (this.continueOnFail()) return [{ json: failedItem(error), pairedItem }];
		throw toNodeError(this.getNode(), error, item);
	}
	return items;
}

async function carryOutItem(
	context: IExecutePaginationFunctions,
	declared: Options,
	emit: (json: INodeExecutionData['json']) => void,
): Promise<void> {
	const { work } = operationOf(
		context.getNodeParameter('resource') as string,
		context.getNodeParameter('operation') as string,
	);
	const client = await openClient(context, {
		declared: declared.options,
		memory: runMemoryOf(context),
		options: context.getNodeParameter('options', {}) as object,
		signal: context.getExecutionCancelSignal(),
	});
	await carryOut(work, itemRunOf(context, declared, client), (record) =>
		emit(record as INodeExecutionData['json']),
	);
}
