import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { cacheOf, type RunCache } from '../runCache';

/**
 * What the items of this run of the node share.
 *
 * The engine has no name for a run. Its input data is one object for all items and another one for
 * each call of an agent's tool, which the execute data is not: that belongs to the agent, and is the
 * same for all its tools and all their calls. n8n does not declare the input data, so where it is
 * missing the execute data has to do.
 */
export function runCacheOf(context: IExecuteSingleFunctions): RunCache {
	const { inputData } = context as { inputData?: object };
	return cacheOf(inputData ?? context.getExecuteData(), context.getNode().id);
}
