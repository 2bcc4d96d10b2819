import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import { ApiFailure } from '../../errors/apiFailure';
import { MOST_RECORDS, type ApiRequest, type JsonObject } from '../../http';
import type { RunCache } from '../../runCache';
import { failedItem, toNodeError } from '../errors';
import { binaryOf, hasFile } from '../files';
import type { FinishedItem } from './finishedItem';
import type { ItemContext, Work, WritePlan, WriteWork } from '../operation';
import { readBoolean } from '../fields/readers';

/** Takes each record as it comes, so that a long list is held once only. */
export type Emit = (record: JsonObject) => void;

/** What the items of a run share, and what an API says of a list that n8n cannot pass on. */
export interface Run {
	cache: RunCache;
	/** What an earlier try of the run has done for the item. */
	finished?: FinishedItem;
	/** @param most how many there may be */
	tooManyResults: (most: number) => ApiFailure;
}

/** Does an operation's work for one item. */
export async function runWork<Item extends ItemContext<unknown>>(
	work: Work<Item>,
	item: Item,
	run: Run,
	emit: Emit,
): Promise<void> {
	if (work.kind === 'write') return (await change(work, item, run)).forEach(emit);
	const isWanted = readBoolean(item.parameter('simplify'), 'Simplify') ?? true;
	const shape = isWanted ? work.shape?.(item) : undefined;
	const out: Emit = shape ? (record) => emit(shape(record)) : emit;
	if (work.kind === 'read') return (await work.read(item)).forEach(out);
	let count = 0;
	for await (const page of work.pages(item)) {
		count += page.length;
		if (count > MOST_RECORDS) throw run.tooManyResults(MOST_RECORDS);
		page.forEach(out);
	}
}

/** Planned within the turn too: a plan starts from a record as the write before has left it. */
async function change<Item extends ItemContext<unknown>>(
	work: WriteWork<Item>,
	item: Item,
	{ cache, finished = {} }: Run,
): Promise<JsonObject[]> {
	if (finished.records) return finished.records;
	const isDry = readBoolean(item.parameter('options.dryRun'), 'Dry Run') === true;
	return await cache.inTurn(work.lock?.(item), async () => {
		const { requests, summaries, warnings = [], send } = await work.plan(item);
		warnings.forEach(item.warn);
		const records = isDry ? previews(requests, await summaries?.()) : await sent(send, finished);
		finished.records =
			warnings.length === 0 ? records : records.map((record) => withWarnings(record, warnings));
		return finished.records;
	});
}

/** What it leaves open is kept for the next try of the run, which would send it blindly otherwise. */
async function sent(send: WritePlan['send'], finished: FinishedItem): Promise<JsonObject[]> {
	return await send(finished.doubt).catch(async (error: unknown) => {
		if (error instanceof ApiFailure && error.unknownOutcome) finished.doubt = error;
		return await Promise.reject(error);
	});
}

const withWarnings = (record: JsonObject, warnings: string[]): JsonObject => ({
	...record,
	warnings: [...warnings, ...(Array.isArray(record.warnings) ? record.warnings : [])],
});

/** What a dry run says of an item that needs no request. */
const NOTHING = 'Nothing to do: it is so already';

/** A dry run of what needs no request says so: no item at all would end the workflow there. */
const previews = (requests: ApiRequest[], summaries: string[] = []): JsonObject[] =>
	requests.length > 0
		? requests.map((request, n) => preview(request, summaries[n]))
		: [{ dry_run: true, nothing_to_do: true, summary: summaries[0] ?? NOTHING }];

const preview = (
	{ method, path, query, headers, body }: ApiRequest,
	summary: string | undefined,
): JsonObject => ({
	dry_run: true,
	...(summary !== undefined && { summary }),
	method,
	path,
	...(query && { query }),
	...(headers && { headers }),
	...(body !== undefined && { body }),
});

/**
 * What one item of a run puts out: its records, or its failure where the workflow goes on all the same.
 *
 * @param work hands over each record as it comes
 * @throws NodeApiError
 */
export async function itemOutput(
	context: IExecutePaginationFunctions,
	work: (emit: Emit) => Promise<void>,
): Promise<INodeExecutionData[]> {
	const item = context.getItemIndex();
	// One object for all records: a long list would otherwise carry as many as it has.
	const pairedItem = { item };
	const items: INodeExecutionData[] = [];
	try {
		await work((record) => items.push({ json: record as INodeExecutionData['json'], pairedItem }));
		for (const each of items) {
			const record = each.json as JsonObject;
			if (hasFile(record)) each.binary = await binaryOf(context, record);
		}
	} catch (error) {
		if (context.continueOnFail()) return [{ json: failedItem(error), pairedItem }];
		throw toNodeError(context.getNode(), error, item);
	}
	return items;
}
