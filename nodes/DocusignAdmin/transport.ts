import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { chosenIn, itemOutput } from '../shared/n8n/runItem';
import { operationIn } from '../shared/n8n/operation';
import { openSession } from './api/n8n/openClient';
import { runMemoryOf } from '../shared/n8n/run';
import { carryOut } from './carryOut';
import { itemRunOf } from './itemRun';
import { resources } from './resources';

/**
 * The engine's pagination hook, which every operation goes through: what the declarations made of
 * one item becomes requests, and their answers the item's output.
 */
export async function transport(
	this: IExecutePaginationFunctions,
	declared: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	return await itemOutput(this, async (emit) => {
		const { work } = operationIn(resources, ...chosenIn(this));
		const session = await openSession(this, {
			declared: declared.options,
			memory: runMemoryOf(this),
			options: this.getNodeParameter('options', {}) as object,
			signal: this.getExecutionCancelSignal(),
		});
		await carryOut(work, itemRunOf(this, declared, session), emit);
	});
}
