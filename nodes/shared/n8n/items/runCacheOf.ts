import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { RunCache } from '../../runCache';

/** By run, and by the node's id: an agent's tools may share more than they know. */
const caches = new WeakMap<object, Map<string, RunCache>>();

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
	const run = inputData ?? context.getExecuteData();
	const ofRun = caches.get(run) ?? new Map<string, RunCache>();
	caches.set(run, ofRun);
	const { id } = context.getNode();
	const cache = ofRun.get(id) ?? new RunCache();
	ofRun.set(id, cache);
	return cache;
}
