import type { IExecuteSingleFunctions } from 'n8n-workflow';

import type { ApiFailure } from '../../errors/apiFailure';
import type { JsonObject } from '../../http';

/** What an item's change has come to, for a repeat of the node's run by 'Retry On Fail'. */
export interface FinishedItem {
	/** The records that it put out; undefined where it is not done. */
	records?: JsonObject[];
	/** Why it is not known whether it was carried out. */
	doubt?: ApiFailure;
}

/** By run, by the item of the run's input, and by node. All of it goes with the run. */
const finished = new WeakMap<object, WeakMap<object, Map<string, FinishedItem>>>();

/**
 * What is remembered of the item, where the node is set to be run again when an item fails: n8n then runs
 * all items, also those that are done, and their changes must not be sent twice. The tries of one run get
 * the same execute data and the same input items; every other run gets new ones. A call of an agent's tool
 * has no such item, and nothing is remembered of it.
 *
 * @returns undefined where the node is not run again
 */
export function finishedItemOf(context: IExecuteSingleFunctions): FinishedItem | undefined {
	const { id, retryOnFail } = context.getNode();
	if (retryOnFail !== true) return undefined;
	const run = context.getExecuteData();
	const ofRun = finished.get(run) ?? new WeakMap<object, Map<string, FinishedItem>>();
	finished.set(run, ofRun);
	const input = context.getInputData();
	const ofItem = ofRun.get(input) ?? new Map<string, FinishedItem>();
	ofRun.set(input, ofItem);
	const key = `${id}:${context.getItemIndex()}`;
	const item = ofItem.get(key) ?? {};
	ofItem.set(key, item);
	return item;
}
