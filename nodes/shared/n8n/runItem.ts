import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import type { JsonObject } from '../http';
import { failedItem, toNodeError } from './errors';

/**
 * What one item of a run puts out: its records, or its failure where the workflow goes on all the same.
 *
 * @param work hands over each record as it comes
 * @throws NodeApiError
 */
export async function itemOutput(
	context: IExecutePaginationFunctions,
	work: (emit: (record: JsonObject) => void) => Promise<void>,
): Promise<INodeExecutionData[]> {
	const item = context.getItemIndex();
	// One object for all records: a long list would otherwise carry as many as it has.
	const pairedItem = { item };
	const items: INodeExecutionData[] = [];
	try {
		await work((record) => items.push({ json: record as INodeExecutionData['json'], pairedItem }));
	} catch (error) {
		if (context.continueOnFail()) return [{ json: failedItem(error), pairedItem }];
		throw toNodeError(context.getNode(), error, item);
	}
	return items;
}

/** The menu values of the item. */
export const chosenIn = (context: IExecutePaginationFunctions): [string, string] => [
	context.getNodeParameter('resource') as string,
	context.getNodeParameter('operation') as string,
];
