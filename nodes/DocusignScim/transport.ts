import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { chosenIn, itemOutput } from '../shared/n8n/runItem';
import { operationIn } from '../shared/n8n/operation';
import { runMemoryOf } from '../shared/n8n/run';
import { carryOut } from './carryOut';
import { itemRunOf } from './itemRun';
import { openClient } from './openClient';
import { resources } from './resources';

/** The engine's pagination hook, which every operation goes through, item by item. */
export async function transport(
	this: IExecutePaginationFunctions,
	declared: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	return await itemOutput(this, async (emit) => {
		const { work } = operationIn(resources, ...chosenIn(this));
		const client = await openClient(this, {
			declared: declared.options,
			memory: runMemoryOf(this),
			options: this.getNodeParameter('options', {}) as object,
			signal: this.getExecutionCancelSignal(),
		});
		await carryOut(work, itemRunOf(this, declared, client), emit);
	});
}
