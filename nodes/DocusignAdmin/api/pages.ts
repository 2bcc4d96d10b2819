import type { Facts, OperationId } from './contract';
import type { ApiRequest, JsonObject, JsonValue } from '../../shared/http';
import { objectIn } from '../../shared/json';
import { nextCursor } from '../../shared/paging/links';
import type { Wire } from './wire';

/** One page of a list, asked for and read in each of the ways that Docusign's lists are paged. */

/** A list as it is asked for, in the contract's words, before it is said which page. */
export interface ListCall {
	wire: Wire;
	operation: OperationId;
	request: ApiRequest;
	facts: Facts;
	/** See `Wire.ask`. */
	isLenient?: boolean;
}

const numberIn = (value: JsonValue) => (typeof value === 'number' ? value : undefined);

async function ask(list: ListCall, query: ApiRequest['query']) {
	const { wire, operation, request, facts, isLenient } = list;
	const asked = { ...request, query: { ...request.query, ...query } };
	return await wire.ask(operation, asked, facts, isLenient);
}

export async function offsetPage(list: ListCall, start: number, take: number) {
	const { body, records } = await ask(list, { start, take });
	return { records, total: totalOf(body, start + records.length) };
}

export async function numberedPage(list: ListCall, page: number, pageSize: number) {
	const { body: answer, records } = await ask(list, { page, page_size: pageSize });
	// The members of a DS group come one step deeper, and their numbers with them.
	const body = answer.page_size === undefined ? objectIn(answer.group_users) : answer;
	return { records, pageSize: numberIn(body.page_size), total: numberIn(body.total_count) };
}

export async function cursorPage(
	list: ListCall,
	{ cursor, count }: { cursor?: string; count: number },
) {
	const { wire, operation } = list;
	const sized = wire.contract.rows[operation].paging === 'cursor' ? { count } : {};
	const { body, records } = await ask(list, { ...sized, cursor });
	return { records, next: nextCursor(body.next_uri, wire.baseUrl) };
}

/**
 * The length of a list that is read up to `end`. `paging.next` names a page behind it, so that a total
 * which ends before is not the list's.
 */
function totalOf(body: JsonObject, end: number): number | undefined {
	const { total_set_size: total, next } = (body.paging ?? {}) as JsonObject;
	if (typeof total !== 'number') return undefined;
	return typeof next === 'string' && next !== '' ? Math.max(total, end + 1) : total;
}
