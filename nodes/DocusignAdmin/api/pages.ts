import type { Facts, OperationId } from './contract';
import { tooManyResults } from './errors/failures';
import type { ApiRequest, JsonObject, JsonValue } from '../../shared/http';
import { objectIn } from '../../shared/json';
import { nextCursor } from '../../shared/paging/links';
import type { PageTurn } from '../../shared/paging/types';
import type { Wishes } from './wishes';
import type { Answer, Wire } from './wire';

/** One page of a list, asked for and read in each of the ways that Docusign's lists are paged. */

/** A list as it is asked for, in the contract's words, before it is said which page. */
export interface ListCall {
	wire: Wire;
	operation: OperationId;
	request: ApiRequest;
	facts: Facts;
	/** See `Asking`. */
	isLenient?: boolean;
	/** A list that is longer is refused. */
	most?: number;
	/** What is asked for on top, and can be done without. */
	wishes?: Wishes;
}

const numberIn = (value: JsonValue) => (typeof value === 'number' ? value : undefined);

async function ask<T>(
	list: ListCall,
	query: ApiRequest['query'],
	turn: PageTurn | undefined,
	read: (answer: Answer) => T,
): Promise<T> {
	const { wire, operation, request, facts, isLenient, wishes } = list;
	const send = async (more: ApiRequest['query'], inTurn: PageTurn | undefined) => {
		const asked = { ...request, query: { ...request.query, ...query, ...more } };
		return await wire.ask(operation, asked, facts, read, { ...inTurn, isLenient });
	};
	return await (wishes ? wishes.ask(turn, send) : send({}, turn));
}

/** @throws ApiFailure `DOCUSIGN_TOO_MANY_RESULTS` */
export async function offsetPage(list: ListCall, start: number, take: number, turn?: PageTurn) {
	const { most = Infinity } = list;
	return await ask(list, { start, take }, turn, ({ body, records }) => {
		const total = totalOf(body, start + records.length);
		if (total !== undefined && total > most) throw tooManyResults(total, most);
		return { records, total };
	});
}

/** A page of a list with numbered pages; `pageSize` and `total` as far as the answer tells them. */
export async function numberedPage(
	list: ListCall,
	page: number,
	pageSize: number,
	turn?: PageTurn,
) {
	return await ask(list, { page, page_size: pageSize }, turn, ({ body: answer, records }) => {
		// The members of a DS group come one step deeper, and their numbers with them.
		const body = answer.page_size === undefined ? objectIn(answer.group_users) : answer;
		return { records, pageSize: numberIn(body.page_size), total: numberIn(body.total_count) };
	});
}

/**
 * A page of a cursor list; `next`: the cursor of the one after it, if there is one.
 *
 * @throws PagingError `DOCUSIGN_FOREIGN_LINK`
 */
export async function cursorPage(
	list: ListCall,
	{ cursor, count }: { cursor?: string; count: number },
	turn?: PageTurn,
) {
	const { wire, operation } = list;
	const sized = wire.contract.rows[operation].paging === 'cursor' ? { count } : {};
	return await ask(list, { ...sized, cursor }, turn, ({ body, records }) => ({
		records,
		next: nextCursor(body.next_uri, wire.baseUrl),
	}));
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
